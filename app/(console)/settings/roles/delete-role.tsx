"use client";

import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { deleteRoleAction } from "./actions";

/** Deletes a role, or says who has it. */
export function DeleteRole({ id, name }: { id: string; name: string }) {
  return (
    <ConfirmDialog
      trigger={{
        label: "Delete",
        ariaLabel: `Delete the role ${name}`,
        variant: "ghost",
        size: "sm",
      }}
      title={`Delete the role ${name}?`}
      description="It can only be deleted while nobody has it. What was done with it stays in the activity log."
      submitLabel="Delete role"
      action={deleteRoleAction}
      fields={{ roleId: id }}
    />
  );
}
