import type { Instrumentation } from "next";

/** Runs once before the first request: settings and keys are checked, then background work starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("@/lib/start-server");
  await startServer();
}

/** Errors of rendering and handlers, through the redactor: the path may hold a code, the headers hold cookies. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logger } = await import("@/lib/logger");
  const path = request.path.split("?")[0];
  const requestId = request.headers["x-request-id"];
  logger.error(
    { err: error, path, method: request.method, route: context.routePath, requestId },
    "request failed",
  );
};
