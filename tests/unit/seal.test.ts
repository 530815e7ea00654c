import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { parseKeyring, type Keyring } from "@/lib/crypto/keyring";
import { open, rewrap, seal, sealedUnder, type SealPlace } from "@/lib/crypto/seal";
import { isAppError, type AppError } from "@/lib/errors";
import { anyText } from "../support/arbitraries";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const OLD = key("k1");
const place: SealPlace = { table: "Grant", column: "refreshTokenSealed", rowId: "row-1" };
let ring: Keyring;
beforeEach(() => {
  ring = parseKeyring(OLD);
});

function refusal(sealed: string, at = place, keys = ring): AppError {
  try {
    open(keys, at, sealed);
  } catch (error) {
    if (isAppError(error, "sealed_unreadable")) return error;
    throw error;
  }
  throw new Error("it was opened");
}

describe("sealing", () => {
  it("gives back exactly what was sealed, whatever it is", () => {
    fc.assert(
      fc.property(anyText, fc.string(), fc.string(), (value, column, rowId) => {
        const at = { table: "T", column, rowId };
        const plain = Buffer.from(value, "utf8").toString("utf8");
        expect(open(ring, at, seal(ring, at, plain)).reveal()).toBe(plain);
      }),
    );
  });

  it("takes a token of any length", () => {
    const long = "x".repeat(100_000);
    expect(open(ring, place, seal(ring, place, long)).reveal()).toBe(long);
    expect(open(ring, place, seal(ring, place, "")).reveal()).toBe("");
  });

  it("counts each use of an encryption key, and opening is none", () => {
    const keys = parseKeyring(`${key("k2")},${OLD}`);
    const sealed = seal(keys, place, "value");
    const again = rewrap(keys, place, seal(ring, place, "value"));
    expect(sealedUnder(again)).toBe("k2");
    expect(open(keys, place, again).reveal()).toBe("value");
    open(keys, place, sealed);
    expect([...keys.wraps.take()]).toEqual([["k2", 2]]);
    expect([...keys.wraps.take()]).toEqual([]);
  });

  it("never gives the same text twice and never holds the plaintext", () => {
    const seals = Array.from({ length: 200 }, () => seal(ring, place, "the secret"));
    expect(new Set(seals).size).toBe(200);
    const nonces = seals.map((sealed) => sealed.split(".")[3]?.slice(0, 16));
    expect(new Set(nonces).size).toBe(200);
    for (const sealed of seals)
      expect(Buffer.from(sealed, "base64").toString()).not.toContain("the secret");
  });

  it("names its key", () => {
    expect(sealedUnder(seal(ring, place, "x"))).toBe("k1");
  });
});

describe("a sealed value opens nowhere else", () => {
  it.each<[string, Partial<SealPlace>]>([
    ["another table", { table: "HubSpotApp" }],
    ["another column", { column: "accessTokenSealed" }],
    ["another row", { rowId: "row-2" }],
  ])("%s", (_name, elsewhere) => {
    refusal(seal(ring, place, "x"), { ...place, ...elsewhere });
  });

  it("nor with a data key that was moved from another value", () => {
    const [format, id, , body] = seal(ring, place, "mine").split(".");
    const [, , wrapped] = seal(ring, { ...place, rowId: "row-2" }, "theirs").split(".");
    refusal([format, id, wrapped, body].join("."));
  });
});

describe("a damaged value is refused", () => {
  let sealed: string;
  let [format, id, wrapped, body] = ["", "", "", ""];
  beforeEach(() => {
    sealed = seal(ring, place, "the secret");
    [format = "", id = "", wrapped = "", body = ""] = sealed.split(".");
  });
  const short = (part: string, bytes: number) =>
    Buffer.from(part, "base64url").subarray(0, bytes).toString("base64url");
  const cutTag = (part: string) => short(part, Buffer.from(part, "base64url").length - 12);

  it.each<[string, () => string]>([
    ["empty", () => ""],
    ["dots only", () => "..."],
    ["plain text", () => "na1-00000000-0000-4000-8000-000000000001"],
    ["no body", () => `${format}.${id}.${wrapped}.`],
    ["a part too many", () => `${sealed}.AAAA`],
    ["an unknown version", () => `p2.${id}.${wrapped}.${body}`],
    ["an unknown key id", () => `${format}.k9.${wrapped}.${body}`],
    ["a body shorter than nonce and tag", () => `${format}.${id}.${wrapped}.${short(body, 27)}`],
    ["a body of one byte", () => `${format}.${id}.${wrapped}.AA`],
    ["a body that is a nonce alone", () => `${format}.${id}.${wrapped}.${short(body, 12)}`],
    ["nonce and 4-byte tag only", () => `${format}.${id}.${wrapped}.${short(body, 16)}`],
    ["a tag cut to 4 bytes", () => `${format}.${id}.${wrapped}.${cutTag(body)}`],
    ["a wrapped key with a 4-byte tag", () => `${format}.${id}.${cutTag(wrapped)}.${body}`],
    ["parts in the wrong order", () => `${format}.${id}.${body}.${wrapped}`],
  ])("%s", (_name, damage) => void refusal(damage()));

  it("any flipped bit in key or body", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (inKey, position, bit) => {
          const bytes = Buffer.from(inKey ? wrapped : body, "base64url");
          const at = position % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          const flipped = bytes.toString("base64url");
          refusal([format, id, inKey ? flipped : wrapped, inKey ? body : flipped].join("."));
        },
      ),
    );
  });

  it("whatever text stands in the column", () => {
    fc.assert(fc.property(fc.string(), (text) => void refusal(text)));
  });

  it("another key under the same id", () => {
    refusal(sealed, place, parseKeyring(key("k1")));
  });

  it("without saying what was inside", () => {
    expect(inspect(refusal(sealed, place, parseKeyring(key("k1"))))).not.toContain("the secret");
  });

  it("saying what an operator can do about it: load the key that it was sealed under", () => {
    const gone = refusal(sealed, place, parseKeyring(key("k2")));
    expect(gone.message).toContain("key k1, which is not loaded");
    expect(refusal("").message).toBe("sealed_unreadable");
  });

  it("with what the cipher said, for the log", () => {
    expect(refusal(sealed, { ...place, rowId: "row-2" }).cause).toBeInstanceOf(Error);
  });
});

describe("rotation", () => {
  it("the first key writes, the old one still reads", () => {
    const old = seal(ring, place, "old");
    const rotated = parseKeyring(`${key("k2")},${OLD}`);
    expect(open(rotated, place, old).reveal()).toBe("old");
    expect(sealedUnder(seal(rotated, place, "new"))).toBe("k2");
    refusal(seal(rotated, place, "new"));
  });
});
