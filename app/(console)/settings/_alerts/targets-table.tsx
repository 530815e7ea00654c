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
import { formatNumber } from "@/lib/format";
import { TargetStateBadge } from "./target-state";
import { TestButton } from "./test-button";

type TargetsTableProps = {
  caption: string;
  targets: TargetView[];
  now: string;
  timeZone: string;
};

const ENDS = ["Events", "State", "Last taken", "Last 7 days"];

/** Who is told, of what, and how that goes. */
export function TargetsTable({ caption, targets, now, timeZone }: TargetsTableProps) {
  return (
    <Table caption={caption}>
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        {ENDS.map((name) => (
          <HeaderCell key={name}>{name}</HeaderCell>
        ))}
        <HeaderCell>
          <span className="sr-only">Actions</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {targets.map((target) => (
          <TableRow key={target.id}>
            <RowHeader label="Name" className="max-sm:items-start!">
              <span className="block max-sm:text-end">
                <RowLink href={`/settings/webhooks/${target.id}`} className="wrap-anywhere">
                  {target.name}
                </RowLink>
                <span className="block text-sm font-normal wrap-anywhere text-ink-faint">
                  {target.address}
                </span>
              </span>
            </RowHeader>
            <TableCell label="Events">{eventsInWords(target)}</TableCell>
            <TableCell label="State">
              <TargetStateBadge state={target.state} />
            </TableCell>
            <TableCell label="Last taken">
              {target.lastDeliveredAt ? (
                <RelativeTime
                  value={target.lastDeliveredAt.toISOString()}
                  show="relative"
                  now={now}
                  timeZone={timeZone}
                />
              ) : (
                <span className="text-ink-faint">Never</span>
              )}
            </TableCell>
            <TableCell label="Last 7 days">{figures(target)}</TableCell>
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
  if (eventTypes.length === 0) return "Every event";
  return eventTypes.length === 1 ? (eventTypes[0] ?? "") : `${eventTypes.length} events`;
}

function figures({ delivered, failed, waiting }: TargetView) {
  const parts = [
    `${formatNumber(delivered)} taken`,
    ...(failed > 0 ? [`${formatNumber(failed)} given up`] : []),
    ...(waiting > 0 ? [`${formatNumber(waiting)} waiting`] : []),
  ];
  return <span className="tabular-nums">{parts.join(", ")}</span>;
}
