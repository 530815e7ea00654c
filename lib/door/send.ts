import type { ServerResponse } from "node:http";
import type { Problem } from "./problems";

/** Sends JSON that nobody may keep. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(text)),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    ...headers,
  });
  response.end(text);
}

/** Sends a problem (RFC 9457), with Retry-After where it says when to come back. */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  const { retryAfterSeconds, headers } = problem.options;
  sendJson(
    response,
    problem.status,
    problem.body(String(response.getHeader("x-request-id") ?? "")),
    {
      ...headers,
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
      "content-type": "application/problem+json",
    },
  );
}
