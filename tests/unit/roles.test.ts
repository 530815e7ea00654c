import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { PERMISSION_WORDS, permissionGroups, withNeeded } from "@/lib/auth/permission-words";
import {
  ADMIN_PERMISSIONS,
  BASE_PERMISSIONS,
  builtIn,
  can,
  isAboutApps,
  mayAssign,
  ownRights,
  rankOf,
  roleText,
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
  "tokens.reveal": { owner: true, admin: true, support: false },
  "apps.read": { owner: true, admin: true, support: true },
  "apps.write": { owner: true, admin: true, support: false },
  "apps.create": { owner: true, admin: true, support: false },
  "activity.read": { owner: true, admin: true, support: true },
  "activity.export": { owner: true, admin: true, support: false },
  "api_keys.manage": { owner: true, admin: true, support: false },
  "public_pages.manage": { owner: true, admin: true, support: false },
  "system.manage": { owner: true, admin: false, support: false },
  "alerts.manage": { owner: true, admin: true, support: false },
  "system.read": { owner: true, admin: true, support: false },
  "people.read": { owner: true, admin: true, support: true },
  "people.manage": { owner: true, admin: true, support: false },
  "people.manage_owners": { owner: true, admin: false, support: false },
  "roles.manage": { owner: true, admin: false, support: false },
  "self.manage": { owner: true, admin: true, support: true },
};

describe("roles", () => {
  const cells = PERMISSIONS.flatMap((permission) =>
    ROLES.map((role) => [role, permission] as const),
  );

  it.each(cells)("%s: %s", (role, permission) => {
    expect(can(builtIn(role), permission)).toBe(MATRIX[permission][role]);
  });

  it.each<[Role, Role[]]>([
    ["owner", ["owner", "admin", "support"]],
    ["admin", ["admin", "support"]],
    ["support", []],
  ])("%s may give %j, and manage people who have them", (by, given) => {
    expect(ROLES.filter((role) => mayAssign(builtIn(by), builtIn(role)))).toEqual(given);
  });

  it("the matrix above names every permission", () => {
    expect(Object.keys(MATRIX).sort()).toEqual([...PERMISSIONS].sort());
  });

  it("have words, which whoever has one carries along", () => {
    for (const role of ROLES) {
      expect(`${ROLE_LABELS[role]} ${ROLE_MEANINGS[role]}`.length).toBeGreaterThan(10);
      expect(builtIn(role)).toMatchObject({
        roleName: ROLE_LABELS[role],
        roleMeaning: ROLE_MEANINGS[role],
      });
    }
  });

  it("are in the audit log by what the code calls them, the team's own by their names", () => {
    expect(ROLES.map((role) => roleText(builtIn(role)))).toEqual(["owner", "admin", "support"]);
    expect(roleText(own([]))).toBe("Own");
  });
});

const subset = fc.subarray([...ADMIN_PERMISSIONS]);
const own = (permissions: readonly string[], apps: string[] | null = null) =>
  ownRights({ name: "Own", meaning: "", permissions }, apps);

describe("a limit to apps", () => {
  const limited = builtIn("admin", ["a", "b"]);

  it("keeps what is about apps, for these apps alone, and what is about oneself", () => {
    for (const permission of ADMIN_PERMISSIONS) {
      const isKept = isAboutApps(permission) || permission === "self.manage";
      expect(can(limited, permission), permission).toBe(isKept);
      expect(can(limited, permission, "a"), permission).toBe(isKept);
      expect(can(limited, permission, "c"), permission).toBe(permission === "self.manage");
      expect(can(builtIn("admin"), permission, "c"), permission).toBe(true);
    }
  });

  it.each<Permission>([
    ...["apps.create", "api_keys.manage", "alerts.manage", "public_pages.manage"],
    ...["people.read", "people.manage", "system.read"],
  ] as Permission[])("takes %s away", (permission) => {
    expect(can(limited, permission)).toBe(false);
  });

  it("to no app leaves nothing of any app", () => {
    expect(can(builtIn("admin", []), "portals.read", "a")).toBe(false);
  });

  it("is not known of owners: somebody must be left who may do everything", () => {
    expect(builtIn("owner", ["a"]).apps).toBeNull();
  });

  it("lets nobody give anything", () => {
    for (const role of ROLES) expect(mayAssign(limited, builtIn(role))).toBe(false);
  });
});

describe("a role of the team's own", () => {
  it("holds what was chosen and what everybody has, and never what is the owner's", () => {
    fc.assert(
      fc.property(fc.subarray([...PERMISSIONS]), (chosen) => {
        const held = own([...chosen, "made.up"]).permissions;
        for (const one of PERMISSIONS) {
          const isHeld = chosen.includes(one) || BASE_PERMISSIONS.includes(one);
          expect(held.includes(one), one).toBe(isHeld && ADMIN_PERMISSIONS.includes(one));
        }
      }),
    );
  });

  it("may be given by whoever holds all of it and manages people, and by nobody else", () => {
    fc.assert(
      fc.property(subset, subset, (by, given) => {
        const giver = own(by);
        const holdsAll = own(given).permissions.every((one) => giver.permissions.includes(one));
        const mayGive = giver.permissions.includes("people.manage") && holdsAll;
        expect(mayAssign(giver, own(given))).toBe(mayGive);
        expect(mayAssign(builtIn("admin"), own(given))).toBe(true);
      }),
    );
  });

  it("that holds nothing still finds the list of portals, and its own account", () => {
    expect(own([]).permissions).toEqual(["portals.read", "self.manage"]);
    const named = ownRights({ name: "Night watch", meaning: "Looks.", permissions: [] }, ["a"]);
    expect(named).toMatchObject({ role: "own", roleName: "Night watch", roleMeaning: "Looks." });
    expect(named.apps).toEqual(["a"]);
  });

  it("counts as support until it holds more than that", () => {
    expect(rankOf(own(["portals.note"]))).toBe("support");
    expect(rankOf(own(["portals.note", "portals.refresh"]))).toBe("admin");
    for (const role of ROLES) expect(rankOf(builtIn(role))).toBe(role);
  });

  it("has words for everything that it may hold, and brings what that needs", () => {
    const offered = permissionGroups().flatMap(({ rows }) => rows.map((row) => row.permission));
    expect([...offered].sort()).toEqual([...ADMIN_PERMISSIONS].sort());
    for (const { label, hint = "Words." } of Object.values(PERMISSION_WORDS)) {
      expect(label).toMatch(/^[A-Z]/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
    expect(withNeeded(["apps.create"]).sort()).toEqual(["apps.create", "apps.read", "apps.write"]);
  });
});
