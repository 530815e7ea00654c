import { describe, expect, it } from "vitest";
import { parsePasted, pastedAdvice } from "@/lib/portals/connect/parse-pasted";

const REDIRECT = "https://www.example.com/hubspot/callback?tenant=1";
const CODE = "na1-4c2f-9d1e-4ab0-8f7a-0123456789ab";

describe("what a person pasted", () => {
  it.each([
    [
      `https://www.example.com/hubspot/callback?tenant=1&code=${CODE}&state=abc`,
      { code: CODE, state: "abc", error: undefined },
    ],
    [
      `  https://www.example.com/hubspot/callback?code=${CODE}#/loaded \n`,
      { code: CODE, state: undefined, error: undefined },
    ],
    [
      "https://www.example.com/hubspot/callback?error=access_denied&state=abc",
      { code: undefined, state: "abc", error: "access_denied" },
    ],
    [CODE, { code: CODE }],
    [`\t${CODE}\n`, { code: CODE }],
  ])("%j is read", (text, expected) => {
    expect(parsePasted(text, REDIRECT)).toEqual(expected);
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["hello world", "unreadable"],
    ["short", "unreadable"],
    [`?code=${CODE}`, "unreadable"],
    ["https://", "unreadable"],
    [`https://evil.example/hubspot/callback?code=${CODE}`, "other_address"],
    [`https://www.example.com/elsewhere?code=${CODE}`, "other_address"],
    [`http://www.example.com/hubspot/callback?code=${CODE}`, "other_address"],
    ["https://www.example.com/hubspot/callback?tenant=1", "no_code"],
    ["https://www.example.com/hubspot/callback?code=", "no_code"],
  ] as const)("%j is refused as %s, with words", (text, problem) => {
    expect(parsePasted(text, REDIRECT)).toBe(problem);
    expect(pastedAdvice(problem)).toMatch(/^[A-Z].*\.$/);
  });
});
