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
import { say } from "@/lib/say/say";

export type SessionsTableProps = { sessions: SessionView[]; now: string; timeZone: string };

/** Where the viewer is signed in. */
export function SessionsTable({ sessions, now, timeZone }: SessionsTableProps) {
  const time = (value: Date) => (
    <RelativeTime value={value.toISOString()} now={now} timeZone={timeZone} show="relative" />
  );
  return (
    <Table caption={say("Where you are signed in")} keyboardScroll>
      <TableHead>
        <HeaderCell>{say("Browser")}</HeaderCell>
        <HeaderCell>{say("From")}</HeaderCell>
        <HeaderCell>{say("Started")}</HeaderCell>
        <HeaderCell>{say("Last seen")}</HeaderCell>
        <HeaderCell>
          <span className="sr-only">{say("End")}</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {sessions.map(({ id, isCurrent, userAgent, ip, startedAt, lastSeenAt }) => (
          <TableRow key={id}>
            <RowHeader label={say("Browser")}>
              <span className="inline-flex flex-wrap items-center gap-2">
                {describeUserAgent(userAgent)}
                {isCurrent ? <Badge tone="accent">{say("This session")}</Badge> : null}
              </span>
            </RowHeader>
            <TableCell label={say("From")}>
              <span className="font-mono text-sm">{ip ?? say("unknown")}</span>
            </TableCell>
            <TableCell label={say("Started")} className="whitespace-nowrap">
              {time(startedAt)}
            </TableCell>
            <TableCell label={say("Last seen")} className="whitespace-nowrap">
              {time(lastSeenAt)}
            </TableCell>
            <TableCell label={say("End")}>
              {isCurrent ? null : (
                <ConfirmDialog
                  trigger={{
                    label: say("End"),
                    ariaLabel: say("End the session in {browser}", {
                      browser: describeUserAgent(userAgent),
                    }),
                    size: "sm",
                  }}
                  title={say("End this session?")}
                  description={say("{browser}, {address}.", {
                    browser: describeUserAgent(userAgent),
                    address: ip ?? say("unknown address"),
                  })}
                  submitLabel={say("End session")}
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
