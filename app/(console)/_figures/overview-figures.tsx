import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { AuditAction } from "@/lib/audit/events";
import { EXPIRY_BUCKETS, type ExpiryBucket, type Figures } from "@/lib/figures/figures";
import type { Series } from "./bar-chart";
import { FigureCard } from "./figure-card";
import { say, type Sentence } from "@/lib/say/say";

const GOOD = { fill: "fill-ok", swatch: "bg-ok" };
const BAD = { fill: "fill-danger", swatch: "bg-danger" };
const CONNECTION_SERIES = [
  { key: "gained", label: "Gained", ...GOOD },
  { key: "lost", label: "Lost", ...BAD },
] as const;
const REFRESH_SERIES = [
  { key: "renewed", label: "Portals last renewed", ...GOOD },
  { key: "failed", label: "Failed tries", ...BAD },
] as const;
const EXPIRY_SERIES = [
  { key: "portals", label: "Portals", fill: "fill-accent", swatch: "bg-accent" },
] as const;

/** The pictures of the overview: what was gained and lost, whether refreshing works, what room is left. */
export function OverviewFigures({ figures }: { figures: Figures }) {
  const { connections, refreshes, expiry, caps } = figures;
  const gained = connections.reduce((sum, day) => sum + day.gained, 0);
  const lost = connections.reduce((sum, day) => sum + day.lost, 0);
  const failed = refreshes.reduce((sum, hour) => sum + hour.failed, 0);
  const renewed = refreshes.reduce((sum, hour) => sum + hour.renewed, 0);
  return (
    <div className="gap-5 *:mb-5 *:break-inside-avoid lg:columns-2">
      <FigureCard
        title={say("Connections gained and lost")}
        description={say("The last 14 days, in UTC.")}
        unit={say("Day")}
        sentence={
          gained + lost === 0
            ? say("No connection was gained or lost.")
            : say("{gained:number} gained, {lost:number} lost.", { gained, lost })
        }
        series={said(CONNECTION_SERIES)}
        bars={connections.map((one, index) => {
          const day = one.day.toISOString().slice(0, 10);
          const range = `from=${day}T00:00Z&to=${day}T23:59:59.999Z`;
          return {
            label: day,
            tick: index % 3 === 1 ? day.slice(5) : undefined,
            values: { gained: one.gained, lost: one.lost },
            hrefs: {
              gained: activityHref("portal.connected", range),
              lost: `/activity?${range}`,
            },
          };
        })}
      />
      <FigureCard
        title={say("Refreshes")}
        description={say(
          "The last 24 hours, in UTC: portals by the hour of their last success, and tries that failed.",
        )}
        unit={say("Hour")}
        sentence={
          renewed + failed === 0
            ? say("Nothing was refreshed.")
            : failed === 0
              ? say("{portals} renewed, and no try failed.", { portals: portals(renewed) })
              : say("{portals} renewed; {tries} failed.", {
                  portals: portals(renewed),
                  tries: say.count(failed, "{count:number} try", "{count:number} tries"),
                })
        }
        series={said(REFRESH_SERIES)}
        bars={refreshes.map((one, index) => {
          const hour = one.hour.toISOString().slice(0, 13);
          const range = `from=${hour}:00Z&to=${hour}:59:59.999Z`;
          return {
            label: `${hour.replace("T", " ")}:00`,
            tick: index % 4 === 3 ? `${hour.slice(11)}:00` : undefined,
            values: { renewed: one.renewed, failed: one.failed },
            hrefs: {
              renewed: "/portals?sort=refreshed&order=desc",
              failed: activityHref("portal.refresh_failed", range),
            },
          };
        })}
      />
      <FigureCard
        title={say("Access tokens by expiry")}
        description={say(
          "Of portals with a working grant. Renewed ahead, or when they are read: each app decides.",
        )}
        unit={say("Good for")}
        sentence={expirySentence(expiry)}
        series={said(EXPIRY_SERIES)}
        bars={EXPIRY_BUCKETS.map((bucket) => ({
          label: say(EXPIRY_WORDS[bucket]),
          tick: say(EXPIRY_TICKS[bucket]),
          values: { portals: expiry[bucket] },
          hrefs: { portals: "/portals?sort=expires" },
        }))}
      />
      <Section
        title={say("Installs against the limit")}
        description={say("Of apps for which HubSpot's limit is entered.")}
      >
        {caps.length > 0 ? (
          <ul className="flex flex-col gap-3">
            {caps.map(({ slug, name, cap, installed }) => (
              <li key={slug}>
                <ProgressBar
                  label={
                    <Link href={`/portals?app=${slug}`} className="hover:underline">
                      {name}
                    </Link>
                  }
                  value={Math.min(installed, cap)}
                  max={cap}
                  valueText={say("{n:number} of {all:number}", { n: installed, all: cap })}
                />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-muted">{say("No app has a limit entered.")}</p>
        )}
      </Section>
    </div>
  );
}

function said<Label extends Sentence>(
  series: readonly (Omit<Series, "label"> & { label: Label })[],
): Series[] {
  return series.map((one) => ({ ...one, label: say.any(one.label) }));
}

const EXPIRY_WORDS = {
  past: "Expired",
  "5": "Up to 5 min",
  "15": "5 to 15 min",
  "30": "15 to 30 min",
  later: "Longer",
} as const satisfies Record<ExpiryBucket, string>;

/** As short as a phone wants them; the bar's own words are in its title and in the table. */
const EXPIRY_TICKS = {
  past: "Expired",
  "5": "≤ 5 min",
  "15": "≤ 15 min",
  "30": "≤ 30 min",
  later: "Longer",
} as const satisfies Record<ExpiryBucket, string>;

function expirySentence(expiry: Record<ExpiryBucket, number>): string {
  const all = EXPIRY_BUCKETS.reduce((sum, bucket) => sum + expiry[bucket], 0);
  if (all === 0) return say("No portal has an access token.");
  if (expiry.past === 0)
    return say("{portals} with an access token, none expired.", { portals: portals(all) });
  return say("{portals} with an access token, {n:number} expired.", {
    portals: portals(all),
    n: expiry.past,
  });
}

function portals(count: number): string {
  return say.count(count, "{count:number} portal", "{count:number} portals");
}

function activityHref(kind: AuditAction, range: string): string {
  return `/activity?kind=${kind}&${range}`;
}
