import type { Instrumentation } from "next";

/** Runs once before the first request: settings and keys are checked, then background work starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("@/lib/start-server");
  await startServer();
}

/** Errors of rendering and handlers, once each and through the redactor. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportRequestError } = await import("@/lib/http/report-request-error");
  reportRequestError(error, request, context);
};
