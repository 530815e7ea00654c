"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { useSay } from "#say";
import { deleteRoleAction } from "./actions";

/** Deletes a role, or says who has it. */
export function DeleteRole({ id, name }: { id: string; name: string }) {
  const say = useSay();
  return (
    <ConfirmDialog
      trigger={{
        label: say("Delete"),
        ariaLabel: say("Delete the role {name}", { name }),
        variant: "ghost",
        size: "sm",
      }}
      title={say("Delete the role {name}?", { name })}
      description={say(
        "It can only be deleted while nobody has it. What was done with it stays in the activity log.",
      )}
      submitLabel={say("Delete role")}
      action={deleteRoleAction}
      fields={{ roleId: id }}
    />
  );
}
