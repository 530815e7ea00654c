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
    "\uff1d",
    "a;=",
    'a; "=',
    "a\n-",
    ";\t\uff20",
  );
  const formula = /^[\s\0"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

  it("never begins as a formula", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.tuple(sign, anyText).map((parts) => parts.join("")),
        ),
        (text) => {
          expect(unquote(csvCell(text)).replace(/^"+/, "")).not.toMatch(formula);
          expect(unquote(csvCell(text))).not.toMatch(/^[\t\r\0]/);
        },
      ),
    );
  });

  it("is no formula either where semicolons or tabs are between the cells, and quotes are text", () => {
    const pieces = fc.array(fc.oneof(sign, anyText), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const row = csvRow(["first", parts.join(""), "last"]);
        for (const cell of row.slice(0, -2).split(/[;\t\r\n]/)) expect(cell).not.toMatch(formula);
      }),
    );
  });

  it("keeps the text, at most with apostrophes before signs", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, sign), (text) => {
        const bare = (of: string) => of.replaceAll("'", "");
        expect(bare(unquote(csvCell(text)))).toBe(bare(text));
        if (/^[^;\t\r\n]*$/.test(text))
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
    ["\uff1d1+1", `"'\uff1d1+1"`],
    ["x;=1+1;y", `"x;'=1+1;y"`],
    ['x; "-1', `"x; ""'-1"`],
    ["Mozilla/5.0 (X11; Linux; rv:1-2)", "Mozilla/5.0 (X11; Linux; rv:1-2)"],
  ])("%j becomes %s", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
