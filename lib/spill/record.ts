import { createHash } from "node:crypto";

/** One line of a spill file: an answer that is kept, or the note that it is stored and needed no more. */
type SpillRecord = { kept: string; sealed: string } | { released: string };

const MARK = "PSP1";
const CHECKSUM_LENGTH = 16;

export function encodeKept(id: string, sealed: string): string {
  return `${MARK} + ${id} ${checksum(id, sealed)} ${sealed}\n`;
}

export function encodeReleased(id: string): string {
  return `${MARK} - ${id} ${checksum(id, "")}\n`;
}

export interface Records {
  /** Kept answers that no later line released, oldest first. */
  kept: { id: string; sealed: string }[];
  /** Whole lines that are none of ours: the disk lost something, or a crash left a batch half written. */
  damaged: number;
}

/**
 * Reads a file of answers. A line cut short by a crash was never promised to anybody, and the zeros after the last one
 * are room. A damaged line costs itself and none of those after it.
 */
export function readRecords(text: string): Records {
  const kept = new Map<string, string>();
  let damaged = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    const record = decode(line);
    if (!record) damaged += 1;
    else if ("kept" in record) kept.set(record.kept, record.sealed);
    else kept.delete(record.released);
  }
  return { kept: [...kept].map(([id, sealed]) => ({ id, sealed })), damaged };
}

function decode(line: string): SpillRecord | undefined {
  const [mark, sign, id = "", sum, sealed = "", ...rest] = line.split(" ");
  if (mark !== MARK || rest.length > 0 || sum !== checksum(id, sealed)) return undefined;
  if (sign === "+" && sealed !== "") return { kept: id, sealed };
  return sign === "-" && sealed === "" ? { released: id } : undefined;
}

function checksum(id: string, sealed: string): string {
  return createHash("sha256").update(`${id} ${sealed}`).digest("hex").slice(0, CHECKSUM_LENGTH);
}
