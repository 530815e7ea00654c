import { Ban, CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { RowHeader, TableCell, TableRow } from "@/components/ui/table";
import { mayAssign } from "@/lib/auth/roles";
import type { PersonView } from "@/lib/people/queries";
import { PersonActions } from "./person-actions";
import { RoleCell } from "./role-cell";
import { InstantCell, ManageCell, TeamTable, type TeamView } from "./team-table";
import { say } from "@/lib/say/say";

const COLUMNS = ["Name", "Email", "Role", "Last seen", "Status"] as const;

type PeopleTableProps = { people: PersonView[]; viewerId: string } & TeamView;

/** Everybody with access. */
export function PeopleTable(props: PeopleTableProps) {
  const { people, viewerId, viewer, roles, apps, now, timeZone } = props;
  const activeOwners = people.filter(
    ({ rights, isDisabled }) => rights.role === "owner" && !isDisabled,
  );
  const canManage = roles.length > 0;
  return (
    <TeamTable
      caption={say("People")}
      columns={COLUMNS.map((name) => say(name))}
      canManage={canManage}
    >
      {people.map((person) => {
        const { id, name, email, rights, roleKey, isDisabled, lastSeenAt, hasFactor } = person;
        const isSelf = id === viewerId;
        const isLastOwner = activeOwners.length === 1 && activeOwners[0]?.id === id;
        return (
          <TableRow key={id}>
            <RowHeader label={say("Name")}>
              <span className="inline-flex flex-wrap items-center gap-2 wrap-anywhere">
                {name}
                {isSelf ? <Badge tone="accent">{say("You")}</Badge> : null}
              </span>
            </RowHeader>
            <TableCell label={say("Email")} className="wrap-anywhere">
              {email}
            </TableCell>
            <RoleCell rights={rights} apps={apps} />
            <InstantCell
              label={say("Last seen")}
              value={lastSeenAt}
              never={say("Never")}
              now={now}
              timeZone={timeZone}
            />
            <TableCell label={say("Status")}>
              <Badge
                tone={isDisabled ? "neutral" : "ok"}
                icon={isDisabled ? <Ban /> : <CircleCheck />}
              >
                {isDisabled ? say("Disabled") : say("Active")}
              </Badge>
              {hasFactor ? <Badge className="ms-1">{say("2nd factor")}</Badge> : null}
            </TableCell>
            {canManage ? (
              <ManageCell>
                <PersonActions
                  person={{
                    ...{ id, name, email, isDisabled, isSelf, isLastOwner, hasFactor },
                    role: roleKey,
                    limit: rights.apps,
                    isManageable: mayAssign(viewer, rights),
                  }}
                  roles={roles}
                  apps={apps}
                  timeZone={timeZone}
                />
              </ManageCell>
            ) : null}
          </TableRow>
        );
      })}
    </TeamTable>
  );
}
