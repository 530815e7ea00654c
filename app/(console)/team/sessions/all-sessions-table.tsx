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
import { say } from "@/lib/say/say";
import { sayRole } from "@/lib/say/say-role";

type AllSessionsTableProps = { sessions: AnySession[]; now: string; timeZone: string };

/** Who is signed in, where, and a way to end it. */
export function AllSessionsTable({ sessions, ...clock }: AllSessionsTableProps) {
  return (
    <Table caption={say("Everybody who is signed in")} keyboardScroll>
      <TableHead>
        <HeaderCell>{say("Person")}</HeaderCell>
        <HeaderCell>{say("Browser")}</HeaderCell>
        <HeaderCell>{say("From")}</HeaderCell>
        <HeaderCell>{say("Last seen")}</HeaderCell>
        <HeaderCell>
          <span className="sr-only">{say("End|session")}</span>
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
      <RowHeader label={say("Person")}>
        <span className="flex flex-wrap items-center gap-2">
          <span className="wrap-anywhere">{name}</span>
          <Badge tone="neutral">{sayRole(rights).name}</Badge>
          {isCurrent ? <Badge tone="accent">{say("This session")}</Badge> : null}
        </span>
        <span className="block text-sm font-normal wrap-anywhere text-ink-faint">{email}</span>
      </RowHeader>
      <TableCell label={say("Browser")}>
        {describeUserAgent(userAgent)}
        {isByProvider ? (
          <span className="block text-sm text-ink-faint">{say("by single sign-on")}</span>
        ) : null}
      </TableCell>
      <TableCell label={say("From")}>
        <span className="font-mono text-sm">{ip ?? say("unknown")}</span>
      </TableCell>
      <TableCell label={say("Last seen")} className="whitespace-nowrap">
        <RelativeTime value={session.lastSeenAt.toISOString()} show="relative" {...clock} />
      </TableCell>
      <TableCell label={say("End|session")}>
        <span className="flex flex-wrap justify-end gap-2">
          {isCurrent ? null : (
            <ConfirmDialog
              trigger={{
                label: say("End|session"),
                ariaLabel: say("End this session of {person}", { person: name }),
                size: "sm",
              }}
              title={say("End this session of {person}?", { person: name })}
              description={say("{browser}, {address}. They can sign in again.", {
                browser: describeUserAgent(userAgent),
                address: ip ?? say("unknown address"),
              })}
              submitLabel={say("End session")}
              tone="primary"
              action={endSessionAction}
              fields={{ sessionId: id }}
            />
          )}
          <ConfirmDialog
            trigger={{
              label: say("End all"),
              ariaLabel: say("End all sessions of {person}", { person: name }),
              size: "sm",
              variant: "ghost",
            }}
            title={say("End all sessions of {person}?", { person: name })}
            description={say("They can sign in again.")}
            submitLabel={say("End all sessions")}
            tone="primary"
            action={endSessionsOfAction}
            fields={{ personId }}
          />
        </span>
      </TableCell>
    </TableRow>
  );
}
