import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvRow } from "@/lib/audit/csv";
import { anyText } from "../support/arbitraries";

/** What a spreadsheet sees in the cell. */
const unquote = (cell: string) =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

describe("a CSV cell", () => {
  const sign = fc.constantFrom(
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\0",
    " =",
    "\ufeff=",
    "\n@",
    "\u00a0+",
  );

  it("never begins as a formula", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.tuple(sign, anyText).map((parts) => parts.join("")),
        ),
        (text) => {
          expect(unquote(csvCell(text))).not.toMatch(/^[\s\0]*[=+\-@]/);
          expect(unquote(csvCell(text))).not.toMatch(/^[\t\r\0]/);
        },
      ),
    );
  });

  it("keeps the text, at most behind an apostrophe", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([text, `'${text}`]).toContain(unquote(csvCell(text)));
      }),
    );
  });

  it("is one cell of one row, whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (cells) => {
        const row = csvRow(cells);
        expect(row.endsWith("\r\n")).toBe(true);
        const outside = row.slice(0, -2).replace(/"(?:[^"]|"")*"/g, "");
        expect(outside).not.toMatch(/["\r\n]/);
        expect(outside.split(",")).toHaveLength(cells.length);
      }),
    );
  });

  it.each([
    [null, ""],
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", `"'=1+1"`],
    ["a=b", "a=b"],
  ])("%j becomes %s", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
