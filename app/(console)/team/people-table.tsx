import { Ban, CircleCheck } from "lucide-react";
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
import { ROLE_LABELS, type Role } from "@/lib/auth/roles";
import type { PersonView } from "@/lib/people/queries";
import { PersonActions } from "./person-actions";

export type PeopleTableProps = {
  people: PersonView[];
  viewerId: string;
  /** The roles the viewer may give; empty for people who only look. */
  roles: readonly Role[];
  now: string;
  timeZone: string;
};

export function PeopleTable({ people, viewerId, roles, now, timeZone }: PeopleTableProps) {
  const activeOwners = people.filter(({ role, isDisabled }) => role === "owner" && !isDisabled);
  const canManage = roles.length > 0;
  return (
    <Table caption="People" keyboardScroll={!canManage}>
      <TableHead>
        <HeaderCell>Name</HeaderCell>
        <HeaderCell>Email</HeaderCell>
        <HeaderCell>Role</HeaderCell>
        <HeaderCell>Last seen</HeaderCell>
        <HeaderCell>Status</HeaderCell>
        {canManage ? (
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        ) : null}
      </TableHead>
      <TableBody>
        {people.map((person) => {
          const { id, name, email, role, isDisabled, lastSeenAt } = person;
          const isSelf = id === viewerId;
          const isLastOwner = activeOwners.length === 1 && activeOwners[0]?.id === id;
          return (
            <TableRow key={id}>
              <RowHeader label="Name">
                <span className="inline-flex flex-wrap items-center gap-2 wrap-anywhere">
                  {name}
                  {isSelf ? <Badge tone="accent">You</Badge> : null}
                </span>
              </RowHeader>
              <TableCell label="Email" className="wrap-anywhere">
                {email}
              </TableCell>
              <TableCell label="Role">{ROLE_LABELS[role]}</TableCell>
              <TableCell label="Last seen" className="whitespace-nowrap">
                {lastSeenAt ? (
                  <RelativeTime
                    value={lastSeenAt.toISOString()}
                    now={now}
                    timeZone={timeZone}
                    show="relative"
                  />
                ) : (
                  <span className="text-ink-faint">Never</span>
                )}
              </TableCell>
              <TableCell label="Status">
                <Badge
                  tone={isDisabled ? "neutral" : "ok"}
                  icon={isDisabled ? <Ban /> : <CircleCheck />}
                >
                  {isDisabled ? "Disabled" : "Active"}
                </Badge>
              </TableCell>
              {canManage ? (
                <TableCell align="end" className="py-1! max-sm:justify-end!">
                  <PersonActions
                    person={{ id, name, email, role, isDisabled, isSelf, isLastOwner }}
                    roles={roles}
                    timeZone={timeZone}
                  />
                </TableCell>
              ) : null}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
