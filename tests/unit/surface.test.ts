import { describe, expect, it } from "vitest";
import { builtIn, can, PERMISSIONS, ROLES } from "@/lib/auth/roles";
import { declared, type Declared } from "../support/surface/declared";
import * as rows from "../support/surface/rows";

const all = declared();
const KINDS = {
  page: { needed: rows.PAGES, open: rows.PUBLIC_PAGES },
  route: { needed: rows.ROUTES, open: rows.PUBLIC_ROUTES },
  action: { needed: rows.ACTIONS, open: rows.PUBLIC_ACTIONS },
};

describe.each(Object.entries(KINDS))("every %s", (kind, { needed, open }) => {
  const found = all.filter((one) => one.kind === kind);

  it("has a row in the authorization matrix, and no row names what is not there", () => {
    const named = [...Object.keys(needed), ...Object.keys(open)];
    expect(found.map(({ name }) => name).sort()).toEqual(named.sort());
  });

  it.each(found.map((one) => [one.name, one] as const))(
    "%s asks for what its row says",
    (...row) => {
      const [name, { permissions }] = row as [string, Declared];
      if (name in open) expect(permissions.filter((asked) => asked !== "public")).toEqual([]);
      else expect(permissions).toEqual([needed[name]]);
    },
  );

  it("that is public says why", () => {
    for (const reason of Object.values(open)) expect(reason).toMatch(/^[A-Z].{15,}\.$/);
  });
});

it("every permission is asked for somewhere, and somebody has it", () => {
  const asked = new Set(Object.values(KINDS).flatMap(({ needed }) => Object.values(needed)));
  // Asked inside a verb, once it is known whose account it is about.
  asked.add("people.manage_owners");
  expect([...asked].sort()).toEqual([...PERMISSIONS].sort());
  for (const one of PERMISSIONS) expect(ROLES.some((role) => can(builtIn(role), one))).toBe(true);
});
