import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { GrantView, PortalView } from "@/lib/portals/look-up/get";
import { say } from "@/lib/say/say";
import { RevokeGrantDialog } from "./revoke-grant-dialog";

type GrantsProps = { portal: PortalView; mayRevoke: boolean; now: string; timeZone: string };

/** Every authorization of this portal, the current one first. */
export function GrantsSection({ portal, mayRevoke, now, timeZone }: GrantsProps) {
  return (
    <Section title={say("Grants")} description={say("One for each time somebody consented.")}>
      <ol className="divide-y divide-line">
        {portal.grants.map((grant) => (
          <li key={grant.id} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 font-medium wrap-anywhere">{installerOf(grant)}</span>
              <GrantBadge grant={grant} />
            </div>
            <p className="text-sm text-ink-faint">
              <RelativeTime value={grant.createdAt.toISOString()} now={now} timeZone={timeZone} />
            </p>
            <p className="text-sm text-ink-muted">{fateOf(grant)}</p>
            {mayRevoke && !grant.isCurrent && !grant.isHeldBack && grant.holdsRefreshToken ? (
              <div className="mt-1">
                <RevokeGrantDialog
                  portalId={portal.id}
                  portalLabel={portal.label}
                  grantId={grant.id}
                  grantOf={installerOf(grant)}
                  createdAt={grant.createdAt.toISOString()}
                  timeZone={timeZone}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function installerOf(grant: GrantView): string {
  if (grant.isInstallerErased) return say("Installer erased");
  return (
    grant.installerEmail ??
    say("HubSpot user {id}", { id: grant.installerUserId ?? say("unknown") })
  );
}

function GrantBadge({ grant }: { grant: GrantView }) {
  if (grant.revokedAt) return <Badge>{say("Revoked")}</Badge>;
  if (grant.isHeldBack) return <Badge tone="warn">{say("Held back")}</Badge>;
  return grant.isCurrent ? (
    <Badge tone="ok">{say("Current")}</Badge>
  ) : (
    <Badge>{say("Replaced")}</Badge>
  );
}

function fateOf(grant: GrantView): string {
  if (grant.revokedAt)
    return grant.revokedBy ? say("Revoked by {who}.", { who: grant.revokedBy }) : say("Revoked.");
  if (grant.isHeldBack)
    return say("A public way in brought it, with fewer scopes. It is not used.");
  const times = say.count(grant.refreshCount, "Refreshed once.", "Refreshed {n} times.", {
    n: String(grant.refreshCount),
  });
  if (grant.isCurrent) return times;
  return grant.holdsRefreshToken
    ? `${times} ${say("Its refresh token is kept so that it can be revoked, alone or with the portal.")}`
    : `${times} ${say("Its refresh token is gone.")}`;
}
