import "server-only";
import { createHash, type Hash } from "node:crypto";
import { z } from "zod";
import { BackupError } from "./backup-error";
import {
  backupEnd,
  backupHeader,
  countLines,
  END_MARK,
  HEADER_MARK,
  MOST_LINE_BYTES,
  readCopyLine,
  ROWS_END,
  type BackupEnd,
  type BackupHeader,
} from "./format";

/** Takes what a backup holds. */
export interface Reader {
  header?(header: BackupHeader): Promise<void>;
  /** @returns where the rows of a table go, as COPY takes them; nowhere when undefined */
  table?(table: string, columns: string[]): Promise<RowSink> | undefined;
}

export interface RowSink {
  write(rows: Buffer): Promise<void>;
  end(): Promise<void>;
}

export interface BackupContents {
  header: BackupHeader;
  rows: Record<string, number>;
}

const NOWHERE: RowSink = { write: () => Promise.resolve(), end: () => Promise.resolve() };
const CUT_OFF = "The backup is cut off: its end is missing.";
const CHANGED = "The backup does not hold what was written into it: its checksum differs.";

/**
 * Reads a backup to its end and compares it with what its last line says.
 * @throws BackupError, and what the reader throws
 */
export async function readBackup(
  plain: AsyncIterable<Buffer>,
  reader: Reader = {},
): Promise<BackupContents> {
  const parser = new Parser(reader);
  for await (const chunk of plain) await parser.take(chunk);
  return parser.finish();
}

/** Splits the text into lines and the rows of tables into runs of whole lines. */
class Parser {
  /** Of a line that has not ended yet; put together once it has, or a long one would be copied with each piece of it. */
  private rest: Buffer[] = [];
  private restBytes = 0;
  private readonly hash: Hash = createHash("sha256");
  private header: BackupHeader | undefined;
  private end: BackupEnd | undefined;
  private table: { name: string; sink: RowSink } | undefined;
  private readonly rows: Record<string, number> = {};

  constructor(private readonly reader: Reader) {}

  async take(chunk: Buffer): Promise<void> {
    if (chunk.indexOf(10) < 0) return this.keep([...this.rest, chunk]);
    let left = this.rest.length > 0 ? Buffer.concat([...this.rest, chunk]) : chunk;
    for (;;) {
      const taken = this.table ? await this.takeRows(left) : await this.takeLine(left);
      if (taken === 0) break;
      left = left.subarray(taken);
    }
    this.keep(left.byteLength > 0 ? [Buffer.from(left)] : []);
  }

  private keep(rest: Buffer[]): void {
    this.rest = rest;
    this.restBytes = rest.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (this.restBytes > MOST_LINE_BYTES) throw new BackupError(CHANGED);
  }

  finish(): BackupContents {
    if (!this.header || !this.end || this.table || this.restBytes > 0)
      throw new BackupError(CUT_OFF);
    if (this.end.sha256 !== this.hash.digest("hex")) throw new BackupError(CHANGED);
    const [said, read] = [this.end.rows, this.rows];
    const names = new Set([...Object.keys(said), ...Object.keys(read)]);
    if ([...names].some((name) => said[name] !== read[name])) throw new BackupError(CHANGED);
    return { header: this.header, rows: this.rows };
  }

  /** @returns how many bytes are done with */
  private async takeLine(left: Buffer): Promise<number> {
    const at = left.indexOf(10);
    if (at < 0) return 0;
    const bytes = left.subarray(0, at + 1);
    const line = left.toString("utf8", 0, at);
    if (this.end) throw new BackupError("The backup goes on behind its end.");
    if (this.header && line.startsWith(END_MARK)) {
      this.end = parsed(line.slice(END_MARK.length), backupEnd);
      return bytes.byteLength;
    }
    this.hash.update(bytes);
    if (!this.header) {
      this.header = readHeader(line);
      await this.reader.header?.(this.header);
    } else {
      await this.beginTable(line);
    }
    return bytes.byteLength;
  }

  private async beginTable(line: string): Promise<void> {
    const copy = readCopyLine(line);
    if (!copy || copy.table in this.rows) throw new BackupError(CHANGED);
    this.rows[copy.table] = 0;
    const sink = (await this.reader.table?.(copy.table, copy.columns)) ?? NOWHERE;
    this.table = { name: copy.table, sink };
  }

  private async takeRows(left: Buffer): Promise<number> {
    const lines = left.subarray(0, left.lastIndexOf(10) + 1);
    if (lines.byteLength === 0 || !this.table) return 0;
    const { name, sink } = this.table;
    const isEmpty = lines.toString("latin1", 0, ROWS_END.length) === ROWS_END;
    const end = isEmpty ? 0 : lines.indexOf(`\n${ROWS_END}`) + 1;
    const isOver = isEmpty || end > 0;
    const data = isOver ? lines.subarray(0, end) : lines;
    this.rows[name] = (this.rows[name] ?? 0) + countLines(data);
    const taken = isOver ? data.byteLength + ROWS_END.length : data.byteLength;
    this.hash.update(lines.subarray(0, taken));
    if (data.byteLength > 0) await sink.write(data);
    if (isOver) {
      this.table = undefined;
      await sink.end();
    }
    return taken;
  }
}

function readHeader(line: string): BackupHeader {
  if (!line.startsWith(HEADER_MARK)) throw new BackupError("The file is no backup of Portico.");
  const text = line.slice(HEADER_MARK.length);
  const { format } = parsed(text, z.looseObject({ format: z.number() }));
  if (format === 1) return parsed(text, backupHeader);
  throw new BackupError(
    "The backup was written by another Portico than this one can read. Restore it with a later release.",
  );
}

function parsed<T>(text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new BackupError(CHANGED, { cause: error });
  }
}
