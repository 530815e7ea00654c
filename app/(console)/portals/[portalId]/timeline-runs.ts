import { formatDuration } from "@/lib/format";
import type { TimelineEntry } from "@/lib/portals/look-up/timeline";
import { say } from "@/lib/say/say";

/** One line of the timeline: an event, or several that tell one story. */
export interface TimelineRun {
  latest: TimelineEntry;
  title: string;
  /** The events of a run, newest first; none where the line is one event. */
  entries: TimelineEntry[];
}

const REFRESHED = "portal.refreshed";
const FAILED = "portal.refresh_failed";
const RECOVERED = "portal.refresh_recovered";

/**
 * Events newest first, with refreshes that follow on each other told as one line: those that worked ("Refreshed 48 times"),
 * those that failed ("Failed 6 times in a row"), and those that failed until one worked ("Failed 6 times, then
 * recovered after 12 min"; counted from the first failure on this page). Whatever else happened in between ends a run.
 */
export function timelineRuns(entries: TimelineEntry[]): TimelineRun[] {
  const runs: TimelineRun[] = [];
  for (let at = 0; at < entries.length;) {
    const run = runFrom(entries.slice(at));
    runs.push(run);
    at += Math.max(run.entries.length, 1);
  }
  return runs;
}

function runFrom(rest: TimelineEntry[]): TimelineRun {
  const [latest, ...older] = rest as [TimelineEntry, ...TimelineEntry[]];
  if (latest.action === RECOVERED) {
    const failures = leading(older, FAILED);
    const first = failures.at(-1);
    if (first) {
      const lasted = formatDuration(latest.at.getTime() - first.at.getTime(), say.lang);
      const title = say.count(
        failures.length,
        "Failed once, then recovered after {lasted}",
        "Failed {count:number} times, then recovered after {lasted}",
        { lasted },
      );
      return { latest, title, entries: [latest, ...failures] };
    }
  }
  const same =
    latest.action === REFRESHED || latest.action === FAILED ? leading(rest, latest.action) : [];
  if (same.length < 2) return { latest, title: say.any(latest.title), entries: [] };
  const title =
    latest.action === FAILED
      ? say("Failed {n:number} times in a row", { n: same.length })
      : say("Refreshed {n:number} times", { n: same.length });
  return { latest, title, entries: same };
}

/** The events of one kind that a list begins with. */
function leading(entries: TimelineEntry[], action: string): TimelineEntry[] {
  const other = entries.findIndex((entry) => entry.action !== action);
  return other === -1 ? entries : entries.slice(0, other);
}
