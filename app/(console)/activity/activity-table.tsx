"use client";

import { Ban, CircleAlert, CircleCheck, type LucideIcon } from "lucide-react";
import { RelativeTime } from "@/components/relative-time";
import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import { Link } from "@/components/ui/link";
import { formatDateTime } from "@/lib/format";
import type { ActivityRow } from "./activity-row";
import { EventDetails } from "./event-details";
import { OUTCOMES } from "./outcomes";
import { useSay } from "#say";

export type ActivityTableProps = { rows: ActivityRow[]; now: string; timeZone: string };

/**
 * The audit log, newest first. It is drawn from plain rows, and its look stands once in the style sheet (`log-table`):
 * fifty lines of classes and icons, sent as a page and once more as its data, were half a megabyte.
 */
export function ActivityTable({ rows, now, timeZone }: ActivityTableProps) {
  const say = useSay();
  return (
    <>
      <Icons />
      <Table caption={say("Activity, newest first")} className="log-table">
        <TableHead>
          <HeaderCell className="w-44">{say("Time")}</HeaderCell>
          <HeaderCell>{say("Who")}</HeaderCell>
          <HeaderCell className="w-[28%]">{say("What")}</HeaderCell>
          <HeaderCell>{say("Target")}</HeaderCell>
          <HeaderCell>{say("Outcome")}</HeaderCell>
          <HeaderCell>{say("From|address")}</HeaderCell>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <tr key={row.seq} role="row">
              <th role="rowheader" scope="row" data-label={say("Time")}>
                <span>
                  <RelativeTime value={row.at} now={now} timeZone={timeZone} show="beside" />
                  <small>{formatDateTime(row.at, timeZone, { lang: say.lang })}</small>
                </span>
              </th>
              <td role="cell" data-label={say("Who")}>
                <span>
                  {row.actor}
                  <small>{row.actorKind}</small>
                </span>
              </td>
              <td role="cell">
                <EventDetails row={row} />
              </td>
              <td role="cell" data-label={say("Target")}>
                <Target row={row} />
              </td>
              <td role="cell" data-label={say("Outcome")}>
                <Outcome outcome={row.outcome} />
              </td>
              <td role="cell" data-label={say("From|address")}>
                {row.ip ? <code>{row.ip}</code> : <i>{say("This server")}</i>}
              </td>
            </tr>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function Target({ row: { target, portalId } }: { row: ActivityRow }) {
  const say = useSay();
  if (portalId) return <Link href={`/portals/${portalId}`}>{target ?? say("The portal")}</Link>;
  return target ?? <i>{say("None|target")}</i>;
}

const ICONS: Record<keyof typeof OUTCOMES, LucideIcon> = {
  ok: CircleCheck,
  failed: CircleAlert,
  denied: Ban,
};

function Outcome({ outcome = "ok" }: Pick<ActivityRow, "outcome">) {
  const say = useSay();
  const known = outcome in OUTCOMES ? (outcome as keyof typeof OUTCOMES) : "ok";
  return (
    <span className={`outcome ${known}`}>
      <svg aria-hidden>
        <use href={`#outcome-${known}`} />
      </svg>
      {say(OUTCOMES[known])}
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
