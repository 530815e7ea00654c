import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  keyCheckValue,
  keyMatches,
  keysAsText,
  keysOf,
  liveKeyring,
  parseKeyring,
} from "@/lib/crypto/keyring";

const random = (bytes = 32) => randomBytes(bytes).toString("base64");

describe("reading encryption keys", () => {
  it("takes several, the first one writes", () => {
    const ring = parseKeyring(` k2:${random()} , k1:${random()},`);
    expect(ring.ids).toEqual(["k2", "k1"]);
    expect(ring.primary.id).toBe("k2");
    expect(ring.primary.bytes).toHaveLength(32);
    expect(ring.find("k1")?.bytes).not.toEqual(ring.primary.bytes);
    expect(ring.find("k3")).toBeUndefined();
  });

  it("takes base64url as well", () => {
    expect(parseKeyring(`k1:${randomBytes(32).toString("base64url")}`).primary.bytes).toHaveLength(
      32,
    );
  });

  const repeated = random();
  it.each([
    ["nothing", ""],
    ["commas only", " , ,"],
    ["no id", random()],
    ["an empty id", `:${random()}`],
    ["an id with spaces", `my key:${random()}`],
    ["an id of 33 characters", `${"k".repeat(33)}:${random()}`],
    ["no key", "k1:"],
    ["no base64", "k1:not base64 at all!"],
    ["16 bytes", `k1:${random(16)}`],
    ["33 bytes", `k1:${random(33)}`],
    ["zeros", `k1:${Buffer.alloc(32).toString("base64")}`],
    ["a pattern", `k1:${Buffer.from("abcd".repeat(8)).toString("base64")}`],
    ["an id twice", `k1:${random()},k1:${random()}`],
    ["one bad key among good ones", `k1:${repeated},k2:${random(31)}`],
  ])("refuses %s", (_name, text) => {
    expect(() => parseKeyring(text)).toThrow(expect.objectContaining({ code: "configuration" }));
  });

  it("never repeats a key in its refusal", () => {
    const secret = random(31);
    expect(() => parseKeyring(`k1:${secret}`)).toThrow(/PORTICO_ENCRYPTION_KEYS/);
    expect(() => parseKeyring(`k1:${secret}`)).not.toThrow(secret);
  });
});

describe("a ring of a running process", () => {
  it("reads and writes with the keys that it was given last, and counts on", () => {
    const first = `k1:${random()}`;
    const second = `k2:${random()}`;
    const ring = liveKeyring(parseKeyring(first));
    ring.wraps.note("k1");
    ring.replace(parseKeyring(`${second},${first}`));
    expect([ring.primary.id, ring.ids]).toEqual(["k2", ["k2", "k1"]]);
    expect(ring.find("k1")?.id).toBe("k1");
    expect(keysAsText(keysOf(ring))).toBe(`${second},${first}`);
    expect(keysOf({ ...ring, ids: ["k2", "gone"], find: ring.find })).toHaveLength(1);
    ring.wraps.note("k1", 2);
    expect([...ring.wraps.take()]).toEqual([["k1", 3]]);
  });
});

describe("the key check", () => {
  it("fits its key only, and says nothing about it", () => {
    const { primary } = parseKeyring(`k1:${random()}`);
    const other = parseKeyring(`k1:${random()}`).primary;
    const check = keyCheckValue(primary);
    expect(keyMatches(primary, check)).toBe(true);
    expect(keyMatches(other, check)).toBe(false);
    expect(keyMatches(primary, "")).toBe(false);
    expect(keyMatches(primary, `${check}00`)).toBe(false);
    expect(check).not.toContain(primary.bytes.toString("hex").slice(0, 8));
  });
});
