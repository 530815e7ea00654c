import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import {
  HeaderCell,
  RowHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import type { SessionView } from "@/lib/people/sessions";
import { endSessionAction } from "../team/sessions/actions";
import { describeUserAgent } from "@/lib/people/user-agent";

export type SessionsTableProps = { sessions: SessionView[]; now: string; timeZone: string };

/** Where the viewer is signed in. */
export function SessionsTable({ sessions, now, timeZone }: SessionsTableProps) {
  const time = (value: Date) => (
    <RelativeTime value={value.toISOString()} now={now} timeZone={timeZone} show="relative" />
  );
  return (
    <Table caption="Where you are signed in" keyboardScroll>
      <TableHead>
        <HeaderCell>Browser</HeaderCell>
        <HeaderCell>From</HeaderCell>
        <HeaderCell>Started</HeaderCell>
        <HeaderCell>Last seen</HeaderCell>
        <HeaderCell>
          <span className="sr-only">End</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {sessions.map(({ id, isCurrent, userAgent, ip, startedAt, lastSeenAt }) => (
          <TableRow key={id}>
            <RowHeader label="Browser">
              <span className="inline-flex flex-wrap items-center gap-2">
                {describeUserAgent(userAgent)}
                {isCurrent ? <Badge tone="accent">This session</Badge> : null}
              </span>
            </RowHeader>
            <TableCell label="From">
              <span className="font-mono text-sm">{ip ?? "unknown"}</span>
            </TableCell>
            <TableCell label="Started" className="whitespace-nowrap">
              {time(startedAt)}
            </TableCell>
            <TableCell label="Last seen" className="whitespace-nowrap">
              {time(lastSeenAt)}
            </TableCell>
            <TableCell label="End">
              {isCurrent ? null : (
                <ConfirmDialog
                  trigger={{
                    label: "End",
                    ariaLabel: `End the session in ${describeUserAgent(userAgent)}`,
                    size: "sm",
                  }}
                  title="End this session?"
                  description={`${describeUserAgent(userAgent)}, ${ip ?? "unknown address"}.`}
                  submitLabel="End session"
                  tone="primary"
                  action={endSessionAction}
                  fields={{ sessionId: id }}
                />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
