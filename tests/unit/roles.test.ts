import { describe, expect, it } from "vitest";
import {
  can,
  mayAssign,
  PERMISSIONS,
  ROLE_LABELS,
  ROLE_MEANINGS,
  ROLES,
  type Permission,
  type Role,
} from "@/lib/auth/roles";

/** The whole matrix, written out: a change of roles.ts must be a change here as well. */
const MATRIX: Record<Permission, Record<Role, boolean>> = {
  "portals.read": { owner: true, admin: true, support: true },
  "portals.connect": { owner: true, admin: true, support: false },
  "portals.refresh": { owner: true, admin: true, support: false },
  "portals.inspect": { owner: true, admin: true, support: false },
  "portals.test": { owner: true, admin: true, support: false },
  "portals.revoke": { owner: true, admin: true, support: false },
  "portals.uninstall": { owner: true, admin: true, support: false },
  "portals.import": { owner: true, admin: true, support: false },
  "portals.note": { owner: true, admin: true, support: true },
  "portals.care": { owner: true, admin: true, support: false },
  "portals.export": { owner: true, admin: true, support: false },
  "tokens.inspect": { owner: true, admin: true, support: false },
  "apps.read": { owner: true, admin: true, support: true },
  "apps.write": { owner: true, admin: true, support: false },
  "activity.read": { owner: true, admin: true, support: true },
  "activity.export": { owner: true, admin: true, support: false },
  "api_keys.manage": { owner: true, admin: true, support: false },
  "system.manage": { owner: true, admin: false, support: false },
  "alerts.manage": { owner: true, admin: true, support: false },
  "system.read": { owner: true, admin: true, support: false },
  "people.read": { owner: true, admin: true, support: true },
  "people.manage": { owner: true, admin: true, support: false },
  "people.manage_owners": { owner: true, admin: false, support: false },
  "self.manage": { owner: true, admin: true, support: true },
};

describe("roles", () => {
  const cells = PERMISSIONS.flatMap((permission) =>
    ROLES.map((role) => [role, permission] as const),
  );

  it.each(cells)("%s: %s", (role, permission) => {
    expect(can(role, permission)).toBe(MATRIX[permission][role]);
  });

  it.each<[Role, Role[]]>([
    ["owner", ["owner", "admin", "support"]],
    ["admin", ["admin", "support"]],
    ["support", []],
  ])("%s may give %j, and manage people who have them", (by, given) => {
    expect(ROLES.filter((role) => mayAssign(by, role))).toEqual(given);
  });

  it("the matrix above names every permission", () => {
    expect(Object.keys(MATRIX).sort()).toEqual([...PERMISSIONS].sort());
  });

  it("have words", () => {
    for (const role of ROLES)
      expect(`${ROLE_LABELS[role]} ${ROLE_MEANINGS[role]}`.length).toBeGreaterThan(10);
  });
});
