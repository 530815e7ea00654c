/** One record of a CSV file with the line it begins on. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** A quoted field that never ends swallows the rest of the file, so nothing after it can be trusted. */
export class UnclosedQuote extends Error {
  constructor(readonly line: number) {
    super(`the quote opened on line ${line} is never closed`);
  }
}

/**
 * Splits CSV text into records (RFC 4180): quoted fields may hold delimiters, doubled quotes and line breaks; lines end
 * with CRLF, LF or CR. Blank lines are left out but counted.
 * @throws UnclosedQuote
 */
export function csvRecords(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = "";
  let line = 1;
  let startedAt = 1;
  let quotedSince = 0;
  let wasQuoted = false;
  const endCell = () => {
    cells.push(cell);
    cell = "";
    wasQuoted = false;
  };
  const endRecord = () => {
    endCell();
    if (cells.some((entry) => entry.trim() !== "")) records.push({ line: startedAt, cells });
    cells = [];
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? "";
    const isBreak = char === "\n" || char === "\r";
    if (isBreak) {
      // CRLF is one line break.
      if (char === "\r" && text[index + 1] === "\n") index += 1;
      line += 1;
    }
    if (quotedSince > 0) {
      if (char !== '"') cell += isBreak ? "\n" : char;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quotedSince = 0;
    } else if (isBreak) {
      endRecord();
      startedAt = line;
    } else if (char === delimiter) endCell();
    else if (char === '"' && !wasQuoted && cell.trim() === "") {
      cell = "";
      wasQuoted = true;
      quotedSince = line;
    } else if (!wasQuoted || char.trim() !== "") cell += char;
  }
  if (quotedSince > 0) throw new UnclosedQuote(quotedSince);
  endRecord();
  return records;
}
