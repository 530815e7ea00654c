import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import type { Run } from "./collapse-runs";
import { say } from "@/lib/say/say";

type RecentChangesProps = { runs: Run[]; now: string; timeZone: string };

/** What happened last; what happened again and again is one line with its count. */
export function RecentChanges({ runs, now, timeZone }: RecentChangesProps) {
  return (
    <Section
      title={say("What changed")}
      actions={
        <Link href="/activity" className="text-sm text-accent-text hover:underline">
          {say("All activity")}
        </Link>
      }
    >
      <ol className="divide-y divide-line">
        {runs.map(({ latest, times }) => {
          const { seq, title, target, portalId, actorKind, actor, at, action } = latest;
          return (
            <li key={seq} className="py-2.5 first:pt-0 last:pb-0">
              <p className="wrap-anywhere">
                <Link
                  href={`/activity?kind=${action}${portalId ? `&portal=${portalId}` : ""}`}
                  className="font-medium hover:underline"
                >
                  {times === 1
                    ? say.any(title)
                    : say("{title} {n:number} times", { title: say.any(title), n: times })}
                </Link>
                {target ? <span className="text-ink-muted">{` · ${target}`}</span> : null}
              </p>
              <p className="text-sm text-ink-faint">
                {say.rich(times === 1 ? "{who}, {when}" : "{who}, last {when}", {
                  who: actorKind === "system" ? "Portico" : actor,
                  when: (
                    <RelativeTime
                      value={at.toISOString()}
                      now={now}
                      timeZone={timeZone}
                      show="relative"
                    />
                  ),
                })}
              </p>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
