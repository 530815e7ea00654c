import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A page, a route handler of one method, or a server action, as the source declares it. */
export interface Declared {
  kind: "page" | "route" | "action";
  /** A page's or handler's address pattern, such as "GET /apps/[slug]"; an action's name. */
  name: string;
  /** Relative to the root. */
  file: string;
  /** What it asks for, in the order of the file; none for what is public by nature. */
  permissions: string[];
}

/** Everything below app/ that answers a request, read from the source. */
export function declared(): Declared[] {
  const files = readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" })
    .map((name) => join("app", name).replaceAll(sep, "/"))
    .sort();
  return files.flatMap((file) => {
    const [, ending = ""] = /\/(page\.tsx|route\.tsx?|actions\.ts)$/.exec(file) ?? [];
    if (!ending) return [];
    const text = readFileSync(join(ROOT, file), "utf8");
    if (ending === "page.tsx")
      return [{ kind: "page", name: addressOf(file), file, permissions: asked(text) } as const];
    return ending === "actions.ts" ? actionsOf(file, text) : handlersOf(file, text);
  });
}

/** Folders in brackets of the round kind are no part of an address. */
export function addressOf(file: string): string {
  const parts = file.split("/").slice(1, -1);
  return `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join("/")}`;
}

function actionsOf(file: string, text: string): Declared[] {
  return text
    .split(/^export const /m)
    .slice(1)
    .map((part) => {
      const [name = ""] = part.split(" ");
      return { kind: "action", name, file, permissions: asked(part) };
    });
}

const METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";

/** A file may hand several methods to one handler, and hold one handler for each. */
function handlersOf(file: string, text: string): Declared[] {
  const own = new RegExp(`^export (?:const|async function|function) (${METHODS})\\b`, "gm");
  const shared = new RegExp(`\\bas (${METHODS})\\b`, "g");
  const methods = [...text.matchAll(own), ...text.matchAll(shared)].map(([, method]) => method);
  return methods.map((method) => ({
    kind: "route",
    name: `${method} ${addressOf(file)}`,
    file,
    permissions: asked(text),
  }));
}

function asked(text: string): string[] {
  const found = text.matchAll(
    /(?:requirePage|requireActor)\(\s*"([\w.]+)"|permission:\s*"([\w.]+)"/g,
  );
  return [...new Set([...found].map(([, direct, named]) => direct ?? named ?? ""))];
}
