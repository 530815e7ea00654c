import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/relative-time";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { AppView } from "@/lib/hubspot-apps/queries";
import type { SecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { dropPreviousSecretAction } from "../../actions";
import { say } from "@/lib/say/say";

type SecretRolloutProps = {
  app: AppView;
  rollout: SecretRollout;
  mayWrite: boolean;
  now: string;
  timeZone: string;
};

/** How far the new secret has come while the one before is still kept. */
export function SecretRolloutPanel({ app, rollout, mayWrite, now, timeZone }: SecretRolloutProps) {
  const { previous, previousNeededAt, live, verified, waiting } = rollout;
  if (!previous) return null;
  const left = live - verified;
  const more = left - waiting.length;
  return (
    <div className="mt-4 flex flex-col gap-3 rounded-lg border border-line bg-sunken p-3">
      <ProgressBar
        label={say("New secret")}
        value={live === 0 ? 1 : verified}
        max={Math.max(1, live)}
        valueText={say("{verified:number} of {live:number} portals verified under the new secret", {
          verified,
          live,
        })}
      />
      <p className="text-sm text-ink-muted">
        {say.rich(
          "The previous secret, fingerprint <code>{fingerprint}</code>, is kept until {when} and tried only when HubSpot refuses the new one.",
          {
            code: (text) => <code className="font-mono">{text}</code>,
            fingerprint: previous.fingerprint,
            when: (
              <RelativeTime
                value={previous.until.toISOString()}
                now={now}
                timeZone={timeZone}
                show="absolute"
              />
            ),
          },
        )}{" "}
        {previousNeededAt
          ? say.rich("It was last needed {when}: HubSpot did not accept the new one then.", {
              when: (
                <RelativeTime
                  value={previousNeededAt.toISOString()}
                  now={now}
                  timeZone={timeZone}
                  show="relative"
                />
              ),
            })
          : say("It has not been needed.")}
      </p>
      {waiting.length > 0 ? (
        <p className="text-sm text-ink-muted">
          {say.rich(
            more > 0
              ? "Waiting for their next refresh: {portals} and {more:number} more"
              : "Waiting for their next refresh: {portals}",
            {
              portals: waiting.map(({ id, label }, index) => (
                <span key={id}>
                  {index > 0 ? ", " : ""}
                  <Link href={`/portals/${id}`} className="text-accent-text underline">
                    {label}
                  </Link>
                </span>
              )),
              more,
            },
          )}
        </p>
      ) : null}
      {mayWrite ? (
        <div>
          <ConfirmDialog
            trigger={{ label: say("Drop the old secret now"), variant: "secondary" }}
            title={say("Drop the old client secret of {app}?", { app: app.name })}
            consequences={[
              say("From now on only the new secret is used."),
              left === 0
                ? say("Every live portal has been verified under it.")
                : say.count(
                    left,
                    "One portal has not been verified under it yet.",
                    "{count:number} portals have not been verified under it yet.",
                  ),
            ]}
            submitLabel={say("Drop old secret")}
            action={dropPreviousSecretAction}
            fields={{ appId: app.id }}
          />
        </div>
      ) : null}
    </div>
  );
}
