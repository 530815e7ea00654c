import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtIn, mayAssign, ROLES } from "@/lib/auth/roles";
import { judgeLink, type JudgedLink, type Standing } from "@/lib/people/judge-link";
import { withdrawnWords } from "@/lib/people/withdrawn-words";

const NOW = new Date("2026-11-25T12:00:00Z");
const LATER = new Date("2026-11-26T12:00:00Z");
const EARLIER = new Date("2026-11-24T12:00:00Z");

const NO_LIMIT = { customRoleId: null, customRole: null, isLimited: false, appIds: [] };

const person = (over: Partial<Standing> = {}): Standing => ({
  email: "ada@team.example",
  ...NO_LIMIT,
  role: "admin",
  disabledAt: null,
  passwordChangedAt: EARLIER,
  ...over,
});

const invitation: JudgedLink = {
  email: "new@team.example",
  ...NO_LIMIT,
  role: "support",
  isReset: false,
  usedAt: null,
  withdrawnAt: null,
  expiresAt: LATER,
  targetPasswordChangedAt: null,
  createdById: "maker",
  createdBy: person(),
  person: null,
};
const reset: JudgedLink = {
  ...invitation,
  email: "sue@team.example",
  isReset: true,
  targetPasswordChangedAt: EARLIER,
  person: person({ email: "sue@team.example", role: "support" }),
};

describe("a link", () => {
  it.each<[string, Partial<JudgedLink>]>([
    ["used", { usedAt: EARLIER }],
    ["withdrawn", { withdrawnAt: EARLIER }],
    ["too old by a moment", { expiresAt: NOW }],
    ["of a maker who is gone", { createdBy: null }],
    ["of a disabled maker", { createdBy: person({ disabledAt: EARLIER }) }],
  ])("%s is dead, whatever it is for", (_name, change) => {
    for (const link of [invitation, reset]) {
      expect(judgeLink(link, NOW, false)).toBe("good");
      expect(judgeLink({ ...link, ...change }, NOW, false)).toBe("dead");
    }
  });

  it("is good exactly when its maker may still give its role", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.constantFrom(...ROLES), (by, role) => {
        const createdBy = person({ role: by });
        const toJoin = { ...invitation, createdBy, role };
        const toReset = { ...reset, createdBy, role, person: person({ email: reset.email, role }) };
        const verdict = mayAssign(builtIn(by), builtIn(role)) ? "good" : "dead";
        expect(judgeLink(toJoin, NOW, false)).toBe(verdict);
        expect(judgeLink(toReset, NOW, false)).toBe(verdict);
      }),
    );
  });

  it("of an operator needs no maker", () => {
    const byOperator = { createdById: null, createdBy: null };
    expect(judgeLink({ ...invitation, ...byOperator, role: "owner" }, NOW, false)).toBe("good");
    expect(judgeLink({ ...reset, ...byOperator }, NOW, false)).toBe("good");
  });
});

describe("an invitation", () => {
  it("to an address that a person has says so, unless it is dead anyway", () => {
    expect(judgeLink(invitation, NOW, true)).toBe("address_taken");
    expect(judgeLink({ ...invitation, usedAt: EARLIER }, NOW, true)).toBe("dead");
  });
});

describe("a reset", () => {
  const target = reset.person ?? person();

  it.each<[string, Standing | null]>([
    ["nobody", null],
    ["a disabled person", { ...target, disabledAt: EARLIER }],
    ["a person of a higher role", { ...target, role: "owner" }],
    ["a person of another role of the team's own", { ...target, customRoleId: "other" }],
    ["a person with another limit", { ...target, isLimited: true, appIds: ["one"] }],
    ["a person of another address", { ...target, email: "sue@other.example" }],
    ["a person with another password", { ...target, passwordChangedAt: NOW }],
    ["a person without a password", { ...target, passwordChangedAt: null }],
  ])("for %s by now is dead, also of an operator", (_name, by) => {
    expect(judgeLink({ ...reset, person: by }, NOW, false)).toBe("dead");
    const byOperator = { ...reset, createdById: null, createdBy: null, person: by };
    expect(judgeLink(byOperator, NOW, false)).toBe("dead");
  });

  it("for a person who never had a password is good until they have one", () => {
    const link = { ...reset, targetPasswordChangedAt: null };
    expect(judgeLink({ ...link, person: { ...target, passwordChangedAt: null } }, NOW, false)).toBe(
      "good",
    );
    expect(judgeLink(link, NOW, false)).toBe("dead");
  });
});

it("says how many links an act withdrew, and how many keys go on", () => {
  const withLinks = (linksWithdrawn: number) => withdrawnWords({ linksWithdrawn, keysLeft: 0 });
  expect(withdrawnWords({ linksWithdrawn: 0, keysLeft: 1 })).toBe(
    " 1 API key that they made, and have seen, goes on working: rotate or revoke it in Settings, API keys.",
  );
  expect([0, 1, 2].map(withLinks)).toEqual([
    "",
    " 1 open link that they made or that was for them was withdrawn.",
    " 2 open links that they made or that were for them were withdrawn.",
  ]);
});
