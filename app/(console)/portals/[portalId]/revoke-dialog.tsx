"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import type { BrowserSay } from "@/components/words/say-provider";
import { useSay } from "#say";
import { formatDateTime } from "@/lib/format";
import { revokePortalAction } from "../actions";
import type { ControlledPortal } from "./controlled-portal";

type RevokeProps = { portal: ControlledPortal; now: string; timeZone: string };

/** HubSpot knows one token only: whoever holds the same one loses it as well. */
export function sharedTokenWarning(say: BrowserSay, { tokenSharers }: ControlledPortal): string[] {
  if (tokenSharers.length === 0) return [];
  const portals = tokenSharers
    .map(({ label, hubId, appName }) => `${label} (Hub ${hubId}, ${appName})`)
    .reduce((one, next) => say("{one} and {next}", { one, next }));
  return [
    say.count(
      tokenSharers.length,
      "The same refresh token is also stored for {portals}. It ends with this one: the token is wiped there too and the status becomes Revoked.",
      "The same refresh token is also stored for {portals}. They end with this one: the token is wiped there too and the status becomes Revoked.",
      { portals },
    ),
  ];
}

/** Names what stops, what does not stop and until when, before anything happens. */
export function RevokeDialog({ portal, now, timeZone }: RevokeProps) {
  const { label, hubId, appName, accessTokenExpiresAt, liveRefreshTokens } = portal;
  const lives = accessTokenExpiresAt !== null && accessTokenExpiresAt > now;
  const earlier = liveRefreshTokens - 1;
  const say = useSay();
  return (
    <ConfirmDialog
      trigger={{
        label: say("Revoke refresh token"),
        variant: "secondary",
        className: "text-danger!",
      }}
      title={say("Revoke {portal} (Hub {hub})?", { portal: label, hub: hubId })}
      description={say(
        "This ends the connection through {app}. Somebody must reconnect to use the portal again.",
        { app: appName },
      )}
      consequences={[
        say(
          "What stops: HubSpot refuses the refresh token at once, and Portico wipes both stored tokens. Who and when stay on record.",
        ),
        ...(earlier > 0
          ? [
              say.count(
                earlier,
                "One earlier grant of this portal that still hold a refresh token are revoked too.",
                "{count:number} earlier grants of this portal that still hold a refresh token are revoked too.",
              ),
            ]
          : []),
        ...sharedTokenWarning(say, portal),
        lives
          ? say(
              "What does not stop: an access token that was already issued keeps working until {time}.",
              { time: formatDateTime(accessTokenExpiresAt, timeZone, { lang: say.lang }) },
            )
          : say(
              "What does not stop: access tokens that were already issued live until they expire; the last one known here has expired.",
            ),
        say(
          "The app stays installed in HubSpot, and its webhooks and sync go on. An admin there can uninstall it.",
        ),
      ]}
      confirmLabel={say("Type the portal's domain to confirm")}
      expected={portal.confirmText}
      submitLabel={say("Revoke refresh token")}
      action={revokePortalAction}
      fields={{ portalId: portal.id }}
    />
  );
}
