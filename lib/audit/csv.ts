/** Cells a spreadsheet would run as a formula (SEC-77); also after white space. */
const FORMULA = /^[\s\u0000]*[=+\-@\t\r\u0000]/;

/** One CSV cell: RFC 4180 quoting, and a leading apostrophe where a spreadsheet would see a formula. */
export function csvCell(value: string | null): string {
  const text = value ?? "";
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvRow(cells: (string | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
