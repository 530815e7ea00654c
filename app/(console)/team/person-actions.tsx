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
import { reasonsAgainst, type ManagedPerson, type Reason } from "./reasons-against";
import { ResetLinkDialog } from "./reset-link-dialog";
import { RightsFields } from "./rights-fields";
import type { AppOption, RoleOption } from "./role-options";
import { useSay } from "#say";

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
  const say = useSay();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const reasons = reasonsAgainst(person);
  const dialogProps = (name: OpenDialog) => ({
    open: dialog === name,
    onOpenChange: (open: boolean) => setDialog(open ? name : null),
  });
  const item = (name: OpenDialog, reason: Reason | undefined) => ({
    onSelect: () => setDialog(name),
    disabled: reason !== undefined,
    reason: reason && say(reason),
  });
  return (
    <>
      <Menu
        trigger={{
          label: <Ellipsis />,
          ariaLabel: say("Manage {person}", { person: person.name }),
          variant: "ghost",
          size: "icon",
        }}
      >
        <MenuItem icon={<ShieldUser />} {...item("role", reasons.changeRole)}>
          {say("Change role and apps")}
        </MenuItem>
        <MenuItem icon={<KeyRound />} {...item("reset", reasons.reset)}>
          {say("Password reset link")}
        </MenuItem>
        <MenuItem icon={<Smartphone />} {...item("factors", reasons.resetFactors)}>
          {say("Take second factor away")}
        </MenuItem>
        <MenuSeparator />
        {person.isDisabled ? (
          <MenuItem icon={<UserRoundCheck />} {...item("standing", reasons.disable)}>
            {say("Enable")}
          </MenuItem>
        ) : (
          <MenuItem icon={<UserRoundX />} tone="danger" {...item("standing", reasons.disable)}>
            {say("Disable")}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        {...dialogProps("role")}
        title={say("Change the role and apps of {person}", { person: person.name })}
        description={
          person.isSelf
            ? say(
                "This is your own account: you may lose the right to undo it. Open links you made stop working.",
              )
            : say(
                "Sessions of {email} end at once; what is new holds after signing in again. Open links they made, and those for them, stop working.",
                { email: person.email },
              )
        }
        tone="primary"
        submitLabel={say("Change")}
        action={changeRoleAction}
        fields={{ personId: person.id }}
      >
        <RightsFields roles={roles} apps={apps} role={person.role} limit={person.limit} />
      </ConfirmDialog>
      <ConfirmDialog
        {...dialogProps("factors")}
        title={say("Take the second factor of {person} away?", { person: person.name })}
        description={say(
          "For somebody who lost the phone and the recovery codes. Make sure that it is really them who asks.",
        )}
        consequences={[
          say("Their authenticator apps and recovery codes stop working."),
          say(
            "Their sessions end. They sign in with the password alone, and can set up a new one.",
          ),
        ]}
        submitLabel={say("Take it away")}
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
  const say = useSay();
  if (person.isDisabled) {
    return (
      <ConfirmDialog
        {...openness}
        title={say("Enable {person}?", { person: person.name })}
        description={say("{email} can sign in again with the same password and role.", {
          email: person.email,
        })}
        tone="primary"
        submitLabel={say("Enable person")}
        action={enablePersonAction}
        fields={{ personId: person.id }}
      />
    );
  }
  return (
    <ConfirmDialog
      {...openness}
      title={say("Disable {person}?", { person: person.name })}
      description={say("{email} loses access to this console.", { email: person.email })}
      consequences={[
        say("All their sessions end at once."),
        say("They cannot sign in."),
        say("Open links they made, and those for them, stop working."),
        say("What they did stays in the activity log. Connections they made keep working."),
        say("You can enable them again at any time."),
      ]}
      submitLabel={say("Disable person")}
      action={disablePersonAction}
      fields={{ personId: person.id }}
    />
  );
}
