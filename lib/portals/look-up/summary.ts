import { formatDateTime } from "@/lib/format";
import { explainFailure } from "@/lib/portals/explain-failure";
import type { PortalView } from "./get";
import { REVOKED_IN_DOUBT, STATUS_WORDS } from "@/lib/portals/status";

/** A portal in plain text for a ticket: no secrets, times with their zone, and what to ask the customer. */
export function summarizePortal(portal: PortalView, now: Date, timeZone: string): string {
  const time = (instant: Date | null) => (instant ? formatDateTime(instant, timeZone) : "none");
  const status = STATUS_WORDS[portal.status];
  const { current, lastError } = portal;
  const failure = lastError ? explainFailure(lastError) : null;
  const lines = [
    `Portal: ${portal.label} (Hub ID ${portal.hubId})`,
    `App: ${portal.app.name}`,
    `Status: ${pendingWords(portal) ?? status.label}. ${status.meaning}`,
    portal.isOutcomeUnknown
      ? `What became of a refresh is not known (asked ${time(portal.outcomeUnknownSince)}): HubSpot's answer never arrived.`
      : "",
    portal.isRevokedInDoubt ? REVOKED_IN_DOUBT : "",
    `Installed by: ${installerOf(current)}`,
    `Connected: ${time(current?.createdAt ?? null)}`,
    `Last refresh: ${time(portal.lastRefreshAt)}`,
    `Access token expires: ${expiryOf(portal, now) ?? time(portal.accessTokenExpiresAt)}`,
    failure ? `Last problem: ${failure.what} (${time(lastError?.at ?? null)})` : "",
    lastError?.correlationId ? `HubSpot correlation id: ${lastError.correlationId}` : "",
    portal.status === "needs_reconnect"
      ? "Ask the customer: was the app uninstalled, or was the person who installed it removed from HubSpot?"
      : "",
    `Written: ${time(now)}`,
  ];
  return lines.filter(Boolean).join("\n");
}

function expiryOf({ isRenewedAtRead, accessTokenExpiresAt }: PortalView, now: Date) {
  const isPast = accessTokenExpiresAt !== null && accessTokenExpiresAt <= now;
  return isRenewedAtRead && isPast ? "renewed at the next read" : undefined;
}

function pendingWords(portal: PortalView): string | undefined {
  if (portal.isRevocationPending) return "Revocation pending";
  return portal.isUninstallPending ? "Uninstall pending" : undefined;
}

function installerOf(current: PortalView["current"]): string {
  if (!current) return "nobody";
  const id = current.installerUserId ? `HubSpot user ${current.installerUserId}` : "";
  return (
    [current.installerEmail, id].filter(Boolean).join(", ") ||
    (current.isInstallerErased ? "erased" : "not told by HubSpot")
  );
}
