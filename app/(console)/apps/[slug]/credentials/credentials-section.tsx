import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import type { AppView } from "@/lib/hubspot-apps/queries";
import type { SecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { ReplaceSecret } from "../replace-secret";
import { SecretRolloutPanel } from "./secret-rollout";
import { TestCredentials } from "../test-credentials";
import { say } from "@/lib/say/say";

type CredentialsProps = {
  app: AppView;
  rollout: SecretRollout | null;
  mayWrite: boolean;
  now: string;
  timeZone: string;
};

/** Metadata of the client secret; the secret itself is never sent back. */
export function CredentialsSection(props: CredentialsProps) {
  const { app, rollout, mayWrite, now, timeZone } = props;
  const { fingerprint, replacedAt, replacedBy } = app.secret;
  return (
    <Section title={say("Credentials")}>
      <p className="text-sm text-ink-faint">{say("Client secret")}</p>
      <p className="mt-0.5">
        {say.rich(
          replacedBy
            ? "Set, fingerprint <code>{fingerprint}</code>, replaced {when} by {who}."
            : "Set, fingerprint <code>{fingerprint}</code>, replaced {when}.",
          {
            code: (text) => <code className="font-mono text-sm">{text}</code>,
            fingerprint,
            when: (
              <RelativeTime
                value={replacedAt.toISOString()}
                now={now}
                timeZone={timeZone}
                show="relative"
              />
            ),
            who: replacedBy,
          },
        )}
      </p>
      {rollout ? (
        <SecretRolloutPanel
          app={app}
          rollout={rollout}
          mayWrite={mayWrite}
          now={now}
          timeZone={timeZone}
        />
      ) : null}
      {mayWrite ? (
        <div className="mt-4 flex flex-col gap-4">
          <TestCredentials appId={app.id}>
            <ReplaceSecret appId={app.id} appName={app.name} />
          </TestCredentials>
        </div>
      ) : (
        <p className="mt-2 text-sm text-ink-faint">
          {say("Nobody can read the secret back. Owners and admins can replace it.")}
        </p>
      )}
    </Section>
  );
}
