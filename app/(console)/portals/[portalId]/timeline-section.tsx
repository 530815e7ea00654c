import { Link } from "@/components/ui/link";
import { Timeline, type TimelineItem, type TimelineKind } from "@/components/timeline";
import { Section } from "@/components/ui/card";
import type { getTimeline, TimelineEntry } from "@/lib/portals/look-up/timeline";
import { say } from "@/lib/say/say";
import { timelineRuns, type TimelineRun } from "./timeline-runs";

type TimelineSectionProps = {
  portalId: string;
  timeline: Awaited<ReturnType<typeof getTimeline>>;
  /** The part of the address that says which list the page was opened from; empty when from none. */
  listPlace: string;
  /** Whether the activity log is theirs to read. */
  mayReadAll: boolean;
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
  "token.revealed": "viewed",
};

export function TimelineSection(props: TimelineSectionProps) {
  const { portalId, timeline, listPlace, mayReadAll, now, timeZone } = props;
  const { entries, nextBefore } = timeline;
  return (
    <Section
      title={say("Timeline")}
      actions={
        mayReadAll ? (
          <Link
            href={`/activity?portal=${portalId}`}
            className="text-sm text-accent-text hover:underline"
          >
            {say("All records")}
          </Link>
        ) : undefined
      }
    >
      {entries.length === 0 ? (
        <p className="text-ink-muted">{say("Nothing has happened here.")}</p>
      ) : (
        <Timeline
          label={say("What happened to this portal")}
          now={now}
          timeZone={timeZone}
          items={timelineRuns(entries).map(itemOf)}
        />
      )}
      {nextBefore ? (
        <Link
          href={`/portals/${portalId}?${listPlace && `${listPlace}&`}before=${nextBefore}`}
          className="mt-4 inline-block text-accent-text hover:underline"
        >
          {say("Older")}
        </Link>
      ) : null}
    </Section>
  );
}

/** The rest of a long run is among all records. */
const SHOWN_OF_RUN = 20;

function itemOf({ latest, title, entries }: TimelineRun): TimelineItem {
  const isStory = entries.length > 0;
  return {
    id: latest.seq,
    kind: kindOf(latest),
    title,
    detail:
      !isStory && latest.facts.length > 0
        ? latest.facts.map((fact) => say.any(fact)).join(" · ")
        : undefined,
    actor: isStory && entries.some(({ actor }) => actor !== latest.actor) ? "" : latest.actor,
    at: latest.at.toISOString(),
    run: entries.slice(0, SHOWN_OF_RUN).map((entry) => ({
      id: entry.seq,
      kind: kindOf(entry),
      title: [entry.title, ...entry.facts].map((words) => say.any(words)).join(" · "),
      at: entry.at.toISOString(),
    })),
  };
}

function kindOf({ outcome, action }: TimelineEntry): TimelineKind {
  return outcome === "ok" ? (KINDS[action] ?? "other") : "failed";
}
