import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERASED, needlesOf, scrub } from "@/lib/personal-data/scrub";
import { subjectInput } from "@/lib/personal-data/subject";

const needles = needlesOf(
  { kind: "portal", hubId: 62515n },
  { domains: ["Acme.example"], emails: ["ada@acme.example", ""], userIds: [12n] },
);

describe("taking a subject out of a JSON value", () => {
  it.each([
    ["acme.example (Hub 62515)", `${ERASED} (Hub ${ERASED})`],
    ["ACME.EXAMPLE", ERASED],
    ["by ada@acme.example", `by ${ERASED}`],
    [62515, 0],
    [625150, 625150],
    ["1625152", "1625152"],
    ["user 12, 120 times", `user ${ERASED}, 120 times`],
    [null, null],
    [true, true],
  ])("%j becomes %j", (value, left) => {
    expect(scrub(value, needles)).toBe(left);
  });

  it("goes into every corner and leaves the rest as it is", () => {
    expect(
      scrub({ a: [{ b: "acme.example", c: [62515, 1] }], d: { e: null, f: "kept" } }, needles),
    ).toEqual({ a: [{ b: ERASED, c: [0, 1] }], d: { e: null, f: "kept" } });
  });

  it("leaves nothing of a needle, whatever stands around it and whatever it is made of", () => {
    const email = fc.string({ minLength: 3, maxLength: 20 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(email, fc.string(), fc.string(), (needle, before, after) => {
        fc.pre(!ERASED.includes(needle.toLowerCase()));
        const one = { texts: [needle.toLowerCase()], numbers: [] };
        const left = scrub(before + needle + after, one).split(ERASED);
        expect(left.some((part) => part.toLowerCase().includes(needle.toLowerCase()))).toBe(false);
      }),
    );
  });
});

describe("whom a request is about", () => {
  it.each([
    [" Ada@Acme.example ", { kind: "installer", email: "ada@acme.example" }],
    ["62515", { kind: "portal", hubId: 62515n }],
  ])("%j is understood", (text, subject) => {
    expect(subjectInput.parse(text)).toEqual(subject);
  });

  it.each(["", "ada", "62515x", "-1", "1".repeat(19), "@", "%"])("%j is not", (text) => {
    expect(subjectInput.safeParse(text).success).toBe(false);
  });
});
