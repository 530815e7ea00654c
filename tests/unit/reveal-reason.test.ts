import { describe, expect, it } from "vitest";
import { LEAST_REASON, MOST_REASON } from "@/lib/portals/reveal/limits";
import { revealTokenInput } from "@/lib/portals/reveal/schemas";

const portalId = "7b1f3c1e-5a4e-4d1c-9f56-0a2f6f1f0c11";
const read = (reason: unknown) => revealTokenInput.safeParse({ portalId, reason });

describe("the reason of a reveal", () => {
  it.each([
    ["as it is typed", "Ticket 4711: 401 from contacts", "Ticket 4711: 401 from contacts"],
    ["without what stands around it", "  why \n", "why"],
    ["on one line", "first\r\nsecond\tthird", "first second third"],
    ["without signs that nobody sees", "a\u0000b\u202ec\u200bd\u001b[31m", "abcd[31m"],
    ["as long as it may be", "x".repeat(MOST_REASON), "x".repeat(MOST_REASON)],
    ["counted in characters", "😀".repeat(MOST_REASON), "😀".repeat(MOST_REASON)],
  ])("is taken %s", (_name, typed, kept) => {
    expect(read(typed).data).toEqual({ portalId, reason: kept });
  });

  it.each([
    ["nothing", ""],
    ["no text", undefined],
    ["spaces", "      "],
    ["too little", "ab"],
    ["too little once it is trimmed", " ab \u200b "],
    ["too much", "x".repeat(MOST_REASON + 1)],
  ])("is refused: %s", (_name, typed) => {
    expect(read(typed).success).toBe(false);
  });

  it("says how long it is to be", () => {
    expect(read("ab").error?.issues[0]?.message).toContain(`${LEAST_REASON} characters`);
    expect(read("x".repeat(201)).error?.issues[0]?.message).toContain(`${MOST_REASON} characters`);
  });

  it("comes with nothing else", () => {
    const more = { portalId, reason: "because", kind: "refresh_token" };
    expect(revealTokenInput.safeParse(more).success).toBe(false);
  });
});
