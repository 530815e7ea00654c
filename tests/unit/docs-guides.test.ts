import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ROLE_LABELS, ROLE_MEANINGS, ROLES } from "@/lib/auth/roles";
import { PORTAL_STATUSES, STATUS_WORDS } from "@/lib/portals/status";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const GUIDES = ["console.md", "guide-admin.md", "guide-support.md", "symptoms.md", "glossary.md"];
const DOCUMENTS = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));

/** Everything that the console says, with its line breaks and character references undone. */
const said = ["app", "components", "lib"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes("generated"))
      .map((path) => read(join(folder, path))),
  )
  .join("\n")
  .replaceAll("&apos;", "'")
  .replace(/\s+/g, " ");

/** A document's text with its line breaks undone, without code. */
const textOf = (name: string) =>
  read(`docs/${name}`)
    .replace(/```[\s\S]*?```/g, "")
    .replace(/\s+/g, " ");

/** The words of a document between two signs, each once. */
const between = (name: string, sign: RegExp) => [
  ...new Set([...textOf(name).matchAll(sign)].map(([, words = ""]) => words)),
];

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

function anchorsOf(path: string): string[] {
  const text = readFileSync(path, "utf8").replace(/```[\s\S]*?```/g, "");
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
}

describe("the guides", () => {
  it.each(
    GUIDES.flatMap((name) => between(name, /\*\*([^*]+)\*\*/g).map((words) => [name, words])),
  )("%s: the console has “%s”", (_name, words) => {
    expect(new RegExp(`[>"\`] ?${words.replace(/[.?]/g, "\\$&")} ?[<"\`]`).test(said)).toBe(true);
  });

  it.each(between("symptoms.md", /“([^”]+)”/g))("symptoms.md: Portico says “%s”", (words) => {
    expect(said.includes(words)).toBe(true);
  });

  it("the guides name every status, the glossary with its meaning", () => {
    for (const status of PORTAL_STATUSES) {
      const { label, meaning } = STATUS_WORDS[status];
      expect(between("guide-support.md", /\*\*([^*]+)\*\*/g)).toContain(label);
      expect(textOf("glossary.md")).toContain(`| ${label}`);
      expect(textOf("glossary.md")).toContain(meaning);
    }
  });

  it("the glossary says what each role may do", () => {
    for (const role of ROLES) {
      expect(textOf("glossary.md")).toContain(`| ${ROLE_LABELS[role]} `);
      expect(textOf("glossary.md")).toContain(ROLE_MEANINGS[role]);
    }
  });

  it("the glossary is in the order of the alphabet", () => {
    const [, table = ""] = /(\| access token[\s\S]*?)\n\n/.exec(read("docs/glossary.md")) ?? [];
    const words = table.split("\n").map((line) => (line.split("|")[1] ?? "").trim());
    expect(words.length).toBeGreaterThan(20);
    expect(words).toEqual(words.toSorted((a, b) => a.localeCompare(b, "en")));
  });

  it("codes in symptoms.md are codes of the API", () => {
    const codes = between("symptoms.md", /\| \d{3} ((?:`[a-z_]+`(?:, )?)+)/g);
    expect(codes.length).toBeGreaterThan(4);
    for (const [, code = ""] of codes.join().matchAll(/`([a-z_]+)`/g))
      expect(read("docs/api.md")).toContain(`\`${code}\``);
  });
});

describe("links between documents", () => {
  it.each(DOCUMENTS)("%s leads to files and headings that are there", (name) => {
    const text = read(`docs/${name}`).replace(/```[\s\S]*?```/g, "");
    for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = "", anchor] = target.split("#");
      const file = path
        ? normalize(join(ROOT, dirname(`docs/${name}`), path))
        : join(ROOT, "docs", name);
      expect(existsSync(file), `${name} → ${target}`).toBe(true);
      if (anchor) expect(anchorsOf(file), `${name} → ${target}`).toContain(anchor);
    }
  });
});
