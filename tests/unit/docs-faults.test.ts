import { describe, expect, it } from "vitest";
import { missingTests, tableRows, testsOf } from "../support/requirement-rows";

const rows = tableRows("docs/faults.md").filter(([fault = ""]) => !/^(Fault|-+)$/.test(fault));

describe("docs/faults.md", () => {
  it("has each fault once", () => {
    const faults = rows.map(([fault]) => fault);
    expect(faults.length).toBeGreaterThan(15);
    expect(new Set(faults).size).toBe(faults.length);
  });

  it.each(rows.map((row) => [row[0], row] as const))(
    "%s: it is said what happens and what recovers it, and tests show it",
    (_fault, row) => {
      expect(row).toHaveLength(4);
      for (const cell of row) expect(cell.length).toBeGreaterThan(8);
      expect(testsOf(row[3] ?? "").length).toBeGreaterThan(0);
      expect(missingTests(row[3] ?? "")).toEqual([]);
    },
  );

  it("finds a test that is not there", () => {
    const here = '`unit/docs-faults.test.ts` "finds a test that is not there"';
    expect(missingTests(here)).toEqual([]);
    expect(missingTests(here.replace("finds", "loses"))).toHaveLength(1);
  });
});
