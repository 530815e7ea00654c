import "server-only";
import { ownRights, type Permission } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/** A role of the team's own, and who has it. */
export interface OwnRoleView {
  id: string;
  name: string;
  meaning: string;
  permissions: readonly Permission[];
  /** Names of the people who have it, disabled ones too. */
  people: string[];
  updatedAt: Date;
}

const WITH_PEOPLE = {
  people: { select: { name: true }, orderBy: { name: "asc" } },
} as const;

/** By name. */
export async function listOwnRoles({ db }: Pick<Context, "db">): Promise<OwnRoleView[]> {
  const roles = await db.customRole.findMany({ include: WITH_PEOPLE, orderBy: { name: "asc" } });
  return roles.map(viewOf);
}

/** @throws AppError not_found */
export async function getOwnRole({ db }: Pick<Context, "db">, id: string): Promise<OwnRoleView> {
  const role = await db.customRole.findUnique({ where: { id }, include: WITH_PEOPLE });
  if (!role) throw new AppError("not_found");
  return viewOf(role);
}

interface Row {
  id: string;
  name: string;
  meaning: string;
  permissions: string[];
  updatedAt: Date;
  people: { name: string }[];
}

function viewOf({ people, permissions, ...role }: Row): OwnRoleView {
  const { id, name, meaning, updatedAt } = role;
  return {
    ...{ id, name, meaning, updatedAt },
    permissions: ownRights({ name, meaning, permissions }).permissions,
    people: people.map((one) => one.name),
  };
}
