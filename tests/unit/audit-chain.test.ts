import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkpointText,
  endText,
  erasureText,
  GENESIS_HASH,
  LINKED,
  lineText,
  linkText,
  storedLineText,
  type ChainedRow,
  type StoredRow,
} from "@/lib/audit/chain";
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
    expect(lineText(changed)).not.toBe(lineText(row));
  });

  it("does not let a value slip from one field into its neighbour", () => {
    expect(lineText({ ...row, targetId: "t1x", targetKind: "portal" })).not.toBe(
      lineText({ ...row, targetId: "t1", targetKind: "portalx" }),
    );
    expect(lineText({ ...row, ip: null, userAgent: "192.0.2.1" })).not.toBe(
      lineText({ ...row, ip: "192.0.2.1", userAgent: null }),
    );
    expect(lineText({ ...row, details: null })).not.toBe(lineText({ ...row, details: "null" }));
  });

  it("is the same whatever order a database gives keys in, and survives JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (details) => {
        const stored: unknown = JSON.parse(JSON.stringify(details));
        const reversed = Object.fromEntries(Object.entries(stored as object).reverse());
        expect(lineText({ ...row, details: reversed })).toBe(lineText({ ...row, details: stored }));
      }),
    );
  });
});

describe("a line as it is stored", () => {
  const stored: StoredRow = { ...row, prevHash: LINKED, hash: "" };
  const old: StoredRow = { ...stored, prevHash: "0".repeat(64) };

  it("is covered as it was written; its link covers its number, its place and the link before", () => {
    expect(storedLineText(stored)).toBe(lineText(row));
    const point = { position: 4n, hash: "a" };
    const line = { seq: 7n, hash: "b" };
    const texts = [
      linkText(point, line),
      linkText({ ...point, position: 5n }, line),
      linkText({ ...point, hash: "c" }, line),
      linkText(point, { ...line, seq: 8n }),
      linkText(point, { ...line, hash: "c" }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("covers the line before it too when an earlier release wrote it", () => {
    const texts = [
      storedLineText(old),
      storedLineText({ ...old, seq: 8n }),
      storedLineText({ ...old, prevHash: "1".repeat(64) }),
      storedLineText({ ...old, actorLabel: "somebody" }),
      lineText(row),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });
});

/** The hashes in every database of an installation were made of these texts: another sign, and no line fits any more. */
describe("what is signed, to the letter", () => {
  const LINE =
    '{"action":"portal.revoked","actor":["person","p1","ada@team.example","owner"],"at":"2026-11-21T12:00:00.123Z",' +
    '"changes":{"name":["a","b"]},"details":{"deep":{"a":true,"b":[1,null]},"n":1},"from":["192.0.2.1","Test/1.0","abcd1234"],' +
    '"ids":["r1","c1"],"outcome":"ok","seq":"7","target":["portal","t1","acme.example","a1","t1"]}';

  it("a line, and one of an earlier release, which names the line before among its fields", () => {
    expect(lineText(row)).toBe(LINE);
    expect(storedLineText({ ...row, prevHash: "abc", hash: "" })).toBe(
      LINE.replace(',"seq"', ',"prevHash":"abc","seq"'),
    );
  });

  it("a line about nothing, and one whose facts leave something out", () => {
    const bare = { ...row, changes: null, details: null };
    expect(lineText(bare)).toContain('"changes":null,"details":null,');
    expect(lineText({ ...row, changes: undefined, details: undefined })).toBe(lineText(bare));
    const unsaid = { n: undefined, list: [undefined], said: "x" };
    expect(lineText({ ...row, details: unsaid })).toContain('"details":{"list":[null],"said":"x"}');
  });

  it("a link, the end, an erasure and a cut", () => {
    const point = { position: 4n, hash: "aa" };
    expect(linkText(point, { seq: 7n, hash: "bb" })).toBe("link 5 7 bb aa");
    expect(endText(point)).toBe("end 4 aa");
    expect(erasureText({ seq: 7n, hashBefore: "aa", hashAfter: "bb" })).toBe("erasure 7 aa bb");
    const times = { cutAt: new Date("2026-11-21T12:00:00Z"), lastAt: new Date(0) };
    expect(checkpointText({ ...point, ...times })).toBe(
      "checkpoint 4 aa 2026-11-21T12:00:00.000Z 1970-01-01T00:00:00.000Z",
    );
    expect(GENESIS_HASH).toMatch(/^0{64}$/);
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
