import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint, shortFingerprint } from "@/lib/crypto/fingerprint";
import { Secret } from "@/lib/crypto/secret";
import { equalInConstantTime, pkceChallenge, randomToken, sha256 } from "@/lib/crypto/token";

const PLAIN = "na1-plaintext-of-a-token";
const secret = new Secret(PLAIN);

describe("a secret does not print", () => {
  it.each<[string, () => string, string]>([
    ["String()", () => String(secret), "[redacted]"],
    ["a template", () => `${secret}`, "[redacted]"],
    ["concatenation", () => "token: " + secret, "token: [redacted]"],
    ["toLocaleString", () => secret.toLocaleString(), "[redacted]"],
    // Left out, a reader would take it for missing.
    ["JSON", () => JSON.stringify({ deep: [{ secret }] }), '{"deep":[{"secret":"[redacted]"}]}'],
    [
      "inspect",
      () => inspect({ deep: [{ secret }] }, { depth: 9, showHidden: true }),
      "secret: [redacted]",
    ],
    [
      "keys and values",
      () => JSON.stringify([Object.entries(secret), Object.getOwnPropertyNames(secret)]),
      "[[],[]]",
    ],
    ["a spread", () => JSON.stringify({ ...secret }), "{}"],
    ["an error", () => new Error(`failed with ${secret}`).stack ?? "", "failed with [redacted]"],
  ])("%s", (_name, print, printed) => {
    expect(print()).toContain(printed);
    expect(print()).not.toContain(PLAIN);
  });

  it("a console", () => {
    const written: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    const out = new Console({ stdout: sink, stderr: sink });
    out.log(secret, { secret }, [secret]);
    out.error("%s %o %j", secret, secret, secret);
    out.dir({ secret }, { depth: null, showHidden: true });
    out.table([{ secret }]);
    expect(written.join("")).toContain("[redacted]");
    expect(written.join("")).not.toContain(PLAIN);
  });

  it("survives a structured clone without its value", () => {
    expect(inspect(structuredClone(secret), { showHidden: true })).not.toContain(PLAIN);
  });

  it("is revealed on purpose only", () => {
    expect(secret.reveal()).toBe(PLAIN);
  });
});

describe("fingerprints", () => {
  const key = Buffer.alloc(32, 7);

  it("are equal for equal secrets under one key and kind, and nowhere else", () => {
    const base = fingerprint(key, "refresh_token", PLAIN);
    expect(base).toMatch(/^[0-9a-f]{32}$/);
    expect(fingerprint(key, "refresh_token", PLAIN)).toBe(base);
    expect(fingerprint(key, "access_token", PLAIN)).not.toBe(base);
    expect(fingerprint(Buffer.alloc(32, 8), "refresh_token", PLAIN)).not.toBe(base);
    expect(fingerprint(key, "refresh_token", `${PLAIN} `)).not.toBe(base);
    expect(shortFingerprint(base)).toBe(base.slice(0, 8));
  });

  it("are no plain hash of the secret", () => {
    expect(sha256(PLAIN)).not.toContain(fingerprint(key, "refresh_token", PLAIN).slice(0, 16));
  });
});

describe("tokens", () => {
  it("hold 256 bits and never repeat", () => {
    const tokens = Array.from({ length: 500 }, randomToken);
    expect(new Set(tokens).size).toBe(500);
    for (const token of tokens) expect(Buffer.from(token, "base64url")).toHaveLength(32);
  });

  it("PKCE follows the example of RFC 7636, appendix B", () => {
    const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    expect(pkceChallenge(verifier)).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  });

  it("compare by value", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(equalInConstantTime(a, b)).toBe(a === b);
        expect(equalInConstantTime(a, a)).toBe(true);
      }),
    );
  });
});
