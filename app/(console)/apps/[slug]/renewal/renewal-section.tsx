import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/card";
import { formatNumber } from "@/lib/format";
import { policyCost, POLICY_WORDS } from "@/lib/hubspot-apps/renewal/policy-words";
import type { RenewalView } from "@/lib/hubspot-apps/renewal/renewal-view";
import { PolicyForm } from "./policy-form";
import { say } from "@/lib/say/say";

type RenewalSectionProps = { appId: string; renewal: RenewalView; mayWrite: boolean };

/** When the app's tokens are renewed, what that costs, and what it notices later. */
export function RenewalSection({ appId, renewal, mayWrite }: RenewalSectionProps) {
  const { policy, load, overdue, breaker } = renewal;
  const words = POLICY_WORDS[policy];
  return (
    <Section
      id="renewal"
      title="Token renewal"
      description="When Portico asks HubSpot for new access tokens."
    >
      <div className="flex flex-col gap-4">
        <p className="text-sm text-ink-muted">
          {load.portals === 1
            ? "1 portal has a working grant"
            : `${formatNumber(load.portals)} portals have a working grant`}
          {`; ${formatNumber(load.inUse)} of them had a token read in the last 24 hours.`}
          {overdue > 0 && !breaker
            ? ` ${formatNumber(overdue)} ${overdue === 1 ? "is" : "are"} waiting to be renewed, most urgent first.`
            : null}
        </p>
        {mayWrite ? (
          <PolicyForm appId={appId} policy={policy} load={load} />
        ) : (
          <p className="text-ink-muted">
            <span className="font-medium text-ink">{words.label}. </span>
            {`${words.meaning} ${words.notices} ${policyCost(policy, load, say)}`}
          </p>
        )}
      </div>
    </Section>
  );
}

type RenewalNoticeProps = { renewal: RenewalView; now: string; timeZone: string };

const WHY: Record<string, string> = {
  rate_limited: "HubSpot answers that it gets too many calls (429).",
  unreachable: "HubSpot does not answer.",
  unavailable: "HubSpot answers that it cannot serve (5xx).",
};

/** The circuit breaker of the app, while it is open. */
export function RenewalNotice({ renewal: { breaker }, now, timeZone }: RenewalNoticeProps) {
  if (!breaker) return null;
  const clock = { now, timeZone };
  return (
    <Alert tone="warning" title="HubSpot fails this app's refreshes, so they pause">
      {WHY[breaker.kind] ?? WHY.unavailable}{" "}
      {breaker.failures > 0
        ? `${formatNumber(breaker.failures)} more failed since the pause began `
        : "The pause began "}
      <RelativeTime value={breaker.openedAt.toISOString()} {...clock} />. Access tokens that are
      still valid are served, and no portal is given up.{" "}
      {breaker.retryAt ? (
        <>
          One call tries again <RelativeTime value={breaker.retryAt.toISOString()} {...clock} />.
        </>
      ) : (
        "One call tries again as soon as a token is due."
      )}
    </Alert>
  );
}
