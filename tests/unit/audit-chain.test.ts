import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainText, type ChainedRow } from "@/lib/audit/chain";
import { changesBetween } from "@/lib/audit/events";

const row: ChainedRow = {
  seq: 7n,
  at: new Date("2026-11-21T12:00:00.123Z"),
  actorKind: "person",
  actorId: "p1",
  actorLabel: "ada@team.example",
  actorRole: "owner",
  ip: "192.0.2.1",
  userAgent: "Test/1.0",
  sessionRef: "abcd1234",
  action: "portal.revoked",
  outcome: "ok",
  targetKind: "portal",
  targetId: "t1",
  targetLabel: "acme.example",
  appId: "a1",
  portalId: "t1",
  requestId: "r1",
  correlationId: "c1",
  changes: { name: ["a", "b"] },
  details: { n: 1, deep: { b: [1, null], a: true } },
  prevHash: "0".repeat(64),
};

describe("the text an audit hash covers", () => {
  it.each(Object.keys(row) as (keyof ChainedRow)[])("changes with %s", (field) => {
    const others: Partial<ChainedRow> = {
      seq: 8n,
      at: new Date(0),
      changes: { name: ["a", "c"] },
      details: { n: 1 },
    };
    const changed = { ...row, [field]: field in others ? others[field] : "something else" };
    expect(chainText(changed)).not.toBe(chainText(row));
  });

  it("does not let a value slip from one field into its neighbour", () => {
    expect(chainText({ ...row, targetId: "t1x", targetKind: "portal" })).not.toBe(
      chainText({ ...row, targetId: "t1", targetKind: "portalx" }),
    );
    expect(chainText({ ...row, ip: null, userAgent: "192.0.2.1" })).not.toBe(
      chainText({ ...row, ip: "192.0.2.1", userAgent: null }),
    );
    expect(chainText({ ...row, details: null })).not.toBe(chainText({ ...row, details: "null" }));
  });

  it("is the same whatever order a database gives keys in, and survives JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (details) => {
        const stored: unknown = JSON.parse(JSON.stringify(details));
        const reversed = Object.fromEntries(Object.entries(stored as object).reverse());
        expect(chainText({ ...row, details: reversed })).toBe(
          chainText({ ...row, details: stored }),
        );
      }),
    );
  });
});

describe("a diff", () => {
  it("holds what changed, before and after, and nothing else", () => {
    expect(changesBetween({ a: 1, b: ["x"], c: null }, { a: 1, b: ["x", "y"], c: null })).toEqual({
      b: [["x"], ["x", "y"]],
    });
    expect(changesBetween<Record<string, unknown>>({ a: undefined }, { a: "new" })).toEqual({
      a: [null, "new"],
    });
    expect(changesBetween({ a: 1 }, { a: 1 })).toEqual({});
  });
});
