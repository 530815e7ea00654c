import { describe, expect, it } from "vitest";
import { faultsOf, requirementRows } from "../support/requirement-rows";

/** The requirements, by where their numbers begin and end. */
const SERIES = [
  [1, 5],
  [10, 22],
  [30, 37],
  [40, 45],
  [50, 55],
  [60, 65],
  [70, 72],
  [80, 84],
  [90, 103],
] as const;

const rows = requirementRows("docs/ux.md", "UX");

describe("docs/ux.md", () => {
  it("has each requirement once, in order, without gaps", () => {
    const expected = SERIES.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, n) => first + n),
    ).map((number) => `UX-${String(number).padStart(2, "0")}`);
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it.each(rows.map((row) => [row.id, row] as const))(
    "%s says what it asks, how far it is met, where, and what shows it",
    (_id, row) => {
      expect(faultsOf(row)).toEqual([]);
    },
  );

  it("finds what is wrong with a row", () => {
    const row = { id: "UX-01", asks: "all is well", state: "done", where: "`lib`", proof: "" };
    const test = '`unit/docs-ux.test.ts` "finds what is wrong with a row"';
    expect(faultsOf({ ...row, proof: test })).toEqual([]);
    expect(faultsOf({ ...row, proof: test.replace("finds", "loses") })).toHaveLength(1);
    expect(faultsOf(row)).toEqual(["no test shows it"]);
    expect(faultsOf({ ...row, proof: test, where: "`nowhere`" })).toEqual(["no file nowhere"]);
    expect(faultsOf({ ...row, state: "partly" })).toEqual(["no reason for what is missing"]);
  });
});
