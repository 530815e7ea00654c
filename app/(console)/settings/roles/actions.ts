"use server";

import { defineAction } from "@/lib/actions/define-action";
import { changeOwnRole, createRole, deleteRole } from "@/lib/own-roles/manage";
import { changeRoleInput, createRoleInput, roleIdInput } from "@/lib/own-roles/schemas";
import { say } from "@/lib/say/say";

const PATH = "/settings/roles";

export const createRoleAction = defineAction({
  permission: "roles.manage",
  stepUp: true,
  input: createRoleInput,
  lists: ["permissions"],
  async run(ctx, input) {
    await createRole(ctx, input);
    return { redirectTo: PATH };
  },
});

export const changeOwnRoleAction = defineAction({
  permission: "roles.manage",
  stepUp: true,
  input: changeRoleInput,
  lists: ["permissions"],
  async run(ctx, input) {
    await changeOwnRole(ctx, input);
    return { redirectTo: PATH };
  },
});

export const deleteRoleAction = defineAction({
  permission: "roles.manage",
  stepUp: true,
  input: roleIdInput,
  async run(ctx, { roleId }) {
    await deleteRole(ctx, roleId);
    return { message: say("The role is deleted.") };
  },
});
