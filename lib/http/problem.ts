import "server-only";
import { isAppError } from "@/lib/errors";
import { httpStatusOf, messageOf } from "@/lib/error-copy";
import { logger } from "@/lib/logger";

/** An error as RFC 9457 problem details with a stable `code`. Unknown errors show a reference, never their text. */
export function problemResponse(error: unknown, requestId: string): Response {
  const isKnown = isAppError(error);
  if (!isKnown) logger.error({ err: error, requestId }, "request failed");
  const status = isKnown ? httpStatusOf(error.code) : 500;
  const body = {
    type: "about:blank",
    title: isKnown ? messageOf(error) : "Portico failed to answer. The server log has the details.",
    status,
    code: isKnown ? error.code : "internal",
    request_id: requestId,
  };
  return Response.json(body, {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
