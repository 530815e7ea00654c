import "server-only";
import { isUnreachable } from "@/lib/db/errors";
import { isAppError } from "@/lib/errors";
import { httpStatusOf, messageOf } from "@/lib/error-copy";
import { logger } from "@/lib/logger";

interface Words {
  title: string;
  status: number;
  code: string;
  /** For Retry-After, where it is known that waiting helps. */
  retryAfterSeconds?: number;
}

/** A database that restarts or fails over is back within seconds. */
const AWAY: Words = {
  title: "Portico cannot reach its database just now. Nothing is lost. Try again in a moment.",
  status: 503,
  code: "unavailable",
  retryAfterSeconds: 5,
};
const UNKNOWN: Words = {
  title: "Portico failed to answer. The server log has the details.",
  status: 500,
  code: "internal",
};

/**
 * An error as RFC 9457 problem details with a stable `code`, and Retry-After (RFC 9110) where waiting helps. Unknown
 * errors show a reference, never their text.
 */
export function problemResponse(error: unknown, requestId: string): Response {
  const { retryAfterSeconds, ...words } = wordsFor(error, requestId);
  const body = { type: "about:blank", ...words, request_id: requestId };
  return Response.json(body, {
    status: words.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    },
  });
}

function wordsFor(error: unknown, requestId: string): Words {
  if (isAppError(error)) {
    const { code, details } = error;
    const status = httpStatusOf(code);
    const seconds = details.retryAfterSeconds;
    const wait = typeof seconds === "number" ? seconds : status === 503 ? 5 : undefined;
    return { title: messageOf(error), status, code, retryAfterSeconds: wait };
  }
  const words = isUnreachable(error) ? AWAY : UNKNOWN;
  if (words === AWAY) logger.warn({ err: error, requestId }, "the database did not do its part");
  else logger.error({ err: error, requestId }, "request failed");
  return words;
}
