import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rawRequest, type RawAnswer } from "../raw-request";
import { addressOf } from "./declared";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A server action of the built product. */
export interface BuiltAction {
  id: string;
  name: string;
  /** Address patterns of the pages that it can be sent to. */
  pages: string[];
}

interface Manifest {
  node: Record<string, { workers: Record<string, unknown>; exportedName: string }>;
}

/** Every action that a browser can call, as the build has written it down. */
export function builtActions(): BuiltAction[] {
  const file = join(ROOT, ".next/server/server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return Object.entries(node)
    .map(([id, { workers, exportedName }]) => ({
      id,
      name: exportedName,
      pages: Object.keys(workers).map(addressOf).sort(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export function builtAction(name: string): BuiltAction {
  const found = builtActions().find((one) => one.name === name);
  if (!found) throw new Error(`${name} is in no page of the build`);
  return found;
}

/** A field of a form: text, or a file. */
export type Field = [name: string, value: string | { fileName: string; bytes: Buffer }];

export interface ActionRequest {
  id: string;
  /** Where a person would stand: a page that holds the action. */
  address: string;
  fields: Field[];
  cookie?: string;
}

const BOUNDARY = "----form";

/** An action with its form, as a browser sends what useActionState holds: the state before, and the form. */
export function sendAction(origin: string, sent: ActionRequest): Promise<RawAnswer> {
  const { id, address, fields, cookie } = sent;
  return rawRequest(origin, {
    method: "POST",
    path: address,
    headers: {
      origin,
      accept: "text/x-component",
      "next-action": id,
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      ...(cookie && { cookie }),
    },
    body: multipart([
      ...fields.map(([name, value]): Field => [`_1_${name}`, value]),
      ["0", '[{"status":"idle"},"$K1"]'],
    ]),
  });
}

/** Names as a browser writes them (WHATWG HTML, multipart/form-data encoding): line ends and quotes are escaped. */
export function multipart(fields: Field[]): Buffer {
  const quoted = (text: string) =>
    text.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
  const parts = fields.flatMap(([name, value]) => {
    const file = typeof value === "string" ? "" : `; filename="${quoted(value.fileName)}"`;
    const type = file && "Content-Type: application/octet-stream\r\n";
    const head = `Content-Disposition: form-data; name="${quoted(name)}"${file}\r\n${type}\r\n`;
    const body = typeof value === "string" ? Buffer.from(value, "utf8") : value.bytes;
    return [Buffer.from(`--${BOUNDARY}\r\n${head}`), body, Buffer.from("\r\n")];
  });
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** What an action has returned, as its answer tells it. */
export interface Returned {
  status: "success" | "error";
  message?: string;
  fieldErrors?: Record<string, string>;
  confirm?: string[];
  data?: unknown;
}

/** The state that an answer brings, or undefined when it is a redirect or a refusal. */
export function returned({ body }: RawAnswer): Returned | undefined {
  const line = /^1:(\{"status":.*\})$/m.exec(body)?.[1];
  return line === undefined ? undefined : (JSON.parse(line) as Returned);
}

/** Where an answer of an action leads, or "". */
export function redirectOf({ headers }: RawAnswer): string {
  const target = headers["x-action-redirect"] ?? headers.location ?? "";
  return String(target).replace(/;(push|replace)$/, "");
}
