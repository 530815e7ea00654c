"use client";

import {
  Ellipsis,
  KeyRound,
  ShieldUser,
  Smartphone,
  UserRoundCheck,
  UserRoundX,
} from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/popup/menu";
import {
  changeRoleAction,
  disablePersonAction,
  enablePersonAction,
  resetFactorsAction,
} from "./actions";
import { reasonsAgainst, type ManagedPerson } from "./reasons-against";
import { ResetLinkDialog } from "./reset-link-dialog";
import { RightsFields } from "./rights-fields";
import type { AppOption, RoleOption } from "./role-options";

export type PersonActionsProps = {
  person: ManagedPerson;
  /** The roles this viewer may give. */
  roles: readonly RoleOption[];
  apps: readonly AppOption[];
  timeZone: string;
};

type OpenDialog = "role" | "reset" | "factors" | "standing" | null;

/** What can be done about one person: a menu, and a dialog for each act. */
export function PersonActions({ person, roles, apps, timeZone }: PersonActionsProps) {
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const reasons = reasonsAgainst(person);
  const dialogProps = (name: OpenDialog) => ({
    open: dialog === name,
    onOpenChange: (open: boolean) => setDialog(open ? name : null),
  });
  const item = (name: OpenDialog, reason: string | undefined) => ({
    onSelect: () => setDialog(name),
    disabled: reason !== undefined,
    reason,
  });
  return (
    <>
      <Menu
        trigger={{
          label: <Ellipsis />,
          ariaLabel: `Manage ${person.name}`,
          variant: "ghost",
          size: "icon",
        }}
      >
        <MenuItem icon={<ShieldUser />} {...item("role", reasons.changeRole)}>
          Change role and apps
        </MenuItem>
        <MenuItem icon={<KeyRound />} {...item("reset", reasons.reset)}>
          Password reset link
        </MenuItem>
        <MenuItem icon={<Smartphone />} {...item("factors", reasons.resetFactors)}>
          Take second factor away
        </MenuItem>
        <MenuSeparator />
        {person.isDisabled ? (
          <MenuItem icon={<UserRoundCheck />} {...item("standing", reasons.disable)}>
            Enable
          </MenuItem>
        ) : (
          <MenuItem icon={<UserRoundX />} tone="danger" {...item("standing", reasons.disable)}>
            Disable
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        {...dialogProps("role")}
        title={`Change the role and apps of ${person.name}`}
        description={
          person.isSelf
            ? "This is your own account: you may lose the right to undo it. Open links you made stop working."
            : `Sessions of ${person.email} end at once; what is new holds after signing in again. Open links they made, and those for them, stop working.`
        }
        tone="primary"
        submitLabel="Change"
        action={changeRoleAction}
        fields={{ personId: person.id }}
      >
        <RightsFields roles={roles} apps={apps} role={person.role} limit={person.limit} />
      </ConfirmDialog>
      <ConfirmDialog
        {...dialogProps("factors")}
        title={`Take the second factor of ${person.name} away?`}
        description="For somebody who lost the phone and the recovery codes. Make sure that it is really them who asks."
        consequences={[
          "Their authenticator apps and recovery codes stop working.",
          "Their sessions end. They sign in with the password alone, and can set up a new one.",
        ]}
        submitLabel="Take it away"
        action={resetFactorsAction}
        fields={{ personId: person.id }}
      />
      <ResetLinkDialog {...dialogProps("reset")} person={person} timeZone={timeZone} />
      <StandingDialog {...dialogProps("standing")} person={person} />
    </>
  );
}

type StandingDialogProps = {
  person: ManagedPerson;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Locks a person out, or lets them in again. */
function StandingDialog({ person, ...openness }: StandingDialogProps) {
  if (person.isDisabled) {
    return (
      <ConfirmDialog
        {...openness}
        title={`Enable ${person.name}?`}
        description={`${person.email} can sign in again with the same password and role.`}
        tone="primary"
        submitLabel="Enable person"
        action={enablePersonAction}
        fields={{ personId: person.id }}
      />
    );
  }
  return (
    <ConfirmDialog
      {...openness}
      title={`Disable ${person.name}?`}
      description={`${person.email} loses access to this console.`}
      consequences={[
        "All their sessions end at once.",
        "They cannot sign in.",
        "Open links they made, and those for them, stop working.",
        "What they did stays in the activity log. Connections they made keep working.",
        "You can enable them again at any time.",
      ]}
      submitLabel="Disable person"
      action={disablePersonAction}
      fields={{ personId: person.id }}
    />
  );
}
