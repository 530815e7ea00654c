import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/relative-time";
import { Section } from "@/components/ui/card";
import type { ActivityItem } from "@/lib/audit/query";

type RecentChangesProps = { items: ActivityItem[]; now: string; timeZone: string };

export function RecentChanges({ items, now, timeZone }: RecentChangesProps) {
  return (
    <Section
      title="What changed"
      actions={
        <Link href="/activity" className="text-sm text-accent-text hover:underline">
          All activity
        </Link>
      }
    >
      <ol className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.seq} className="py-2.5 first:pt-0 last:pb-0">
            <p className="wrap-anywhere">
              <span className="font-medium">{item.title}</span>
              {item.target ? <span className="text-ink-muted">{` · ${item.target}`}</span> : null}
            </p>
            <p className="text-sm text-ink-faint">
              {item.actorKind === "system" ? "Portico" : item.actor},{" "}
              <RelativeTime
                value={item.at.toISOString()}
                now={now}
                timeZone={timeZone}
                show="relative"
              />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
