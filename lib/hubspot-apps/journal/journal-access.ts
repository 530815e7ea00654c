import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { isPassing, type HubSpotError } from "@/lib/hubspot/errors";
import { JOURNAL_SCOPES } from "@/lib/hubspot/journal";
import type { JournalProblem } from "./journal-words";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";

/** An app-level token for the journal. @throws HubSpotError, of kind `scopes` when HubSpot does not grant it */
export function openJournal(ctx: Context, app: HubSpotApp): Promise<Secret> {
  return withCredentials(ctx, app, (credentials) =>
    ctx.hubspot.clientCredentials(credentials, JOURNAL_SCOPES),
  );
}

/** What a failed call about the journal means. */
export function problemOf(error: HubSpotError): JournalProblem {
  if (error.status === "FOREIGN_URL") return "foreign_url";
  if (error.kind === "scopes") return "scopes";
  if (error.kind === "app_credentials") return "credentials";
  if (error.kind === "missing_scopes" || error.httpStatus === 403 || error.httpStatus === 401)
    return "forbidden";
  if (error.kind === "malformed") return "unreadable";
  return isPassing(error.kind) ? "passing" : "unknown";
}
