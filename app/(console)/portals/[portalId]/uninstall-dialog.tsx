"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { formatDateTime } from "@/lib/format";
import { uninstallPortalAction } from "./actions";
import type { ControlledPortal } from "./controlled-portal";
import { sharedTokenWarning } from "./revoke-dialog";

type UninstallProps = { portal: ControlledPortal; now: string; timeZone: string };

/** Names everything an uninstall reaches, in HubSpot and here, before anything happens. */
export function UninstallDialog({ portal, now, timeZone }: UninstallProps) {
  const { label, hubId, appName, accessTokenExpiresAt } = portal;
  const lives = accessTokenExpiresAt !== null && accessTokenExpiresAt > now;
  return (
    <ConfirmDialog
      trigger={{ label: "Uninstall app", variant: "secondary", className: "text-danger!" }}
      title={`Uninstall ${appName} from ${label} (Hub ${hubId})?`}
      description="The app leaves the customer's HubSpot account, and the customer is told."
      consequences={[
        `In HubSpot: ${appName} is removed from the account, and its webhooks and cards there stop.`,
        "HubSpot e-mails the account's super admins that the app was uninstalled, with a link to install it again.",
        "The refresh token is revoked and Portico wipes both stored tokens. Who and when stay on record.",
        ...sharedTokenWarning(portal),
        lives
          ? `An access token that was already issued dies at once or lives until ${formatDateTime(accessTokenExpiresAt, timeZone)} at most; HubSpot does not say which.`
          : "HubSpot needs a live access token for this, so a last one is fetched first. It dies at once or when it expires.",
        "To use this portal again, an admin of the account must install the app again.",
      ]}
      confirmLabel="Type the portal's domain to confirm"
      expected={portal.confirmText}
      submitLabel="Uninstall app"
      action={uninstallPortalAction}
      fields={{ portalId: portal.id }}
    />
  );
}
