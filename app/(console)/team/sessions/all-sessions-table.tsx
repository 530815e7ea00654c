import { describeUserAgent } from "@/lib/people/user-agent";
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
import type { AnySession } from "@/lib/people/queries";
import { endSessionAction, endSessionsOfAction } from "./actions";

type AllSessionsTableProps = { sessions: AnySession[]; now: string; timeZone: string };

/** Who is signed in, where, and a way to end it. */
export function AllSessionsTable({ sessions, ...clock }: AllSessionsTableProps) {
  return (
    <Table caption="Everybody who is signed in" keyboardScroll>
      <TableHead>
        <HeaderCell>Person</HeaderCell>
        <HeaderCell>Browser</HeaderCell>
        <HeaderCell>From</HeaderCell>
        <HeaderCell>Last seen</HeaderCell>
        <HeaderCell>
          <span className="sr-only">End</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} {...clock} />
        ))}
      </TableBody>
    </Table>
  );
}

function SessionRow({
  session,
  ...clock
}: { session: AnySession } & Omit<AllSessionsTableProps, "sessions">) {
  const { id, personId, name, email, rights, isCurrent, userAgent, ip, isByProvider } = session;
  return (
    <TableRow>
      <RowHeader label="Person">
        <span className="flex flex-wrap items-center gap-2">
          <span className="wrap-anywhere">{name}</span>
          <Badge tone="neutral">{rights.roleName}</Badge>
          {isCurrent ? <Badge tone="accent">This session</Badge> : null}
        </span>
        <span className="block text-sm font-normal wrap-anywhere text-ink-faint">{email}</span>
      </RowHeader>
      <TableCell label="Browser">
        {describeUserAgent(userAgent)}
        {isByProvider ? (
          <span className="block text-sm text-ink-faint">by single sign-on</span>
        ) : null}
      </TableCell>
      <TableCell label="From">
        <span className="font-mono text-sm">{ip ?? "unknown"}</span>
      </TableCell>
      <TableCell label="Last seen" className="whitespace-nowrap">
        <RelativeTime value={session.lastSeenAt.toISOString()} show="relative" {...clock} />
      </TableCell>
      <TableCell label="End">
        <span className="flex flex-wrap justify-end gap-2">
          {isCurrent ? null : (
            <ConfirmDialog
              trigger={{ label: "End", ariaLabel: `End this session of ${name}`, size: "sm" }}
              title={`End this session of ${name}?`}
              description={`${describeUserAgent(userAgent)}, ${ip ?? "unknown address"}. They can sign in again.`}
              submitLabel="End session"
              tone="primary"
              action={endSessionAction}
              fields={{ sessionId: id }}
            />
          )}
          <ConfirmDialog
            trigger={{
              label: "End all",
              ariaLabel: `End all sessions of ${name}`,
              size: "sm",
              variant: "ghost",
            }}
            title={`End all sessions of ${name}?`}
            description="They can sign in again."
            submitLabel="End all sessions"
            tone="primary"
            action={endSessionsOfAction}
            fields={{ personId }}
          />
        </span>
      </TableCell>
    </TableRow>
  );
}
