import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { newTotpSecret, totpStep, totpUri } from "@/lib/factors/totp";

/** RFC 6238, appendix B: the SHA-1 secret is the ASCII text 12345678901234567890; the last six of its eight digits. */
const RFC_SECRET = new Secret({ buffer: new TextEncoder().encode("12345678901234567890").buffer })
  .base32;
const RFC_CODES: [seconds: number, code: string][] = [
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
];

describe("a code of an authenticator app", () => {
  it.each(RFC_CODES)("at %i s is %s", (seconds, code) => {
    expect(totpStep(RFC_SECRET, code, seconds * 1000)).toBe(BigInt(Math.floor(seconds / 30)));
  });

  it("is taken a step early and a step late, as the step it belongs to, and no further", () => {
    const step = 100_000;
    const code = (at: number) =>
      new TOTP({ secret: Secret.fromBase32(RFC_SECRET) }).generate({ timestamp: at * 30_000 });
    for (const away of [-1, 0, 1])
      expect(totpStep(RFC_SECRET, code(step + away), step * 30_000)).toBe(BigInt(step + away));
    for (const away of [-2, 2])
      expect(totpStep(RFC_SECRET, code(step + away), step * 30_000)).toBeNull();
  });

  it.each(["", "12345", "1234567", "abcdef", "12345\n", " 287082", "２８７０８２"])(
    "is not %j",
    (code) => {
      expect(totpStep(RFC_SECRET, code, 59_000)).toBeNull();
    },
  );
});

it("a new secret has 160 bits and goes into the app with name and address", () => {
  const secret = newTotpSecret();
  expect(Secret.fromBase32(secret).bytes).toHaveLength(20);
  expect(newTotpSecret()).not.toBe(secret);
  const uri = new URL(totpUri(secret, { email: "ada@team.example", host: "portico.example.com" }));
  expect(uri.protocol).toBe("otpauth:");
  expect(uri.searchParams.get("secret")).toBe(secret);
  expect(decodeURIComponent(uri.href)).toContain("Portico portico.example.com");
  expect(decodeURIComponent(uri.href)).toContain("ada@team.example");
});
