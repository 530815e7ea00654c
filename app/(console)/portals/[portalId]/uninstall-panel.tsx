import { ErrorPanel } from "@/components/error-panel";
import { ErrorReference } from "@/components/error-reference";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { explainFailure } from "@/lib/portals/explain-failure";
import type { PortalView } from "@/lib/portals/look-up/get";
import { STATUS_WORDS } from "@/lib/portals/status";
import { say, type Sentence } from "@/lib/say/say";

type PanelProps = { portal: PortalView; now: string; timeZone: string };

/** An uninstall that has not finished: which step is done, which is missing, and why. */
export function PendingUninstall({ portal, now, timeZone }: PanelProps) {
  const failure = portal.lastError ? explainFailure(portal.lastError) : null;
  const time = (at: Date | null) =>
    at ? <RelativeTime value={at.toISOString()} now={now} timeZone={timeZone} /> : say("just now");
  const correlationId = portal.lastError?.correlationId;
  return (
    <ErrorPanel
      title={say("The uninstall is pending")}
      tone="warning"
      why={
        failure
          ? `${say.any(failure.what)} ${say.any(failure.why)}`
          : say("It was asked for and has not finished.|uninstall")
      }
      next={
        <>
          {say.rich("Asked for {when}.", { when: time(portal.uninstallRequestedAt) })}{" "}
          {say("The tokens are no longer used here.")}{" "}
          {portal.uninstalledAt
            ? say.rich(
                "Done: the app was removed from the account {when}. Missing: the proof that its refresh token is dead.",
                { when: time(portal.uninstalledAt) },
              )
            : say(
                "Missing: the app is still installed in HubSpot, and its refresh token still works there.",
              )}
        </>
      }
      todo={
        portal.uninstalledAt
          ? say("Resume the uninstall.")
          : say(
              "Resume the uninstall. If HubSpot keeps refusing, revoke the refresh token instead and ask an admin of the account to remove the app.",
            )
      }
      reference={<ErrorReference correlationId={correlationId} />}
    />
  );
}

const HOW: Record<string, Sentence> = {
  us: "It was uninstalled from this console.",
  journal: "HubSpot's webhooks journal says that the account removed it.",
  refresh: "HubSpot no longer accepted the grant when it was to be uninstalled from here.",
};

/** An app that is gone: since when, and how that is known. */
export function UninstalledNotice({ portal, now, timeZone }: PanelProps) {
  const { meaning, whoActs } = STATUS_WORDS.uninstalled;
  const at = portal.uninstalledAt ?? portal.statusSince;
  return (
    <Alert tone="info" title={say.any(meaning)}>
      {say.any(HOW[portal.uninstalledHow ?? ""] ?? "")}{" "}
      {say.rich("Since {when}. {more}", {
        when: <RelativeTime value={at.toISOString()} now={now} timeZone={timeZone} />,
        more: say.any(whoActs),
      })}
    </Alert>
  );
}
