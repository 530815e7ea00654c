"use client";

import { Ban, CircleAlert, CircleCheck, type LucideIcon } from "lucide-react";
import { RelativeTime } from "@/components/relative-time";
import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import { Link } from "@/components/ui/link";
import { formatDateTime } from "@/lib/format";
import type { ActivityRow } from "./activity-row";
import { EventDetails } from "./event-details";
import { OUTCOMES } from "./outcomes";

export type ActivityTableProps = { rows: ActivityRow[]; now: string; timeZone: string };

/**
 * The audit log, newest first. It is drawn from plain rows, and its look stands once in the style sheet (`log-table`):
 * fifty lines of classes and icons, sent as a page and once more as its data, were half a megabyte.
 */
export function ActivityTable({ rows, now, timeZone }: ActivityTableProps) {
  return (
    <>
      <Icons />
      <Table caption="Activity, newest first" className="log-table">
        <TableHead>
          <HeaderCell className="w-44">Time</HeaderCell>
          <HeaderCell>Who</HeaderCell>
          <HeaderCell className="w-[28%]">What</HeaderCell>
          <HeaderCell>Target</HeaderCell>
          <HeaderCell>Outcome</HeaderCell>
          <HeaderCell>From</HeaderCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <tr key={row.seq} role="row">
              <th role="rowheader" scope="row" data-label="Time">
                <span>
                  <RelativeTime value={row.at} now={now} timeZone={timeZone} show="beside" />
                  <small>{formatDateTime(row.at, timeZone)}</small>
                </span>
              </th>
              <td role="cell" data-label="Who">
                <span>
                  {row.actor}
                  <small>{row.actorKind}</small>
                </span>
              </td>
              <td role="cell">
                <EventDetails row={row} />
              </td>
              <td role="cell" data-label="Target">
                <Target row={row} />
              </td>
              <td role="cell" data-label="Outcome">
                <Outcome outcome={row.outcome} />
              </td>
              <td role="cell" data-label="From">
                {row.ip ? <code>{row.ip}</code> : <i>This server</i>}
              </td>
            </tr>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function Target({ row: { target, portalId } }: { row: ActivityRow }) {
  if (portalId) return <Link href={`/portals/${portalId}`}>{target ?? "The portal"}</Link>;
  return target ?? <i>None</i>;
}

const ICONS: Record<keyof typeof OUTCOMES, LucideIcon> = {
  ok: CircleCheck,
  failed: CircleAlert,
  denied: Ban,
};

function Outcome({ outcome = "ok" }: Pick<ActivityRow, "outcome">) {
  const known = outcome in OUTCOMES ? (outcome as keyof typeof OUTCOMES) : "ok";
  return (
    <span className={`outcome ${known}`}>
      <svg aria-hidden>
        <use href={`#outcome-${known}`} />
      </svg>
      {OUTCOMES[known]}
    </span>
  );
}

/** Each icon once; the lines point at it. */
function Icons() {
  return (
    <svg aria-hidden width={0} height={0} className="absolute">
      {Object.entries(ICONS).map(([name, Icon]) => (
        <symbol key={name} id={`outcome-${name}`} viewBox="0 0 24 24">
          <Icon />
        </symbol>
      ))}
    </svg>
  );
}
