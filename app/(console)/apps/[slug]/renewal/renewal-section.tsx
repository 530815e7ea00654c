import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Section } from "@/components/ui/card";
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
      title={say("Token renewal")}
      description={say("When Portico asks HubSpot for new access tokens.")}
    >
      <div className="flex flex-col gap-4">
        <p className="text-sm text-ink-muted">
          {say.count(
            load.portals,
            "{count:number} portal has a working grant; {used:number} of them had a token read in the last 24 hours.",
            "{count:number} portals have a working grant; {used:number} of them had a token read in the last 24 hours.",
            { used: load.inUse },
          )}
          {overdue > 0 && !breaker
            ? ` ${say.count(
                overdue,
                "{count:number} is waiting to be renewed, most urgent first.",
                "{count:number} are waiting to be renewed, most urgent first.",
              )}`
            : null}
        </p>
        {mayWrite ? (
          <PolicyForm appId={appId} policy={policy} load={load} />
        ) : (
          <p className="text-ink-muted">
            <span className="font-medium text-ink">{say.any(words.label)}. </span>
            {`${say.any(words.meaning)} ${say.any(words.notices)} ${policyCost(policy, load, say)}`}
          </p>
        )}
      </div>
    </Section>
  );
}

type RenewalNoticeProps = { renewal: RenewalView; now: string; timeZone: string };

const WHY = {
  rate_limited: "HubSpot answers that it gets too many calls (429).",
  unreachable: "HubSpot does not answer.",
  unavailable: "HubSpot answers that it cannot serve (5xx).",
} as const;

/** The circuit breaker of the app, while it is open. */
export function RenewalNotice({ renewal: { breaker }, now, timeZone }: RenewalNoticeProps) {
  if (!breaker) return null;
  const clock = { now, timeZone };
  const why = breaker.kind in WHY ? WHY[breaker.kind as keyof typeof WHY] : WHY.unavailable;
  return (
    <Alert tone="warning" title={say("HubSpot fails this app's refreshes, so they pause")}>
      {say(why)}{" "}
      {say.rich(
        breaker.failures > 0
          ? "{n:number} more failed since the pause began {when}."
          : "The pause began {when}.",
        {
          n: breaker.failures,
          when: <RelativeTime value={breaker.openedAt.toISOString()} {...clock} />,
        },
      )}{" "}
      {say("Access tokens that are still valid are served, and no portal is given up.")}{" "}
      {breaker.retryAt
        ? say.rich("One call tries again {when}.", {
            when: <RelativeTime value={breaker.retryAt.toISOString()} {...clock} />,
          })
        : say("One call tries again as soon as a token is due.")}
    </Alert>
  );
}
