import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { JournalView } from "@/lib/hubspot-apps/journal/journal-view";
import type { AppView } from "@/lib/hubspot-apps/queries";
import { POLICY_WORDS } from "@/lib/hubspot-apps/renewal/policy-words";
import type { RenewalView } from "@/lib/hubspot-apps/renewal/renewal-view";
import type { SecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { ReplaceSecret } from "./replace-secret";
import { TestCredentials } from "./test-credentials";
import { say } from "@/lib/say/say";

type HealthProps = {
  app: AppView;
  renewal: RenewalView;
  journal: JournalView;
  rollout: SecretRollout | null;
  mayWrite: boolean;
  now: string;
  timeZone: string;
};

/** What an app needs to work, line by line, each with the part of the app where it is set. */
export function HealthSection(props: HealthProps) {
  const { app, renewal, journal, rollout, mayWrite, now, timeZone } = props;
  const base = `/apps/${app.slug}`;
  const time = (at: Date) => (
    <RelativeTime value={at.toISOString()} now={now} timeZone={timeZone} show="relative" />
  );
  const { overdue, breaker } = renewal;
  return (
    <Section title={say("Health")}>
      <ul className="flex flex-col divide-y divide-line">
        <Line
          tone={app.credentialsRefusedAt ? "bad" : rollout?.previous ? "note" : "good"}
          title={say("Credentials")}
          href={`${base}/credentials`}
        >
          {app.credentialsRefusedAt
            ? say.rich("HubSpot has refused them since {when}.", {
                when: time(app.credentialsRefusedAt),
              })
            : rollout?.previous
              ? say("A new client secret is in use; the previous one still waits beside it.")
              : say.rich("HubSpot has not refused them. The client secret was set {when}.", {
                  when: time(app.secret.replacedAt),
                })}
        </Line>
        <Line
          tone={breaker ? "warn" : overdue > 0 ? "note" : "good"}
          title={say("Token renewal")}
          href={`${base}/settings#renewal`}
        >
          {breaker
            ? say("Refreshes pause, because HubSpot fails them.")
            : overdue > 0
              ? say.count(
                  overdue,
                  "{count:number} token waits to be renewed, most urgent first.",
                  "{count:number} tokens wait to be renewed, most urgent first.",
                )
              : say("{policy}. Nothing is overdue.", {
                  policy: say.any(POLICY_WORDS[renewal.policy].label),
                })}
        </Line>
        <Line
          tone={app.redirectsHere ? "good" : "warn"}
          title={say("Redirect URI")}
          href={`${base}/settings`}
        >
          {app.redirectsHere
            ? say("HubSpot comes back to this console after consent.")
            : say("It points somewhere else: the address HubSpot redirects to has to be pasted.")}
        </Line>
        <Line
          tone={app.apiVersion === "v1" ? "warn" : "good"}
          title={say("OAuth API")}
          href={`${base}/settings`}
        >
          {app.apiVersion === "v1"
            ? say("v1, which HubSpot ends.")
            : say("Version {version}.", { version: app.apiVersion })}
        </Line>
        <Line
          tone={journal.problem ? "warn" : journal.enabled ? "good" : "note"}
          title={say("Uninstalls by customers")}
          href={`${base}/settings#uninstalls`}
        >
          {journal.problem
            ? say("The last look into HubSpot's webhooks journal did not go well.")
            : journal.enabled
              ? say("Read from HubSpot's webhooks journal once a minute.")
              : say("Noticed only when a refresh is refused: the webhooks journal is not read.")}
        </Line>
      </ul>
      {mayWrite ? (
        <div className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
          <TestCredentials appId={app.id}>
            <ReplaceSecret appId={app.id} appName={app.name} />
          </TestCredentials>
        </div>
      ) : null}
    </Section>
  );
}

const LOOK = {
  good: { icon: CircleCheck, tone: "text-ok", word: "In order" },
  note: { icon: Info, tone: "text-info", word: "Note" },
  warn: { icon: TriangleAlert, tone: "text-warn", word: "Warning" },
  bad: { icon: CircleAlert, tone: "text-danger", word: "Broken" },
} as const;

type LineProps = { tone: keyof typeof LOOK; title: string; href: string; children: ReactNode };

function Line({ tone, title, href, children }: LineProps) {
  const { icon: Icon, tone: colour, word } = LOOK[tone];
  return (
    <li className="flex items-start gap-2.5 py-2.5 first:pt-0 last:pb-0">
      <Icon className={`mt-0.5 size-4 shrink-0 ${colour}`} />
      <p className="min-w-0">
        <Link href={href} className="font-medium hover:underline">
          {title}
        </Link>
        <span className="sr-only">{`: ${say(word)}.`}</span>
        <span className="block text-sm text-ink-muted">{children}</span>
      </p>
    </li>
  );
}
