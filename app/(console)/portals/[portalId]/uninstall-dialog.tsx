"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { useSay } from "#say";
import { formatDateTime } from "@/lib/format";
import { uninstallPortalAction } from "./actions";
import type { ControlledPortal } from "./controlled-portal";
import { sharedTokenWarning } from "./revoke-dialog";

type UninstallProps = { portal: ControlledPortal; now: string; timeZone: string };

/** Names everything an uninstall reaches, in HubSpot and here, before anything happens. */
export function UninstallDialog({ portal, now, timeZone }: UninstallProps) {
  const { label, hubId, appName, accessTokenExpiresAt } = portal;
  const lives = accessTokenExpiresAt !== null && accessTokenExpiresAt > now;
  const say = useSay();
  return (
    <ConfirmDialog
      trigger={{ label: say("Uninstall app"), variant: "secondary", className: "text-danger!" }}
      title={say("Uninstall {app} from {portal} (Hub {hub})?", {
        app: appName,
        portal: label,
        hub: hubId,
      })}
      description={say("The app leaves the customer's HubSpot account, and the customer is told.")}
      consequences={[
        say(
          "In HubSpot: {app} is removed from the account, and its webhooks and cards there stop.",
          { app: appName },
        ),
        say(
          "HubSpot e-mails the account's super admins that the app was uninstalled, with a link to install it again.",
        ),
        say(
          "The refresh token is revoked and Portico wipes both stored tokens. Who and when stay on record.",
        ),
        ...sharedTokenWarning(say, portal),
        lives
          ? say(
              "An access token that was already issued dies at once or lives until {time} at most; HubSpot does not say which.",
              { time: formatDateTime(accessTokenExpiresAt, timeZone, { lang: say.lang }) },
            )
          : say(
              "HubSpot needs a live access token for this, so a last one is fetched first. It dies at once or when it expires.",
            ),
        say("To use this portal again, an admin of the account must install the app again."),
      ]}
      confirmLabel={say("Type the portal's domain to confirm")}
      expected={portal.confirmText}
      submitLabel={say("Uninstall app")}
      action={uninstallPortalAction}
      fields={{ portalId: portal.id }}
    />
  );
}
