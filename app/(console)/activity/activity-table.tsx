import { Ban, CircleAlert, CircleCheck } from "lucide-react";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import {
  HeaderCell,
  RowHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import type { ActivityItem } from "@/lib/audit/query";
import { ROLE_LABELS, ROLES } from "@/lib/auth/roles";
import { formatDateTime } from "@/lib/format";
import { EventDetails } from "./event-details";
import { OUTCOMES } from "./filters";

export type ActivityTableProps = { items: ActivityItem[]; now: string; timeZone: string };

/** The audit log, newest first. */
export function ActivityTable({ items, now, timeZone }: ActivityTableProps) {
  return (
    <Table caption="Activity, newest first">
      <TableHead>
        <HeaderCell className="w-44">Time</HeaderCell>
        <HeaderCell>Who</HeaderCell>
        <HeaderCell className="w-[28%]">What</HeaderCell>
        <HeaderCell>Target</HeaderCell>
        <HeaderCell>Outcome</HeaderCell>
        <HeaderCell>From</HeaderCell>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.seq} className="align-top">
            <RowHeader label="Time" className="align-top! font-normal!">
              <span className="block max-sm:text-end">
                <RelativeTime
                  value={item.at.toISOString()}
                  now={now}
                  timeZone={timeZone}
                  show="relative"
                />
                <span className="block text-sm whitespace-nowrap text-ink-faint tabular-nums">
                  {formatDateTime(item.at, timeZone)}
                </span>
              </span>
            </RowHeader>
            <TableCell label="Who" className="align-top! wrap-anywhere">
              <span className="block">
                {item.actor}
                <span className="block text-sm text-ink-faint">{kindOfActor(item)}</span>
              </span>
            </TableCell>
            <TableCell className="align-top! max-sm:block! max-sm:py-1!">
              <EventDetails item={item} />
            </TableCell>
            <TableCell label="Target" className="align-top! wrap-anywhere">
              <Target item={item} />
            </TableCell>
            <TableCell label="Outcome" className="align-top!">
              <Outcome outcome={item.outcome} />
            </TableCell>
            <TableCell label="From" className="align-top!">
              {item.ip ? (
                <span className="font-mono text-sm">{item.ip}</span>
              ) : (
                <span className="text-ink-faint">This server</span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Target({ item: { target, portalId } }: { item: ActivityItem }) {
  if (portalId) {
    return (
      <Link
        href={`/portals/${portalId}`}
        className="inline-block min-h-6 text-accent-text hover:underline"
      >
        {target ?? "The portal"}
      </Link>
    );
  }
  return target ?? <span className="text-ink-faint">None</span>;
}

function Outcome({ outcome }: { outcome: string }) {
  if (outcome === "failed") {
    return (
      <Badge tone="danger" icon={<CircleAlert />}>
        {OUTCOMES.failed}
      </Badge>
    );
  }
  if (outcome === "denied") {
    return (
      <Badge tone="warn" icon={<Ban />}>
        {OUTCOMES.denied}
      </Badge>
    );
  }
  return (
    <Badge tone="neutral" icon={<CircleCheck />}>
      {OUTCOMES.ok}
    </Badge>
  );
}

const ACTOR_KINDS: Record<string, string> = {
  api_key: "API key",
  system: "Background work",
  operator: "In a shell",
  anonymous: "Not signed in",
};

function kindOfActor({ actorKind, actorRole }: ActivityItem): string {
  const role = ROLES.find((one) => one === actorRole);
  return role ? ROLE_LABELS[role] : (ACTOR_KINDS[actorKind] ?? "Person");
}
