"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { formatDateTime } from "@/lib/format";
import { revokePortalAction } from "../actions";
import type { ControlledPortal } from "./controlled-portal";

type RevokeProps = { portal: ControlledPortal; now: string; timeZone: string };

/** HubSpot knows one token only: whoever holds the same one loses it as well. */
export function sharedTokenWarning({ tokenSharers }: ControlledPortal): string[] {
  if (tokenSharers.length === 0) return [];
  const names = tokenSharers.map(
    ({ label, hubId, appName }) => `${label} (Hub ${hubId}, ${appName})`,
  );
  const ended = tokenSharers.length === 1 ? "It ends" : "They end";
  return [
    `The same refresh token is also stored for ${names.join(" and ")}. ${ended} with this one: the token is wiped there too and the status becomes Revoked.`,
  ];
}

/** Names what stops, what does not stop and until when, before anything happens. */
export function RevokeDialog({ portal, now, timeZone }: RevokeProps) {
  const { label, hubId, appName, accessTokenExpiresAt, liveRefreshTokens } = portal;
  const lives = accessTokenExpiresAt !== null && accessTokenExpiresAt > now;
  const earlier = liveRefreshTokens - 1;
  return (
    <ConfirmDialog
      trigger={{ label: "Revoke refresh token", variant: "secondary", className: "text-danger!" }}
      title={`Revoke ${label} (Hub ${hubId})?`}
      description={`This ends the connection through ${appName}. Somebody must reconnect to use the portal again.`}
      consequences={[
        "What stops: HubSpot refuses the refresh token at once, and Portico wipes both stored tokens. Who and when stay on record.",
        ...(earlier > 0
          ? [
              `${earlier === 1 ? "One earlier grant" : `${earlier} earlier grants`} of this portal that still hold a refresh token are revoked too.`,
            ]
          : []),
        ...sharedTokenWarning(portal),
        lives
          ? `What does not stop: an access token that was already issued keeps working until ${formatDateTime(accessTokenExpiresAt, timeZone)}.`
          : "What does not stop: access tokens that were already issued live until they expire; the last one known here has expired.",
        "The app stays installed in HubSpot, and its webhooks and sync go on. An admin there can uninstall it.",
      ]}
      confirmLabel="Type the portal's domain to confirm"
      expected={portal.confirmText}
      submitLabel="Revoke refresh token"
      action={revokePortalAction}
      fields={{ portalId: portal.id }}
    />
  );
}
