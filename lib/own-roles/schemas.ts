import { z } from "zod";
import { withNeeded } from "@/lib/auth/permission-words";
import {
  ADMIN_PERMISSIONS,
  BASE_PERMISSIONS,
  ROLE_LABELS,
  type Permission,
} from "@/lib/auth/roles";

const TAKEN = Object.values(ROLE_LABELS).map((label) => label.toLowerCase());

const permission = z.enum(ADMIN_PERMISSIONS as [Permission, ...Permission[]], {
  error: "Choose from the list. What is the owner's alone no other role can hold.",
});

const fields = {
  name: z
    .string()
    .trim()
    .min(1, "Enter a name.")
    .max(40, "Use at most 40 characters.")
    .regex(/^\P{C}*$/u, "Remove the control characters.")
    .refine((name) => !TAKEN.includes(name.toLowerCase()), {
      error: "A built-in role is called so. Choose another name.",
    }),
  meaning: z
    .string()
    .trim()
    .max(200, "Use at most 200 characters.")
    .regex(/^\P{C}*$/u, "Remove the line breaks and control characters.")
    .default(""),
  /** Those that everybody has are there in any case, and those that a chosen one is of no use without come with it. */
  permissions: z
    .array(permission)
    .default([])
    .transform((chosen) => {
      const all = withNeeded([...BASE_PERMISSIONS, ...chosen]);
      return ADMIN_PERMISSIONS.filter((one) => all.includes(one));
    }),
};

export const createRoleInput = z.strictObject(fields);
export type CreateRoleInput = z.output<typeof createRoleInput>;

export const changeRoleInput = z.strictObject({
  roleId: z.uuid(),
  /** When it was changed last, as the form was shown: nothing is overwritten that somebody else changed meanwhile. */
  updatedAt: z.coerce.date(),
  ...fields,
});
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const roleIdInput = z.strictObject({ roleId: z.uuid() });
