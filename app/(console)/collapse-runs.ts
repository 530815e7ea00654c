import type { ActivityItem } from "@/lib/audit/query";

/** One thing that happened, and how often it did among the latest events. */
export interface Run {
  latest: ActivityItem;
  times: number;
}

/**
 * Events newest first, with those of one kind that one actor did to one target told as one line, in the place of the
 * latest. They need not follow on each other: two portals that fail in turn are two lines.
 */
export function collapseRuns(items: ActivityItem[], limit: number): Run[] {
  const runs = new Map<string, Run>();
  for (const item of items) {
    const key = JSON.stringify([item.action, item.outcome, item.actor, item.portalId, item.target]);
    const run = runs.get(key);
    if (run) run.times += 1;
    else runs.set(key, { latest: item, times: 1 });
  }
  return [...runs.values()].slice(0, limit);
}
