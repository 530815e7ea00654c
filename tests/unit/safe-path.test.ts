import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownAddress, safePath } from "@/lib/http/safe-path";
import { anyText } from "../support/arbitraries";

const ORIGIN = "https://portico.example.com";

describe("where to go back to", () => {
  it.each([
    "/",
    "/portals",
    "/portals?q=acme&status=degraded",
    "/portals/1#scopes",
    "/a//b",
    "/login?callbackUrl=https://evil.example",
    "/@evil.example",
  ])("%s is ours", (path) => {
    expect(safePath(path, ORIGIN)).toBe(path);
  });

  it.each([
    null,
    undefined,
    "",
    "portals",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\u200b/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "/a/%2e%2e//evil.example",
    "/./\\evil.example",
    "https://evil.example",
    "HTTPS:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "@evil.example",
    "x/portals",
    "/portals\\x",
    "/portals\u0000",
    `${ORIGIN}/portals`,
    `${ORIGIN}@evil.example`,
  ])("%j is not", (path) => {
    expect(safePath(path, ORIGIN)).toBe("/");
  });

  it("a browser that follows the answer stays here, whatever was asked", () => {
    const piece = fc.constantFrom(
      "/",
      "//",
      "\\",
      ".",
      "..",
      "%2e",
      "%2f",
      "%5c",
      "@",
      ":",
      "?",
      "#",
      "evil.example",
      "https:",
      "\t",
      "\r",
      "\u200b",
      "a",
    );
    const crafted = fc.array(piece, { maxLength: 9 }).map((parts) => `/${parts.join("")}`);
    fc.assert(
      fc.property(
        fc.oneof(
          crafted,
          anyText,
          anyText.map((text) => `/${text}`),
        ),
        (text) => {
          const path = safePath(text, ORIGIN);
          expect(path).toMatch(/^\/(?![/\\])/);
          const target = new URL(path, ORIGIN);
          expect(target.origin).toBe(ORIGIN);
          // Read again as its own answer, it must still be safe.
          expect(new URL(safePath(path, ORIGIN), ORIGIN).origin).toBe(ORIGIN);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("an address that next-auth is to go back to", () => {
  it.each([
    [`${ORIGIN}/portals?q=a`, `${ORIGIN}/portals?q=a`],
    [`${ORIGIN}/`, ORIGIN],
    [ORIGIN, ORIGIN],
    ["/portals", ORIGIN],
    [`${ORIGIN}.evil.example/`, ORIGIN],
    [`${ORIGIN}@evil.example/`, ORIGIN],
    [`${ORIGIN}//evil.example`, ORIGIN],
    [`${ORIGIN}/\n`, ORIGIN],
    [`${ORIGIN}/\\evil.example`, ORIGIN],
    [`${ORIGIN}/\u20ac`, `${ORIGIN}/%E2%82%AC`],
    ["https://evil.example/", ORIGIN],
  ])("%j becomes %j", (value, expected) => {
    expect(ownAddress(value, ORIGIN)).toBe(expected);
    // It goes into a Location header.
    expect(() => new Headers({ location: ownAddress(value, ORIGIN) })).not.toThrow();
  });
});
