// Client-safe: permissions, what the built-in roles hold of them, and the one check of the product.

export const ROLES = ["owner", "admin", "support"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Every permission, and what it is about. "app": about apps and their portals, so it can be limited to some of them.
 * "installation": about all of it, so nobody who is limited to some apps has it. "self": about oneself.
 */
const ABOUT = {
  "portals.read": "app",
  "portals.connect": "app",
  "portals.refresh": "app",
  "portals.inspect": "app",
  "portals.test": "app",
  "portals.revoke": "app",
  "portals.uninstall": "app",
  "portals.import": "app",
  "portals.note": "app",
  "portals.care": "app",
  "portals.export": "app",
  "tokens.inspect": "app",
  "tokens.reveal": "app",
  "apps.read": "app",
  "apps.write": "app",
  "apps.create": "installation",
  "activity.read": "app",
  "activity.export": "app",
  "api_keys.manage": "installation",
  "alerts.manage": "installation",
  "public_pages.manage": "installation",
  "system.read": "installation",
  "system.manage": "installation",
  "people.read": "installation",
  "people.manage": "installation",
  "people.manage_owners": "installation",
  "roles.manage": "installation",
  "self.manage": "self",
} as const satisfies Record<string, "app" | "installation" | "self">;

export type Permission = keyof typeof ABOUT;
export const PERMISSIONS = Object.keys(ABOUT) as Permission[];

/** Support looks at everything that is not secret, says what it knows, and changes nothing but its own profile. */
const SUPPORT: readonly Permission[] = [
  "portals.read",
  "portals.note",
  "apps.read",
  "activity.read",
  "people.read",
  "self.manage",
];
/** Where everything is kept, and what opens it, is the owner's affair, and so are other owners and what roles hold. */
const OWNERS_ALONE: ReadonlySet<Permission> = new Set<Permission>([
  "people.manage_owners",
  "roles.manage",
  "system.manage",
]);
/** What a role may hold at most that is not the owner's. */
export const ADMIN_PERMISSIONS: readonly Permission[] = PERMISSIONS.filter(
  (permission) => !OWNERS_ALONE.has(permission),
);

const TABLE: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: ADMIN_PERMISSIONS,
  support: SUPPORT,
};

/** What somebody may do, and where: their role with its permissions, and the apps they are limited to. */
export interface Rights {
  /** The built-in role, or that they have one of the team's own. */
  role: Role | "own";
  roleName: string;
  roleMeaning: string;
  permissions: readonly Permission[];
  /** Ids of the apps they are limited to; null is every app and the installation itself. */
  apps: readonly string[] | null;
}

/**
 * The one check: whether somebody may do something.
 * @param appId the app it would be done to, where one is known. Without it: whether they may do it to any app at all
 */
export function can(
  { permissions, apps }: Pick<Rights, "permissions" | "apps">,
  permission: Permission,
  appId?: string,
): boolean {
  if (!permissions.includes(permission)) return false;
  if (apps === null || ABOUT[permission] === "self") return true;
  return ABOUT[permission] === "app" && (appId === undefined || apps.includes(appId));
}

/** Whether a permission is about apps and their portals, which is what somebody limited to some apps keeps. */
export function isAboutApps(permission: Permission): boolean {
  return ABOUT[permission] === "app";
}

/**
 * Whether somebody may give a role, or manage somebody who has it: they manage people, and the role holds nothing that
 * they do not have themselves. So owners are left to owners.
 */
export function mayAssign(
  by: Pick<Rights, "permissions" | "apps">,
  given: Pick<Rights, "permissions">,
): boolean {
  return can(by, "people.manage") && given.permissions.every((one) => can(by, one));
}

export const ROLE_LABELS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  support: "Support",
};

export const ROLE_MEANINGS: Record<Role, string> = {
  owner: "Everything, including other owners.",
  admin: "Apps, portals and people, except owners.",
  support: "Looks everything up, writes notes, and changes nothing else.",
};

/** The rights that a built-in role gives. */
export function builtIn(role: Role, apps: Rights["apps"] = null): Rights {
  const permissions = TABLE[role];
  const [roleName, roleMeaning] = [ROLE_LABELS[role], ROLE_MEANINGS[role]];
  // An owner is nobody's to limit: somebody must be left who may do everything.
  return { role, roleName, roleMeaning, permissions, apps: role === "owner" ? null : apps };
}

/** One of the team's own roles, as it is stored. */
export interface OwnRole {
  name: string;
  meaning: string;
  permissions: readonly string[];
}

/** Everybody who can sign in finds the list of portals, and themselves. */
export const BASE_PERMISSIONS: readonly Permission[] = ["portals.read", "self.manage"];

/** The rights that one of the team's own roles gives: nothing that is the owner's alone, whatever is stored. */
export function ownRights(
  { name, meaning, permissions }: OwnRole,
  apps: Rights["apps"] = null,
): Rights {
  const held = ADMIN_PERMISSIONS.filter(
    (one) => permissions.includes(one) || BASE_PERMISSIONS.includes(one),
  );
  return { role: "own", roleName: name, roleMeaning: meaning, permissions: held, apps };
}

/** A role as the audit log keeps it: a built-in one by what it is called in the code, one of the team's own by its name. */
export function roleText({ role, roleName }: Rights): string {
  return role === "own" ? roleName : role;
}

/**
 * The built-in role whose rules hold for somebody, where a rule names roles: one of the team's own counts as admin as
 * soon as it holds more than support.
 */
export function rankOf({ role, permissions }: Rights): Role {
  if (role !== "own") return role;
  return permissions.every((one) => SUPPORT.includes(one)) ? "support" : "admin";
}
