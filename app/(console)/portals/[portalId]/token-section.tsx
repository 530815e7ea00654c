import { RelativeTime } from "@/components/relative-time";
import { DescriptionItem, DescriptionList, Section } from "@/components/ui/card";
import type { PortalView } from "@/lib/portals/look-up/get";
import { say } from "@/lib/say/say";
import { RevealDialog } from "./_reveal/reveal-dialog";

type TokenSectionProps = {
  portal: PortalView;
  /** Whether people who may can reveal an access token here, and whether the viewer is one of them. */
  isRevealOn: boolean;
  mayReveal: boolean;
  now: string;
  timeZone: string;
};

/** Metadata of the tokens; never a token. */
export function TokenSection(props: TokenSectionProps) {
  const { portal, isRevealOn, mayReveal, now, timeZone } = props;
  const clock = { now, timeZone };
  const ended = portal.status === "revoked" || portal.status === "uninstalled";
  return (
    <Section
      title={say("Tokens")}
      description={
        isRevealOn
          ? say(
              "Services get access tokens with an API key. Each one that a person reveals is in the activity log.",
            )
          : say("No page shows the tokens themselves. Services get access tokens with an API key.")
      }
      actions={
        mayReveal ? (
          <RevealDialog
            portalId={portal.id}
            label={portal.label}
            isOffered={isRevealOn && portal.canBeUsed}
            timeZone={timeZone}
          />
        ) : undefined
      }
    >
      <DescriptionList columns={1}>
        <DescriptionItem term={say("Access token expires")}>
          {isForNextRead(portal, now) ? (
            <span className="text-ink-muted">{say("Renewed at the next read")}</span>
          ) : (
            <Time value={portal.accessTokenExpiresAt} none={say("No access token")} {...clock} />
          )}
          {ended &&
          portal.accessTokenExpiresAt &&
          portal.accessTokenExpiresAt.toISOString() > now ? (
            <span className="block text-sm text-warn">
              {say(
                "The last issued access token works in HubSpot until then. It is no longer stored here.",
              )}
            </span>
          ) : null}
        </DescriptionItem>
        <DescriptionItem term={say("Last refresh")}>
          <Time
            value={portal.lastRefreshAt}
            none={say("Not refreshed since it was connected")}
            {...clock}
          />
        </DescriptionItem>
        <DescriptionItem term={say("Next refresh")}>
          {portal.isRefreshing ? (
            say("Running now")
          ) : (
            <Time
              value={portal.canBeUsed ? portal.nextRefreshAt : null}
              none={whyNoNext(portal)}
              {...clock}
            />
          )}
        </DescriptionItem>
        <DescriptionItem term={say("Refreshes of this grant")}>
          {portal.current?.refreshCount ?? 0}
        </DescriptionItem>
        <DescriptionItem term={say("Refresh token")}>
          {portal.current?.holdsRefreshToken
            ? say.rich("Stored encrypted, fingerprint {fingerprint}", {
                fingerprint: (
                  <code className="font-mono text-sm">
                    {portal.current.refreshTokenFingerprint}
                  </code>
                ),
              })
            : say("Wiped")}
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
  if (portal.isRenewedAtRead)
    return say("At the next read: the app's tokens are renewed on demand");
  if (portal.isRevocationPending) return say("None: it is being revoked");
  if (portal.isUninstallPending) return say("None: the app is being uninstalled");
  if (portal.status === "app_error") return say("Paused until the app's credentials work again");
  return say("None: there is nothing to refresh");
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
