import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { RowHeader, TableCell, TableRow } from "@/components/ui/table";
import { mayAssign } from "@/lib/auth/roles";
import type { InviteView } from "@/lib/people/queries";
import { withdrawInviteAction } from "./actions";
import { RoleCell } from "./role-cell";
import { InstantCell, ManageCell, TeamTable, type TeamView } from "./team-table";
import { say } from "@/lib/say/say";

const COLUMNS = ["Email", "For", "Role", "Made by", "Expires"] as const;

/** Links that were made and not yet used. */
export function InvitesTable(props: { invites: InviteView[] } & TeamView) {
  const { invites, viewer, roles, apps, ...when } = props;
  const canManage = roles.length > 0;
  return (
    <TeamTable
      caption={say("Open links")}
      columns={COLUMNS.map((name) => say(name))}
      canManage={canManage}
    >
      {invites.map(({ id, email, rights, isReset, invitedBy, expiresAt }) => (
        <TableRow key={id}>
          <RowHeader label={say("Email")} className="wrap-anywhere">
            {email}
          </RowHeader>
          <TableCell label={say("For")}>
            {isReset ? say("Password reset") : say("Invitation")}
          </TableCell>
          <RoleCell rights={rights} apps={apps} />
          <TableCell label={say("Made by")} className="wrap-anywhere">
            {invitedBy ?? say("An operator")}
          </TableCell>
          <InstantCell label={say("Expires")} value={expiresAt} never={say("Never")} {...when} />
          {canManage ? (
            <ManageCell>
              {mayAssign(viewer, rights) ? (
                <Withdraw id={id} email={email} isReset={isReset} />
              ) : null}
            </ManageCell>
          ) : null}
        </TableRow>
      ))}
    </TeamTable>
  );
}

function Withdraw({ id, email, isReset }: Pick<InviteView, "id" | "email" | "isReset">) {
  return (
    <ConfirmDialog
      trigger={{
        label: say("Withdraw"),
        ariaLabel: say("Withdraw the link for {email}", { email }),
        variant: "ghost",
        size: "sm",
      }}
      title={
        isReset
          ? say("Withdraw the reset link for {email}?", { email })
          : say("Withdraw the invitation of {email}?", { email })
      }
      description={say("The link stops working at once. You can make a new one later.")}
      submitLabel={say("Withdraw link")}
      action={withdrawInviteAction}
      fields={{ inviteId: id }}
    />
  );
}
