// Client-safe: roles and what they may do. The one permission table of the product.

export const ROLES = ["owner", "admin", "support"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "portals.read",
  "portals.connect",
  "portals.refresh",
  "portals.inspect",
  "portals.test",
  "portals.revoke",
  "portals.uninstall",
  "portals.import",
  "portals.note",
  "portals.care",
  "portals.export",
  "tokens.inspect",
  "apps.read",
  "apps.write",
  "activity.read",
  "activity.export",
  "api_keys.manage",
  "alerts.manage",
  "system.read",
  "system.manage",
  "people.read",
  "people.manage",
  "people.manage_owners",
  "self.manage",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Support looks at everything that is not secret, says what it knows, and changes nothing but its own profile. */
const SUPPORT: Permission[] = [
  "portals.read",
  "portals.note",
  "apps.read",
  "activity.read",
  "people.read",
  "self.manage",
];
/** Where everything is kept, and what opens it, is the owner's affair, and so are other owners. */
const OWNERS_ALONE: ReadonlySet<Permission> = new Set<Permission>([
  "people.manage_owners",
  "system.manage",
]);
const ADMIN = PERMISSIONS.filter((permission) => !OWNERS_ALONE.has(permission));

const TABLE: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(ADMIN),
  support: new Set(SUPPORT),
};

export function can(role: Role, permission: Permission): boolean {
  return TABLE[role].has(permission);
}

/** Whether a person of role `by` may give `role`, or manage somebody who has it: owners are left to owners. */
export function mayAssign(by: Role, role: Role): boolean {
  return can(by, "people.manage") && (role !== "owner" || can(by, "people.manage_owners"));
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
