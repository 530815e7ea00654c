import "server-only";
import type { Instrumentation } from "next";
import { logger } from "@/lib/logger";
import { requestScope } from "./request-scope.mjs";

type Report = Parameters<Instrumentation.onRequestError>;

/**
 * Writes an error that Next caught to the log, unless bin/server/log-console has done so when Next printed it. The path
 * may hold a code and the headers hold cookies, so of both only what is named here is kept. The digest is the reference
 * that the error page shows.
 */
export function reportRequestError(error: Report[0], request: Report[1], context: Report[2]): void {
  const isObject = typeof error === "object" && error !== null;
  if (isObject && requestScope()?.logged.has(error)) return;
  const digest = isObject && "digest" in error ? error.digest : undefined;
  const path = request.path.split("?")[0];
  const requestId = request.headers["x-request-id"];
  const { method } = request;
  logger.error(
    { err: error, path, method, route: context.routePath, requestId, digest },
    "request failed",
  );
}
