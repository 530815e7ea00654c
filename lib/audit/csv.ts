/** What a spreadsheet runs as a formula (SEC-77): the wide signs where it reads East Asian text. */
const SIGN = /[=+\-@\uff1d\uff0b\uff0d\uff20]$/;
/** A cell that begins with one, also after white space. */
const FORMULA = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\0]/;
/**
 * Where commas stand in numbers, as in German or French, a spreadsheet opens the file with semicolons between the cells.
 * Our quotes are then text in the middle of a cell, so that semicolons, tabs and line breaks within them begin another.
 */
const CELL_WITHIN = /[;\t\r\n][\s\0";]*[=+\-@\uff1d\uff0b\uff0d\uff20]?/g;

/** One CSV cell: RFC 4180 quoting, and an apostrophe wherever a spreadsheet would see a formula. */
export function csvCell(value: string | null): string {
  const text = (value ?? "").replace(CELL_WITHIN, defused);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function defused(begin: string): string {
  return SIGN.test(begin) ? `${begin.slice(0, -1)}'${begin.slice(-1)}` : begin;
}

export function csvRow(cells: (string | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
