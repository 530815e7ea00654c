import { formatDateTime } from "@/lib/format";
import { explainFailure } from "@/lib/portals/explain-failure";
import { REVOKED_IN_DOUBT, STATUS_WORDS } from "@/lib/portals/status";
import { say } from "@/lib/say/say";
import type { PortalView } from "./get";

/** A portal in plain text for a ticket: no secrets, times with their zone, and what to ask the customer. */
export function summarizePortal(portal: PortalView, now: Date, timeZone: string): string {
  const time = (instant: Date | null) =>
    instant ? formatDateTime(instant, timeZone, { lang: say.lang }) : say("none|time");
  const { label, meaning } = STATUS_WORDS[portal.status];
  const { current, lastError } = portal;
  const lines = [
    say("Portal: {portal} (Hub ID {hubId})", { portal: portal.label, hubId: portal.hubId }),
    say("App: {app}", { app: portal.app.name }),
    say("Status: {status}. {meaning}", {
      status: pendingWords(portal) ?? say.any(label),
      meaning: say.any(meaning),
    }),
    portal.isOutcomeUnknown
      ? say(
          "What became of a refresh is not known (asked {when}): HubSpot's answer never arrived.",
          { when: time(portal.outcomeUnknownSince) },
        )
      : "",
    portal.isRevokedInDoubt ? say.any(REVOKED_IN_DOUBT) : "",
    say("Installed by: {who}", { who: installerOf(current) }),
    say("Connected: {when}", { when: time(current?.createdAt ?? null) }),
    say("Last refresh: {when}", { when: time(portal.lastRefreshAt) }),
    say("Access token expires: {when}", {
      when: expiryOf(portal, now) ?? time(portal.accessTokenExpiresAt),
    }),
    lastError
      ? say("Last problem: {what} ({when})", {
          what: say.any(explainFailure(lastError).what),
          when: time(lastError.at),
        })
      : "",
    lastError?.correlationId
      ? say("HubSpot correlation id: {id}", { id: lastError.correlationId })
      : "",
    portal.status === "needs_reconnect"
      ? say(
          "Ask the customer: was the app uninstalled, or was the person who installed it removed from HubSpot?",
        )
      : "",
    say("Written: {when}", { when: time(now) }),
  ];
  return lines.filter(Boolean).join("\n");
}

function expiryOf({ isRenewedAtRead, accessTokenExpiresAt }: PortalView, now: Date) {
  const isPast = accessTokenExpiresAt !== null && accessTokenExpiresAt <= now;
  return isRenewedAtRead && isPast ? say("renewed at the next read") : undefined;
}

function pendingWords(portal: PortalView): string | undefined {
  if (portal.isRevocationPending) return say("Revocation pending");
  return portal.isUninstallPending ? say("Uninstall pending") : undefined;
}

function installerOf(current: PortalView["current"]): string {
  if (!current) return say("nobody");
  const user = current.installerUserId;
  const id = user ? say("HubSpot user {id}", { id: user }) : "";
  return (
    [current.installerEmail, id].filter(Boolean).join(", ") ||
    (current.isInstallerErased ? say("erased") : say("not told by HubSpot"))
  );
}
