import { builtIn, mayAssign, ownRights, ROLES, type Rights } from "@/lib/auth/roles";
import type { OwnRoleView } from "@/lib/own-roles/queries";
import { sayRole } from "@/lib/say/say-role";

/** A role that can be given: a built-in one, or one of the team's own by its id. */
export interface RoleOption {
  key: string;
  label: string;
  meaning: string;
  /** Owners see every app. */
  mayBeLimited: boolean;
}

/** The roles that somebody may give, the ones that hold most first; none for people who only look. */
export function roleOptions(by: Rights, own: OwnRoleView[]): RoleOption[] {
  const all: [string, Rights][] = [
    ...ROLES.map((role): [string, Rights] => [role, builtIn(role)]),
    ...own.map((role): [string, Rights] => [role.id, ownRights(role)]),
  ];
  return all
    .filter(([, rights]) => mayAssign(by, rights))
    .map(([key, rights]) => {
      const { name, meaning } = sayRole(rights);
      return { key, label: name, meaning, mayBeLimited: rights.role !== "owner" };
    });
}

export interface AppOption {
  id: string;
  name: string;
}

/** The apps somebody is limited to, by name; null when they see every app. */
export function limitedTo({ apps }: Pick<Rights, "apps">, known: AppOption[]): string[] | null {
  return apps && known.filter(({ id }) => apps.includes(id)).map(({ name }) => name);
}
