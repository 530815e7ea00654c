import { tokenError, unsupportedMediaType } from "./errors";
import { isForm } from "./http";
import type { Call, Reply } from "./http";
import type { SimState } from "./state";
import type { SimApp } from "./types";

/**
 * The first gate of every token-family endpoint: a form body, then the client id, then the secret. A wrong id hides
 * every later error. HubSpot documents no HTTP Basic, so credentials count in the form only.
 */
export function authenticateClient(
  state: SimState,
  call: Call,
  clientSecret = call.form.get("client_secret"),
): { app: SimApp } | { failure: Reply } {
  if (!isForm(call.contentType)) return { failure: unsupportedMediaType() };
  const app = state.apps.get(call.form.get("client_id") ?? "");
  if (!app) return { failure: tokenError("BAD_CLIENT_ID") };
  if (clientSecret !== app.clientSecret) return { failure: tokenError("BAD_CLIENT_SECRET") };
  return { app };
}
