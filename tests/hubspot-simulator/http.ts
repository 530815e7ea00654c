import type { IncomingMessage } from "node:http";

/** A request after parsing; handlers see this and never the socket. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  contentType: string;
  /** Fields of a form body; empty when the body is of another type. */
  form: URLSearchParams;
  rawBody: string;
  /** Set when a fault asks this one refresh to rotate. */
  rotate: boolean;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  /** Sent as JSON when it is not a string; no body at all when undefined. */
  body?: unknown;
}

export class BodyTooLarge extends Error {}

const maxBodyBytes = 4 * 1024 * 1024;

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8", ...headers },
    body,
  };
}

/** @throws BodyTooLarge beyond 4 MiB. */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBodyBytes) throw new BodyTooLarge();
    chunks.push(bytes);
  }
  const rawBody = Buffer.concat(chunks).toString("utf8");
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const contentType = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return {
    method: request.method ?? "GET",
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1)),
    headers,
    contentType,
    form: new URLSearchParams(isForm(contentType) ? rawBody : ""),
    rawBody,
    rotate: false,
  };
}

export function isForm(contentType: string): boolean {
  return contentType === "application/x-www-form-urlencoded";
}

/** The bytes a reply's body becomes on the wire. */
export function encodeBody(reply: Reply): string {
  if (reply.body === undefined) return "";
  return typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
}
