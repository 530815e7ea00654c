import { ErrorPanel } from "@/components/error-panel";
import { ErrorReference } from "@/components/error-reference";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { explainFailure } from "@/lib/portals/explain-failure";
import type { PortalView } from "@/lib/portals/look-up/get";
import { REVOKED_IN_DOUBT, STATUS_WORDS } from "@/lib/portals/status";
import { say } from "@/lib/say/say";
import { PendingUninstall, UninstalledNotice } from "./uninstall-panel";

type HealthProps = { portal: PortalView; now: string; timeZone: string };

/** The status in words: what is wrong, since when, what happens next, what a person should do. */
export function HealthSection({ portal, now, timeZone }: HealthProps) {
  const { lastError } = portal;
  const words = STATUS_WORDS[portal.status];
  const since = (
    <RelativeTime value={portal.statusSince.toISOString()} now={now} timeZone={timeZone} />
  );
  if (portal.isRevocationPending)
    return <PendingRevocation portal={portal} now={now} timeZone={timeZone} />;
  if (portal.isUninstallPending)
    return <PendingUninstall portal={portal} now={now} timeZone={timeZone} />;
  if (portal.status === "uninstalled")
    return <UninstalledNotice portal={portal} now={now} timeZone={timeZone} />;
  // A paused app is what somebody has to see to; nothing is asked before.
  if (portal.isOutcomeUnknown && portal.status !== "app_error")
    return <UnknownOutcome portal={portal} now={now} timeZone={timeZone} />;
  if (portal.status === "connected") {
    return (
      <p className="text-ink-muted">
        {say.rich("{what} Since {when}.", { what: say.any(words.meaning), when: since })}
      </p>
    );
  }
  if (portal.status === "revoked" || !lastError) {
    return (
      <Alert tone="info" title={say.any(words.meaning)}>
        {say.rich("Since {when}. {more}", {
          when: since,
          more: say.any(portal.isRevokedInDoubt ? REVOKED_IN_DOUBT : words.whoActs),
        })}
      </Alert>
    );
  }
  const failure = explainFailure(lastError);
  return (
    <ErrorPanel
      title={say.any(failure.what)}
      tone={portal.status === "degraded" ? "warning" : "danger"}
      why={
        <>
          {say.any(failure.why)}{" "}
          {portal.consecutiveFailures > 1
            ? say.rich("Since {when}, after {n} failed tries.", {
                when: since,
                n: String(portal.consecutiveFailures),
              })
            : say.rich("Since {when}.", { when: since })}
          {hubspotSaid(lastError)}
        </>
      }
      next={
        portal.status === "degraded" && portal.nextRefreshAt
          ? say.rich("Next try {when}. The grant is kept.", {
              when: (
                <RelativeTime
                  value={portal.nextRefreshAt.toISOString()}
                  now={now}
                  timeZone={timeZone}
                />
              ),
            })
          : say.any(failure.next)
      }
      todo={say.any(failure.todo)}
      reference={<ErrorReference correlationId={lastError.correlationId} />}
    />
  );
}

/** Asked, and never heard: HubSpot may have renewed the tokens without our learning it. */
function UnknownOutcome({ portal, now, timeZone }: HealthProps) {
  const { lastError, nextRefreshAt } = portal;
  const time = (value: Date) => (
    <RelativeTime value={value.toISOString()} now={now} timeZone={timeZone} />
  );
  const isLater = nextRefreshAt !== null && nextRefreshAt.toISOString() > now;
  return (
    <ErrorPanel
      title={say("What became of the last refresh is not known")}
      tone="warning"
      why={
        <>
          {portal.outcomeUnknownSince
            ? say.rich("Portico asked HubSpot {when} and the answer never arrived.", {
                when: time(portal.outcomeUnknownSince),
              })
            : say("Portico asked HubSpot and the answer never arrived.")}{" "}
          {lastError
            ? say.any(explainFailure(lastError).what)
            : say("This server stopped, or the connection broke.")}{" "}
          {say("HubSpot may have given new tokens that nobody has.")}
        </>
      }
      next={
        isLater
          ? say.rich(
              "Portico asks again with the tokens it holds, next {when}, and says here what HubSpot answers.",
              { when: time(nextRefreshAt) },
            )
          : say(
              "Portico asks again at once with the tokens it holds, and says here what HubSpot answers.",
            )
      }
      todo={say(
        "Wait for it, or use Refresh now. If HubSpot refuses the grant, reconnect the portal.",
      )}
      reference={<ErrorReference correlationId={lastError?.correlationId} />}
    />
  );
}

function PendingRevocation({ portal, now, timeZone }: HealthProps) {
  const failure = portal.lastError ? explainFailure(portal.lastError) : null;
  return (
    <ErrorPanel
      title={say("The revocation is pending")}
      tone="warning"
      why={
        failure
          ? `${say.any(failure.what)} ${say.any(failure.why)}`
          : say("It was asked for and has not finished.")
      }
      next={
        <>
          {say("The tokens are no longer used here.")}
          {portal.revokeRequestedAt ? (
            <>
              {" "}
              {say.rich("Asked for {when}.", {
                when: (
                  <RelativeTime
                    value={portal.revokeRequestedAt.toISOString()}
                    now={now}
                    timeZone={timeZone}
                  />
                ),
              })}
            </>
          ) : null}
        </>
      }
      todo={say(
        "Portico tries again by itself, or retry it now. Until HubSpot confirms it, the refresh token may still work there.",
      )}
      reference={<ErrorReference correlationId={portal.lastError?.correlationId} />}
    />
  );
}

function hubspotSaid(error: NonNullable<PortalView["lastError"]>): string {
  const said = [error.status, error.httpStatus ? `HTTP ${error.httpStatus}` : ""]
    .filter(Boolean)
    .join(", ");
  return said ? ` ${say("HubSpot said: {said}.", { said })}` : "";
}
