import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/relative-time";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { AppView } from "@/lib/hubspot-apps/queries";
import type { SecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { dropPreviousSecretAction } from "../../actions";

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
        label="New secret"
        value={live === 0 ? 1 : verified}
        max={Math.max(1, live)}
        valueText={`${verified} of ${live} portals verified under the new secret`}
      />
      <p className="text-sm text-ink-muted">
        The previous secret, fingerprint <code className="font-mono">{previous.fingerprint}</code>,
        is kept until{" "}
        <RelativeTime
          value={previous.until.toISOString()}
          now={now}
          timeZone={timeZone}
          show="absolute"
        />{" "}
        and tried only when HubSpot refuses the new one.{" "}
        {previousNeededAt ? (
          <>
            It was last needed{" "}
            <RelativeTime
              value={previousNeededAt.toISOString()}
              now={now}
              timeZone={timeZone}
              show="relative"
            />
            : HubSpot did not accept the new one then.
          </>
        ) : (
          "It has not been needed."
        )}
      </p>
      {waiting.length > 0 ? (
        <p className="text-sm text-ink-muted">
          {"Waiting for their next refresh: "}
          {waiting.map(({ id, label }, index) => (
            <span key={id}>
              {index > 0 ? ", " : ""}
              <Link href={`/portals/${id}`} className="text-accent-text underline">
                {label}
              </Link>
            </span>
          ))}
          {more > 0 ? ` and ${more} more` : ""}
        </p>
      ) : null}
      {mayWrite ? (
        <div>
          <ConfirmDialog
            trigger={{ label: "Drop the old secret now", variant: "secondary" }}
            title={`Drop the old client secret of ${app.name}?`}
            consequences={[
              "From now on only the new secret is used.",
              left === 0
                ? "Every live portal has been verified under it."
                : `${left === 1 ? "One portal has" : `${left} portals have`} not been verified under it yet.`,
            ]}
            submitLabel="Drop old secret"
            action={dropPreviousSecretAction}
            fields={{ appId: app.id }}
          />
        </div>
      ) : null}
    </div>
  );
}
