import { Section } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { countPortalDays, type PortalDay } from "@/lib/figures/portal-days";
import { formatNumber } from "@/lib/format";
import { say } from "@/lib/say/say";
import type { Bar } from "../../_figures/bar-chart";
import { FigureTable } from "../../_figures/figure-table";
import { DayStrip } from "./day-strip";

const SERIES = [
  { key: "refreshes", label: "Refreshes", day: "{day}: {n:number} refreshes", fill: "fill-ok" },
  { key: "failures", label: "Failures", day: "{day}: {n:number} failures", fill: "fill-danger" },
  { key: "reads", label: "Reads", day: "{day}: {n:number} reads", fill: "fill-info" },
  { key: "events", label: "Events", day: "{day}: {n:number} events", fill: "fill-accent" },
] as const;

type DaysSectionProps = { ctx: Context; portalId: string };

/** How the last 30 days of a portal went, at a glance: four strips of days, and the same as a table. */
export async function DaysSection({ ctx, portalId }: DaysSectionProps) {
  const days = await countPortalDays(ctx, portalId);
  const bars = days.map((day) => barOf(portalId, day));
  return (
    <Section
      title={say("The last 30 days")}
      description={say(
        "Per day, in UTC. Reads are tokens handed out and calls through Portico; events are lines of the activity log, failures those of them that failed.",
      )}
    >
      <div className="flex flex-col gap-3">
        <ul className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
          {SERIES.map(({ key, label, day: words, fill }) => (
            <li key={key} className="min-w-0">
              <p className="flex items-baseline justify-between gap-2">
                <span className="text-sm text-ink-faint">{say(label)}</span>
                <span className="font-semibold tabular-nums">
                  {formatNumber(
                    days.reduce((sum, day) => sum + (day[key] ?? 0), 0),
                    say.lang,
                  )}
                </span>
              </p>
              <DayStrip
                fill={fill}
                days={bars.map(({ label: day, values, hrefs }) => ({
                  value: values[key] ?? null,
                  href: hrefs[key],
                  words:
                    values[key] === null
                      ? say("{day}: not counted", { day })
                      : say(words, { day, n: values[key] ?? 0 }),
                }))}
              />
            </li>
          ))}
        </ul>
        <FigureTable
          caption={say("The last 30 days")}
          unit={say("Day")}
          bars={bars}
          series={SERIES.map(({ key, label }) => ({ key, label: say(label) }))}
        />
      </div>
    </Section>
  );
}

/** Refreshes and reads are counted, not logged one by one: no list is behind them. */
function barOf(portalId: string, { day, refreshes, failures, reads, events }: PortalDay): Bar {
  const label = isoDay(day);
  const log = `/activity?portal=${portalId}&from=${label}T00:00Z&to=${label}T23:59:59.999Z`;
  return {
    label,
    values: { refreshes, failures, reads, events },
    hrefs: { failures: `${log}&outcome=failed`, events: log },
  };
}

function isoDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}
