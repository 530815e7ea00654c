import { Section } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { AuditAction } from "@/lib/audit/events";
import { EXPIRY_BUCKETS, type ExpiryBucket, type Figures } from "@/lib/figures/figures";
import { formatNumber } from "@/lib/format";
import type { Series } from "./bar-chart";
import { FigureCard } from "./figure-card";

const GOOD = { fill: "fill-ok", swatch: "bg-ok" };
const BAD = { fill: "fill-danger", swatch: "bg-danger" };
const CONNECTION_SERIES: Series[] = [
  { key: "gained", label: "Gained", ...GOOD },
  { key: "lost", label: "Lost", ...BAD },
];
const REFRESH_SERIES: Series[] = [
  { key: "renewed", label: "Portals last renewed", ...GOOD },
  { key: "failed", label: "Failed tries", ...BAD },
];
const EXPIRY_SERIES: Series[] = [
  { key: "portals", label: "Portals", fill: "fill-accent", swatch: "bg-accent" },
];

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
        title="Connections gained and lost"
        description="The last 14 days, in UTC."
        unit="Day"
        sentence={
          gained + lost === 0
            ? "No connection was gained or lost."
            : `${formatNumber(gained)} gained, ${formatNumber(lost)} lost.`
        }
        series={CONNECTION_SERIES}
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
        title="Refreshes"
        description="The last 24 hours, in UTC: portals by the hour of their last success, and tries that failed."
        unit="Hour"
        sentence={
          renewed + failed === 0
            ? "Nothing was refreshed."
            : failed === 0
              ? `${portals(renewed)} renewed, and no try failed.`
              : `${portals(renewed)} renewed; ${formatNumber(failed)} ${failed === 1 ? "try" : "tries"} failed.`
        }
        series={REFRESH_SERIES}
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
        title="Access tokens by expiry"
        description="Of portals with a working grant. Renewed ahead, or when they are read: each app decides."
        unit="Good for"
        sentence={expirySentence(expiry)}
        series={EXPIRY_SERIES}
        bars={EXPIRY_BUCKETS.map((bucket) => ({
          label: EXPIRY_WORDS[bucket],
          tick: EXPIRY_TICKS[bucket],
          values: { portals: expiry[bucket] },
          hrefs: { portals: "/portals?sort=expires" },
        }))}
      />
      <Section
        title="Installs against the limit"
        description="Of apps for which HubSpot's limit is entered."
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
                  valueText={`${installed} of ${cap}`}
                />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-muted">No app has a limit entered.</p>
        )}
      </Section>
    </div>
  );
}

const EXPIRY_WORDS: Record<ExpiryBucket, string> = {
  past: "Expired",
  "5": "Up to 5 min",
  "15": "5 to 15 min",
  "30": "15 to 30 min",
  later: "Longer",
};

/** As short as a phone wants them; the bar's own words are in its title and in the table. */
const EXPIRY_TICKS: Record<ExpiryBucket, string> = {
  past: "Expired",
  "5": "≤ 5 min",
  "15": "≤ 15 min",
  "30": "≤ 30 min",
  later: "Longer",
};

function expirySentence(expiry: Record<ExpiryBucket, number>): string {
  const all = EXPIRY_BUCKETS.reduce((sum, bucket) => sum + expiry[bucket], 0);
  if (all === 0) return "No portal has an access token.";
  if (expiry.past === 0) return `${portals(all)} with an access token, none expired.`;
  return `${portals(all)} with an access token, ${formatNumber(expiry.past)} expired.`;
}

function portals(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? "portal" : "portals"}`;
}

function activityHref(kind: AuditAction, range: string): string {
  return `/activity?kind=${kind}&${range}`;
}
