import type { IncomingMessage } from "node:http";

/** A token request of HubSpot's has a handful of short fields. */
const MOST_BYTES = 16 * 1024;

/**
 * The body of a request as a form (`application/x-www-form-urlencoded`).
 * @returns "not_a_form" or "too_large" when it is none that is read
 */
export async function readForm(
  request: IncomingMessage,
): Promise<URLSearchParams | "not_a_form" | "too_large"> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return "not_a_form";
  const chunks: Buffer[] = [];
  let bytes = 0;
  const read: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of read) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return "too_large";
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
