import { describe, expect, it } from "vitest";
import { redact, redactDeep } from "@/lib/redact.mjs";

const LONG = "a1B2c3D4e5F6".repeat(2);
const HEX = ["0a1b2c3d", "0a1b", "4c2d", "8e3f"].join("-");

describe("of a text nothing of a secret is left, and everything else", () => {
  it.each([
    [`Authorization: Bearer  ${LONG} end`, "Authorization: Bearer [redacted] end"],
    [`Basic ${LONG}== end`, "Basic [redacted] end"],
    [`?code=${LONG}&limit=5`, "?code=[redacted]&limit=5"],
    [`{"token" :  "${LONG}","a":1}`, `{"token":"[redacted]","a":1}`],
    [`/oauth/v1/refresh-tokens/${LONG}/x`, "/oauth/v1/refresh-tokens/[redacted]/x"],
    [`eu1-${HEX} end`, "eu1-[redacted] end"],
    [`ptc_${LONG} end`, "ptc_[redacted] end"],
    ["ptc_a1B2c3 begins it", "ptc_a1B2c3 begins it"],
    [`whsec_${LONG}/+= end`, "whsec_[redacted] end"],
    ["whsec_short", "whsec_short"],
    [`${"age-secret-key".toUpperCase()}-1QQQQ end`, "[redacted] end"],
    [`p1.k1-a.${LONG}.${LONG}_- end`, "[redacted] end"],
  ])("%s", (text, left) => {
    expect(redact(text)).toBe(left);
  });
});

it.each(["postgres", "postgresql", "smtp", "smtps"])(
  "of an address with %s the password",
  (scheme) => {
    const address = (password: string) => [scheme, `://somebody:${password}@`, "host"].join("");
    expect(redact(address(LONG))).toBe(address("[redacted]"));
  },
);

describe("of an object", () => {
  it.each(["code", "state", "key", "keys", "apiKeys", "valueSealed", "clientSecret", "Cookie"])(
    "%s is blanked",
    (name) => {
      expect(redactDeep({ [name]: "x" })).toEqual({ [name]: "[redacted]" });
      expect(redactDeep({ [name]: undefined })).toEqual({ [name]: undefined });
    },
  );

  it.each([
    "barcode",
    "codeName",
    "estate",
    "stateless",
    "monkey",
    "keyId",
    "keysUsed",
    "sealedBy",
  ])("%s is told", (name) => {
    expect(redactDeep({ [name]: "x" })).toEqual({ [name]: "x" });
  });

  it("times, and what says by itself what it is, are told; and not what lies too deep", () => {
    const at = new Date(0);
    expect(redactDeep({ at, own: { toJSON: () => ({ a: 1 }) }, no: { toJSON: 1 } })).toEqual({
      at: "1970-01-01T00:00:00.000Z",
      own: { a: 1 },
      no: { toJSON: 1 },
    });
    expect(redactDeep([[[[[["x"]]]]]])).toEqual([[[[[["x"]]]]]]);
    expect(redactDeep([[[[[[["x"]]]]]]])).toEqual([[[[[["[deep]"]]]]]]);
    const wrapped = (depth: number): unknown =>
      depth === 0 ? [1] : { toJSON: () => wrapped(depth - 1) };
    expect(redactDeep(wrapped(7))).toBe("[deep]");
  });

  it("an error has what it has, and nothing more", () => {
    const bare = new Error("failed");
    delete bare.stack;
    expect(redactDeep(bare)).toEqual({ name: "Error", message: "failed" });
    expect(Object.keys(redactDeep(bare) as object)).toEqual(["name", "message"]);
    const full = Object.assign(new Error("failed", { cause: `Bearer ${LONG}` }), {
      code: `code=${LONG}`,
      stack: `at code=${LONG}`,
    });
    expect(redactDeep(full)).toEqual({
      name: "Error",
      message: "failed",
      code: "code=[redacted]",
      stack: "at code=[redacted]",
      cause: "Bearer [redacted]",
    });
    const nested = (depth: number): Error =>
      new Error("x", depth === 0 ? {} : { cause: nested(depth - 1) });
    expect(JSON.stringify(redactDeep(nested(9)))).toContain("[deep]");
    const coded = (depth: number): unknown =>
      depth === 0 ? "x" : Object.assign(new Error("x"), { code: coded(depth - 1) });
    expect(JSON.stringify(redactDeep(coded(9)))).toContain("[deep]");
  });
});
