import { say } from "@/lib/say/say";
import type { PortalView } from "./get";

type Portal = Pick<
  PortalView,
  "status" | "label" | "isRevocationPending" | "isUninstallPending" | "isOutcomeUnknown"
> & { app: { name: string } };

/**
 * What to tell the customer about their connection, ready to be sent: what is the case and what is needed from them,
 * in words that need no knowledge of tokens or of this console, in the language of whoever sends it.
 */
export function customerWords(portal: Portal): string {
  const about = { account: portal.label, app: portal.app.name };
  if (portal.isRevocationPending || portal.isUninstallPending)
    return say(
      "We are ending the connection between your HubSpot account {account} and {app}. You do not have to do anything.",
      about,
    );
  if (portal.status === "app_error")
    return say(
      "A setting on our side keeps {app} from reaching HubSpot. Your account {account} is not at fault and you do not have to do anything; we are correcting it.",
      about,
    );
  // Asked before the statuses that it may still become.
  if (portal.isOutcomeUnknown)
    return say(
      "We are checking the connection between your HubSpot account {account} and {app}. You do not have to do anything; we will tell you if that changes.",
      about,
    );
  return say(WORDS[portal.status], about);
}

const WORDS = {
  connected:
    "All is well with the connection between your HubSpot account {account} and {app}. You do not have to do anything.",
  degraded:
    "HubSpot does not answer as usual just now. The connection between your HubSpot account {account} and {app} is kept and we try again by ourselves. You do not have to do anything.",
  needs_reconnect:
    "HubSpot no longer accepts the connection between your HubSpot account {account} and {app}. Usually the app was removed, or the person who installed it has left. Please let somebody who may install apps in your HubSpot account install {app} again.",
  revoked:
    "We have ended the connection between your HubSpot account {account} and {app}. To use it again, somebody who may install apps in your HubSpot account connects {app} once more.",
  uninstalled:
    "{app} was removed from your HubSpot account {account}. To use it again, somebody who may install apps there installs it once more.",
} as const satisfies Record<Exclude<Portal["status"], "app_error">, string>;
