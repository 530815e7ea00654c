import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import { formatCount } from "@/lib/format";
import type { PortalLooker } from "@/lib/portals/care/looks";
import { say } from "@/lib/say/say";

type LookersSectionProps = { lookers: PortalLooker[]; now: string; timeZone: string };

/** Who of support looked the portal up. */
export function LookersSection({ lookers, now, timeZone }: LookersSectionProps) {
  if (lookers.length === 0) return null;
  return (
    <Section title={say("Looked up by")} description={say("People who change nothing, counted.")}>
      <ul className="divide-y divide-line">
        {lookers.map(({ personId, name, looks, lastAt }) => (
          <li key={personId} className="py-2.5 first:pt-0 last:pb-0">
            <span className="block font-medium wrap-anywhere">{name}</span>
            <span className="text-sm text-ink-muted">
              {say.rich(looks === 1 ? "Once {when}" : "{looks} times, last {when}", {
                looks: formatCount(looks, undefined, say.lang),
                when: (
                  <RelativeTime
                    value={lastAt.toISOString()}
                    now={now}
                    timeZone={timeZone}
                    show="relative"
                  />
                ),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
