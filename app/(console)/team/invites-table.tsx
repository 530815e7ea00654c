import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { RowHeader, TableCell, TableRow } from "@/components/ui/table";
import { mayAssign } from "@/lib/auth/roles";
import type { InviteView } from "@/lib/people/queries";
import { withdrawInviteAction } from "./actions";
import { RoleCell } from "./role-cell";
import { InstantCell, ManageCell, TeamTable, type TeamView } from "./team-table";

const COLUMNS = ["Email", "For", "Role", "Made by", "Expires"];

/** Links that were made and not yet used. */
export function InvitesTable(props: { invites: InviteView[] } & TeamView) {
  const { invites, viewer, roles, apps, ...when } = props;
  const canManage = roles.length > 0;
  return (
    <TeamTable caption="Open links" columns={COLUMNS} canManage={canManage}>
      {invites.map(({ id, email, rights, isReset, invitedBy, expiresAt }) => (
        <TableRow key={id}>
          <RowHeader label="Email" className="wrap-anywhere">
            {email}
          </RowHeader>
          <TableCell label="For">{isReset ? "Password reset" : "Invitation"}</TableCell>
          <RoleCell rights={rights} apps={apps} />
          <TableCell label="Made by" className="wrap-anywhere">
            {invitedBy ?? "An operator"}
          </TableCell>
          <InstantCell label="Expires" value={expiresAt} never="Never" {...when} />
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
        label: "Withdraw",
        ariaLabel: `Withdraw the link for ${email}`,
        variant: "ghost",
        size: "sm",
      }}
      title={
        isReset ? `Withdraw the reset link for ${email}?` : `Withdraw the invitation of ${email}?`
      }
      description="The link stops working at once. You can make a new one later."
      submitLabel="Withdraw link"
      action={withdrawInviteAction}
      fields={{ inviteId: id }}
    />
  );
}
