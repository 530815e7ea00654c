import { redact } from "@/lib/redact.mjs";
import { csvRecords, UnclosedQuote, type CsvRecord } from "./csv-records";
import type { LineProblem } from "./words";
import { say } from "@/lib/say/say";

/** What one upload may hold. The byte limit leaves room for the envelope of a server action (1 MiB). */
export const MAX_ROWS = 5_000;
export const MAX_BYTES = 1_000_000;

/** A line that names a refresh token. `line` is the line of the file, or the place in a JSON list; both from 1. */
export interface TokenLine {
  line: number;
  token: string;
  hubId?: bigint;
  label?: string;
}

/** A line that cannot be imported, and why. Nothing of it is kept but its number. */
export interface BadLine {
  line: number;
  problem: LineProblem;
}

export interface ParsedFile {
  rows: TokenLine[];
  bad: BadLine[];
}

/** The file as a whole cannot be read; the message is for a person and holds nothing of the file. */
export class ImportFileError extends Error {}

/** The bytes of an upload as text: UTF-8, or UTF-16 with a byte order mark. @throws ImportFileError */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_BYTES)
    throw new ImportFileError("The file is larger than 1 MB. Split it and import the parts.");
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ImportFileError("The file is not UTF-8 text. Save it as CSV UTF-8 or JSON.");
  }
}

/**
 * Reads CSV (comma, semicolon or tab), a plain list, a JSON array or JSON lines. Every line that is not blank is in the
 * result once: as a token or as a bad line.
 * @throws ImportFileError when the file as a whole cannot be read
 */
export function parseImport(input: string): ParsedFile {
  const text = input.replace(/^\uFEFF/, "");
  const first = text.trimStart()[0];
  if (first === undefined) throw new ImportFileError("The file is empty.");
  const entries = first === "[" ? jsonArray(text) : first === "{" ? jsonLines(text) : csv(text);
  if (entries.length > MAX_ROWS) {
    throw new ImportFileError(
      say(
        "The file has {count:number} rows; one import takes up to {most:number}. Split it and import the parts.",
        { count: entries.length, most: MAX_ROWS },
      ),
    );
  }
  if (entries.length === 0) throw new ImportFileError("The file has no rows below its header.");
  const result: ParsedFile = { rows: [], bad: [] };
  for (const { line, entry } of entries) {
    const read = typeof entry === "string" ? entry : checkEntry(entry);
    if (typeof read === "string") result.bad.push({ line, problem: read });
    else result.rows.push({ line, ...read });
  }
  return result;
}

/** One line of the file in a common form, or what is wrong with it. */
interface Entry {
  line: number;
  entry: RawEntry | LineProblem;
}
interface RawEntry {
  token: string;
  hubId: string;
  label: string;
}

// In order of preference, for files that have several of them. Compared in lower case, letters only.
const NAMES: Record<keyof RawEntry, string[]> = {
  token: ["refreshtoken", "token"],
  hubId: ["hubid", "portalid", "hubspotid"],
  label: ["label", "name", "domain", "hubdomain"],
};

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

function placeOf(names: string[], field: keyof RawEntry): number {
  const plain = names.map(plainName);
  return NAMES[field].map((name) => plain.indexOf(name)).find((index) => index >= 0) ?? -1;
}

function csv(text: string): Entry[] {
  const records = splitCsv(text);
  const [header, ...rest] = records;
  if (!header) throw new ImportFileError("The file is empty.");
  const tokenAt = placeOf(header.cells, "token");
  if (tokenAt < 0) {
    if (records.every(({ cells }) => cells.length === 1) && isToken(cellAt(header, 0)))
      return records.map((record) => ({ line: record.line, entry: bare(cellAt(record, 0)) }));
    throw new ImportFileError(
      "No column is called refresh_token. Name the columns in the first line: refresh_token, and if you have them hub_id and label.",
    );
  }
  const hubIdAt = placeOf(header.cells, "hubId");
  const labelAt = placeOf(header.cells, "label");
  return rest.map((record) => {
    const surplus = record.cells.slice(header.cells.length).some((cell) => cell.trim() !== "");
    if (surplus) return { line: record.line, entry: "too_many_cells" };
    const [token, hubId, label] = [tokenAt, hubIdAt, labelAt].map((at) => cellAt(record, at));
    return {
      line: record.line,
      entry: { token: token ?? "", hubId: hubId ?? "", label: label ?? "" },
    };
  });
}

function splitCsv(text: string): CsvRecord[] {
  try {
    return csvRecords(text, delimiterOf(text));
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    throw new ImportFileError(
      say("The quotation mark opened on line {line} is never closed.", {
        line: String(error.line),
      }),
    );
  }
}

/** The one under which the first line names a token; else the first that splits it at all. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  const tries = [",", ";", "\t"].map((delimiter) => ({
    delimiter,
    cells: header.split(delimiter).map((cell) => cell.replaceAll('"', "")),
  }));
  const named = tries.find(({ cells }) => placeOf(cells, "token") >= 0);
  return (named ?? tries.find(({ cells }) => cells.length > 1))?.delimiter ?? ",";
}

function cellAt(record: CsvRecord, index: number): string {
  return (index < 0 ? undefined : record.cells[index])?.trim() ?? "";
}

function jsonArray(text: string): Entry[] {
  const value = parseJson(text);
  if (!Array.isArray(value))
    throw new ImportFileError("The file begins like a JSON list but cannot be read as one.");
  return value.map((entry: unknown, index) => ({ line: index + 1, entry: jsonEntry(entry) }));
}

function jsonLines(text: string): Entry[] {
  const whole = parseJson(text);
  if (whole !== undefined && /[\r\n]/.test(text.trim()))
    return [{ line: 1, entry: jsonEntry(whole) }];
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const value = parseJson(line);
    return [{ line: index + 1, entry: value === undefined ? "not_json" : jsonEntry(value) }];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function jsonEntry(value: unknown): RawEntry | LineProblem {
  if (typeof value === "string") return bare(value.trim());
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not_an_entry";
  const fields = Object.entries(value);
  const names = fields.map(([name]) => name);
  const read = (field: keyof RawEntry): string => {
    const found: unknown = fields[placeOf(names, field)]?.[1];
    return typeof found === "string" || typeof found === "number" ? String(found).trim() : "";
  };
  return { token: read("token"), hubId: read("hubId"), label: read("label") };
}

function bare(token: string): RawEntry {
  return { token, hubId: "", label: "" };
}

/** RFC 6749 allows any visible ASCII in a token; HubSpot's refresh tokens are shorter than its access tokens. */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]{8,1024}$/.test(text);
}

function checkEntry({ token, hubId, label }: RawEntry): Omit<TokenLine, "line"> | LineProblem {
  if (token === "") return "token_missing";
  if (/^pat-/i.test(token)) return "private_app_token";
  if (!isToken(token)) return "token_malformed";
  if (hubId !== "" && !/^[1-9]\d{0,17}$/.test(hubId)) return "hub_id_malformed";
  return {
    token,
    ...(hubId !== "" && { hubId: BigInt(hubId) }),
    ...(isLabel(label, token) && { label: redact(label).slice(0, 120) }),
  };
}

/** A label is stored in the clear, so a column that holds tokens by mistake must not become one. */
function isLabel(label: string, token: string): boolean {
  const looksSecret =
    /[^\s.@]{32,}/.test(label) || /(^|[^a-z])(na|eu|ap)\d+-[0-9a-f]{4,}/i.test(label);
  return label !== "" && !label.includes(token) && !looksSecret;
}
