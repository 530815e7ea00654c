import { RelativeTime } from "@/components/relative-time";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { PortalView } from "@/lib/portals/look-up/get";

type TokenSectionProps = { portal: PortalView; now: string; timeZone: string };

/** Metadata of the tokens; never a token. */
export function TokenSection({ portal, now, timeZone }: TokenSectionProps) {
  const clock = { now, timeZone };
  const ended = portal.status === "revoked" || portal.status === "uninstalled";
  return (
    <Section
      title="Tokens"
      description="No page shows the tokens themselves. Services get access tokens with an API key."
    >
      <DescriptionList columns={1}>
        <DescriptionItem term="Access token expires">
          {isForNextRead(portal, now) ? (
            <span className="text-ink-muted">Renewed at the next read</span>
          ) : (
            <Time value={portal.accessTokenExpiresAt} none="No access token" {...clock} />
          )}
          {ended &&
          portal.accessTokenExpiresAt &&
          portal.accessTokenExpiresAt.toISOString() > now ? (
            <span className="block text-sm text-warn">
              The last issued access token works in HubSpot until then. It is no longer stored here.
            </span>
          ) : null}
        </DescriptionItem>
        <DescriptionItem term="Last refresh">
          <Time
            value={portal.lastRefreshAt}
            none="Not refreshed since it was connected"
            {...clock}
          />
        </DescriptionItem>
        <DescriptionItem term="Next refresh">
          {portal.isRefreshing ? (
            "Running now"
          ) : (
            <Time
              value={portal.canBeUsed ? portal.nextRefreshAt : null}
              none={whyNoNext(portal)}
              {...clock}
            />
          )}
        </DescriptionItem>
        <DescriptionItem term="Refreshes of this grant">
          {portal.current?.refreshCount ?? 0}
        </DescriptionItem>
        <DescriptionItem term="Refresh token">
          {portal.current?.holdsRefreshToken ? (
            <>
              Stored encrypted, fingerprint{" "}
              <code className="font-mono text-sm">{portal.current.refreshTokenFingerprint}</code>
            </>
          ) : (
            "Wiped"
          )}
        </DescriptionItem>
      </DescriptionList>
    </Section>
  );
}

/** Its life is over, as the policy of the app means it to be until somebody asks for it. */
function isForNextRead({ isRenewedAtRead, accessTokenExpiresAt }: PortalView, now: string) {
  return isRenewedAtRead && (accessTokenExpiresAt?.toISOString() ?? now) <= now;
}

function whyNoNext(portal: PortalView): string {
  if (portal.isRenewedAtRead) return "At the next read: the app's tokens are renewed on demand";
  if (portal.isRevocationPending) return "None: it is being revoked";
  if (portal.isUninstallPending) return "None: the app is being uninstalled";
  if (portal.status === "app_error") return "Paused until the app's credentials work again";
  return "None: there is nothing to refresh";
}

function Time({
  value,
  none,
  now,
  timeZone,
}: {
  value: Date | null;
  none: string;
  now: string;
  timeZone: string;
}) {
  if (!value) return <span className="text-ink-muted">{none}</span>;
  return <RelativeTime value={value.toISOString()} now={now} timeZone={timeZone} />;
}
