import { Link } from "@/components/ui/link";
import { Timeline, type TimelineKind } from "@/components/timeline";
import { Section } from "@/components/ui/card";
import type { getTimeline } from "@/lib/portals/look-up/timeline";

type TimelineSectionProps = {
  portalId: string;
  timeline: Awaited<ReturnType<typeof getTimeline>>;
  now: string;
  timeZone: string;
};

const KINDS: Record<string, TimelineKind> = {
  "portal.connected": "connected",
  "portal.reconnected": "reconnected",
  "portal.refreshed": "refreshed",
  "portal.refresh_recovered": "connected",
  "portal.revoke_requested": "revoked",
  "portal.revoked": "revoked",
  "portal.metadata_refreshed": "edited",
  "portal.tested": "viewed",
};

export function TimelineSection({ portalId, timeline, now, timeZone }: TimelineSectionProps) {
  const { entries, nextBefore } = timeline;
  return (
    <Section
      title="Timeline"
      actions={
        <Link
          href={`/activity?portal=${portalId}`}
          className="text-sm text-accent-text hover:underline"
        >
          All records
        </Link>
      }
    >
      {entries.length === 0 ? (
        <p className="text-ink-muted">Nothing has happened here.</p>
      ) : (
        <Timeline
          label="What happened to this portal"
          now={now}
          timeZone={timeZone}
          items={entries.map((entry) => ({
            id: entry.seq,
            kind: entry.outcome === "ok" ? (KINDS[entry.action] ?? "other") : "failed",
            title: entry.title,
            detail: entry.facts.length > 0 ? entry.facts.join(" · ") : undefined,
            actor: entry.actor,
            at: entry.at.toISOString(),
          }))}
        />
      )}
      {nextBefore ? (
        <Link
          href={`/portals/${portalId}?before=${nextBefore}`}
          className="mt-4 inline-block text-accent-text hover:underline"
        >
          Older
        </Link>
      ) : null}
    </Section>
  );
}
