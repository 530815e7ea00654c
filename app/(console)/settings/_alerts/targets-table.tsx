import { RelativeTime } from "@/components/relative-time";
import {
  HeaderCell,
  RowHeader,
  RowLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import type { TargetView } from "@/lib/alerts/queries";
import { say } from "@/lib/say/say";
import { TargetStateBadge } from "./target-state";
import { TestButton } from "./test-button";

type TargetsTableProps = {
  caption: string;
  targets: TargetView[];
  now: string;
  timeZone: string;
};

const ENDS = ["Events", "State", "Last taken", "Last 7 days"] as const;

/** Who is told, of what, and how that goes. */
export function TargetsTable({ caption, targets, now, timeZone }: TargetsTableProps) {
  return (
    <Table caption={caption}>
      <TableHead>
        <HeaderCell>{say("Name")}</HeaderCell>
        {ENDS.map((name) => (
          <HeaderCell key={name}>{say(name)}</HeaderCell>
        ))}
        <HeaderCell>
          <span className="sr-only">{say("Actions")}</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {targets.map((target) => (
          <TableRow key={target.id}>
            <RowHeader label={say("Name")} className="max-sm:items-start!">
              <span className="block max-sm:text-end">
                <RowLink href={`/settings/webhooks/${target.id}`} className="wrap-anywhere">
                  {target.name}
                </RowLink>
                <span className="block text-sm font-normal wrap-anywhere text-ink-faint">
                  {target.address}
                </span>
              </span>
            </RowHeader>
            <TableCell label={say("Events")}>{eventsInWords(target)}</TableCell>
            <TableCell label={say("State")}>
              <TargetStateBadge state={target.state} />
            </TableCell>
            <TableCell label={say("Last taken")}>
              {target.lastDeliveredAt ? (
                <RelativeTime
                  value={target.lastDeliveredAt.toISOString()}
                  show="relative"
                  now={now}
                  timeZone={timeZone}
                />
              ) : (
                <span className="text-ink-faint">{say("Never")}</span>
              )}
            </TableCell>
            <TableCell label={say("Last 7 days")}>{figures(target)}</TableCell>
            <TableCell align="end" className="max-sm:justify-end!">
              <span className="relative z-10 block">
                <TestButton targetId={target.id} name={target.name} />
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export function eventsInWords({ eventTypes }: Pick<TargetView, "eventTypes">): string {
  if (eventTypes.length === 0) return say("Every event");
  const [only] = eventTypes;
  if (only && eventTypes.length === 1) return only;
  return say.count(eventTypes.length, "{count:number} event", "{count:number} events");
}

function figures({ delivered, failed, waiting }: TargetView) {
  const parts = [
    say("{count:number} taken", { count: delivered }),
    ...(failed > 0 ? [say("{count:number} given up", { count: failed })] : []),
    ...(waiting > 0 ? [say("{count:number} waiting", { count: waiting })] : []),
  ];
  return <span className="tabular-nums">{parts.join(", ")}</span>;
}
