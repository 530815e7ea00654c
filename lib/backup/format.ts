import { z } from "zod";

/** What belongs to a browser or to a moment: people sign in anew, and nobody is throttled for what was before. */
export const LEFT_OUT = [
  "_prisma_migrations",
  "Session",
  "Throttle",
  "RateLimiterFlexible",
  "ServerSeen",
  "PasskeyChallenge",
];

/** The first line of a backup: what it is and what reading it needs. */
export const backupHeader = z.object({
  format: z.literal(1),
  /** The release that wrote it. All of a header may be printed, so nothing in it may steer a terminal. */
  version: z.string().regex(/^[\w.+-]{1,60}$/),
  /** ISO 8601; everything in it is as it was at this instant. */
  at: z.iso.datetime(),
  /** Names, in order; the tables are as these leave them. */
  migrations: z.array(z.string().regex(/^[\w-]{1,200}$/)),
  /** The encryption keys that its sealed values need. */
  keyIds: z.array(z.string().regex(/^[\w.-]{1,100}$/)),
  /** Those keys, as `PORTICO_ENCRYPTION_KEYS` takes them; absent unless they were asked for. */
  keys: z.string().optional(),
});
export type BackupHeader = z.output<typeof backupHeader>;

/** The last line: without it the file is cut off. */
export const backupEnd = z.object({
  rows: z.record(z.string(), z.number()),
  /** SHA-256 in hex of everything before this line. */
  sha256: z.string(),
});
export type BackupEnd = z.output<typeof backupEnd>;

export const HEADER_MARK = "-- Portico backup: ";
export const END_MARK = "-- End of backup: ";
/** Ends the rows of a table, as in every script of `pg_dump`. */
export const ROWS_END = "\\.\n";

/** No line of ours comes near it: a file that unfolds to a longer one is to fill the memory. */
export const MOST_LINE_BYTES = 16 * 1024 * 1024;

const COPY_LINE = /^COPY "(\w+)" \(("\w+"(?:, "\w+")*)\) FROM stdin;$/;

export function copyLine(table: string, columns: string[]): string {
  return `COPY "${table}" (${quoted(columns)}) FROM stdin;\n`;
}

/** @returns undefined when the line is none */
export function readCopyLine(line: string): { table: string; columns: string[] } | undefined {
  const [, table, columns] = COPY_LINE.exec(line) ?? [];
  if (!table || !columns) return undefined;
  return { table, columns: columns.split(", ").map((name) => name.slice(1, -1)) };
}

export function quoted(names: string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** The rows of all tables. */
export function sum(rows: Record<string, number>): number {
  return Object.values(rows).reduce((total, count) => total + count, 0);
}

/** One line is one row: COPY writes line breaks inside values as `\n` (PostgreSQL manual, COPY, text format). */
export function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}
