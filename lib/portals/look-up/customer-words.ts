import type { PortalView } from "./get";

type Portal = Pick<
  PortalView,
  "status" | "label" | "isRevocationPending" | "isUninstallPending" | "isOutcomeUnknown"
> & { app: { name: string } };

/**
 * What to tell the customer about their connection, ready to be sent: what is the case and what is needed from them,
 * in words that need no knowledge of tokens or of this console.
 */
export function customerWords(portal: Portal): string {
  const { label, app } = portal;
  const between = `the connection between your HubSpot account ${label} and ${app.name}`;
  if (portal.isRevocationPending || portal.isUninstallPending)
    return `We are ending ${between}. You do not have to do anything.`;
  if (portal.status === "app_error")
    return `A setting on our side keeps ${app.name} from reaching HubSpot. Your account ${label} is not at fault and you do not have to do anything; we are correcting it.`;
  // Asked before the statuses that it may still become.
  if (portal.isOutcomeUnknown)
    return `We are checking ${between}. You do not have to do anything; we will tell you if that changes.`;
  switch (portal.status) {
    case "connected":
      return `All is well with ${between}. You do not have to do anything.`;
    case "degraded":
      return `HubSpot does not answer as usual just now. ${capital(between)} is kept and we try again by ourselves. You do not have to do anything.`;
    case "needs_reconnect":
      return `HubSpot no longer accepts ${between}. Usually the app was removed, or the person who installed it has left. Please let somebody who may install apps in your HubSpot account install ${app.name} again.`;
    case "revoked":
      return `We have ended ${between}. To use it again, somebody who may install apps in your HubSpot account connects ${app.name} once more.`;
    case "uninstalled":
      return `${app.name} was removed from your HubSpot account ${label}. To use it again, somebody who may install apps there installs it once more.`;
  }
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
