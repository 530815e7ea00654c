import { RelativeTime } from "@/components/relative-time";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
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
import type { InviteView } from "@/lib/people/queries";
import { withdrawInviteAction } from "./actions";

export type InvitesTableProps = {
  invites: InviteView[];
  /** The roles the viewer may give; empty for people who only look. */
  roles: readonly Role[];
  now: string;
  timeZone: string;
};

/** Links that were made and not yet used. */
export function InvitesTable({ invites, roles, now, timeZone }: InvitesTableProps) {
  const canManage = roles.length > 0;
  return (
    <Table caption="Open links" keyboardScroll={!canManage}>
      <TableHead>
        <HeaderCell>Email</HeaderCell>
        <HeaderCell>For</HeaderCell>
        <HeaderCell>Role</HeaderCell>
        <HeaderCell>Made by</HeaderCell>
        <HeaderCell>Expires</HeaderCell>
        {canManage ? (
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        ) : null}
      </TableHead>
      <TableBody>
        {invites.map(({ id, email, role, isReset, invitedBy, expiresAt }) => (
          <TableRow key={id}>
            <RowHeader label="Email" className="wrap-anywhere">
              {email}
            </RowHeader>
            <TableCell label="For">{isReset ? "Password reset" : "Invitation"}</TableCell>
            <TableCell label="Role">{ROLE_LABELS[role]}</TableCell>
            <TableCell label="Made by" className="wrap-anywhere">
              {invitedBy ?? "An operator"}
            </TableCell>
            <TableCell label="Expires" className="whitespace-nowrap">
              <RelativeTime
                value={expiresAt.toISOString()}
                now={now}
                timeZone={timeZone}
                show="relative"
              />
            </TableCell>
            {canManage ? (
              <TableCell align="end" className="py-1! max-sm:justify-end!">
                {roles.includes(role) ? <Withdraw id={id} email={email} isReset={isReset} /> : null}
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
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
