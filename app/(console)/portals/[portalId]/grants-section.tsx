import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import type { GrantView, PortalView } from "@/lib/portals/get";

type GrantsProps = { portal: PortalView; now: string; timeZone: string };

/** Every authorization of this portal, the current one first. */
export function GrantsSection({ portal, now, timeZone }: GrantsProps) {
  return (
    <Section title="Grants" description="One for each time somebody consented.">
      <ol className="divide-y divide-line">
        {portal.grants.map((grant) => (
          <li key={grant.id} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 font-medium wrap-anywhere">
                {grant.installerEmail ?? `HubSpot user ${grant.installerUserId ?? "unknown"}`}
              </span>
              <GrantBadge grant={grant} />
            </div>
            <p className="text-sm text-ink-faint">
              <RelativeTime value={grant.createdAt.toISOString()} now={now} timeZone={timeZone} />
            </p>
            <p className="text-sm text-ink-muted">{fateOf(grant)}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function GrantBadge({ grant }: { grant: GrantView }) {
  if (grant.revokedAt) return <Badge>Revoked</Badge>;
  return grant.isCurrent ? <Badge tone="ok">Current</Badge> : <Badge>Replaced</Badge>;
}

function fateOf(grant: GrantView): string {
  if (grant.revokedAt) return grant.revokedBy ? `Revoked by ${grant.revokedBy}.` : "Revoked.";
  const times =
    grant.refreshCount === 1 ? "Refreshed once" : `Refreshed ${grant.refreshCount} times`;
  if (grant.isCurrent) return `${times}.`;
  return grant.holdsRefreshToken
    ? `${times}. Its refresh token is kept so that revoking this portal ends it too.`
    : `${times}. Its refresh token is gone.`;
}
