import { builtIn, ownRights, type OwnRole, type Rights, type Role } from "@/lib/auth/roles";

/** What is read of a person, or of an invitation, to know what they may do. */
export const WITH_RIGHTS = {
  role: true,
  customRoleId: true,
  isLimited: true,
  appIds: true,
  customRole: { select: { name: true, meaning: true, permissions: true } },
} as const;

/** What is stored of the rights of a person or an invitation. */
export interface StoredRights {
  role: Role;
  customRoleId: string | null;
  isLimited: boolean;
  appIds: string[];
  customRole: OwnRole | null;
}

/** What somebody may do, and where, by what is stored of them. */
export function rightsOf(stored: Omit<StoredRights, "customRoleId">): Rights {
  const apps = stored.isLimited ? stored.appIds : null;
  return stored.customRole ? ownRights(stored.customRole, apps) : builtIn(stored.role, apps);
}

/** The columns themselves, to be written to another row. */
export function columnsOf({ role, customRoleId, isLimited, appIds }: StoredRights) {
  return { role, customRoleId, isLimited, appIds };
}

/**
 * The limit that stays with somebody who gets another role, while nobody speaks of it. An owner sees every app, and has the
 * limit again when they are one no more.
 */
export function keptLimit(
  role: Role,
  { role: before, isLimited, appIds }: Pick<StoredRights, "role" | "isLimited" | "appIds">,
): Pick<StoredRights, "isLimited" | "appIds"> {
  const wasLimited = isLimited || (before === "owner" && appIds.length > 0);
  return wasLimited ? { isLimited: role !== "owner", appIds } : { isLimited: false, appIds: [] };
}

/** The role as forms name it: a built-in one, or the id of one of the team's own. */
export function roleKeyOf({ role, customRoleId }: Pick<StoredRights, "role" | "customRoleId">) {
  return customRoleId ?? role;
}

/** Whether two of them give the same, and what their role is made of is not looked into. */
export function areSameRights(one: StoredRights, other: StoredRights): boolean {
  const appsOf = ({ isLimited, appIds }: StoredRights) =>
    isLimited ? [...appIds].sort().join() : "all";
  return roleKeyOf(one) === roleKeyOf(other) && appsOf(one) === appsOf(other);
}
