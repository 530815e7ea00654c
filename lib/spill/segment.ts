import "server-only";
import { mkdir, open, unlink, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { encodeKept, encodeReleased } from "./record";

/** Room is taken ahead of need, so that a full disk shows before HubSpot is asked and not after it has answered. */
const ROOM_BYTES = 1024 * 1024;
/** What one answer needs; HubSpot's are far below. A longer one is written all the same and takes its room then. */
const ANSWER_BYTES = 16 * 1024;
const FULL_BYTES = 4 * 1024 * 1024;

interface Waiting<T> {
  done(value: T): void;
  failed(error: unknown): void;
}
type WaitingLine = Waiting<void> & { line: string; mustSync: boolean };

/**
 * One append-only file of kept answers. Lines that arrive while others are being written share the next write and its
 * one fsync. Writing and growing take turns, so that new room never falls onto a line.
 */
export class Segment {
  private readonly kept = new Set<string>();
  private readonly lines: WaitingLine[] = [];
  private readonly rooms: Waiting<boolean>[] = [];
  private working: Promise<void> | undefined;
  private promised = 0;
  private end = 0;

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    private size: number,
  ) {}

  /** Makes the file, readable by its owner alone, with room in it. @throws the system error */
  static async create(path: string): Promise<Segment> {
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(path, "wx+", 0o600);
    try {
      await writeZeros(handle, 0);
      await syncFolder(folder);
    } catch (error) {
      await handle.close();
      await unlink(path).catch(ignoreMissing);
      throw error;
    }
    return new Segment(path, handle, ROOM_BYTES);
  }

  /** True when the next answers belong into another file. */
  get isFull(): boolean {
    return this.end > FULL_BYTES;
  }

  /** True while an answer in it is not stored, or room in it is promised. */
  get isNeeded(): boolean {
    return this.kept.size > 0 || this.promised > 0;
  }

  /**
   * Holds room for one answer. A full disk, or one made read-only since, says so here.
   * @returns false when somebody removed the file while it was in use
   * @throws the system error
   */
  async reserve(): Promise<boolean> {
    this.promised += 1;
    try {
      const isThere = await new Promise<boolean>((done, failed) => {
        this.rooms.push({ done, failed });
        this.wake();
      });
      if (!isThere) this.abandon();
      return isThere;
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** Gives the room of one reservation back. */
  abandon(): void {
    this.promised -= 1;
  }

  /** Writes an answer and returns once it is on the disk. Uses up one reservation. @throws the system error */
  async keep(id: string, sealed: string): Promise<void> {
    this.kept.add(id);
    this.abandon();
    try {
      await this.append(encodeKept(id, sealed), true);
    } catch (error) {
      this.kept.delete(id);
      throw error;
    }
  }

  /** Notes that an answer is stored. Nobody waits for the note: an answer found again is stored once all the same. */
  release(id: string): void {
    if (this.kept.delete(id)) void this.append(encodeReleased(id), false).catch(() => undefined);
  }

  /** Tells others who look at the file that its process lives. */
  async touch(): Promise<void> {
    const now = new Date();
    await this.handle.utimes(now, now);
  }

  /** Closes the file, and removes it when nothing in it is needed. */
  async close(): Promise<void> {
    while (this.working) await this.working;
    await this.handle.close();
    if (!this.isNeeded) await unlink(this.path).catch(ignoreMissing);
  }

  private append(line: string, mustSync: boolean): Promise<void> {
    return new Promise((done, failed) => {
      this.lines.push({ line, mustSync, done, failed });
      this.wake();
    });
  }

  private wake(): void {
    this.working ??= this.workAll();
  }

  private async workAll(): Promise<void> {
    while (this.lines.length + this.rooms.length > 0) {
      const lines = this.lines.splice(0);
      const rooms = this.rooms.splice(0);
      if (lines.length > 0) await settle(lines, () => this.writeLines(lines));
      if (rooms.length > 0) await settle(rooms, () => this.ensureRoom());
    }
    // In the same breath as the look at the queues, so that nobody comes in between and is forgotten.
    this.working = undefined;
  }

  private async writeLines(lines: WaitingLine[]): Promise<void> {
    const bytes = Buffer.from(lines.map(({ line }) => line).join(""), "utf8");
    await writeWhole(this.handle, bytes, this.end);
    if (lines.some(({ mustSync }) => mustSync)) await this.handle.datasync();
    this.end += bytes.length;
    this.size = Math.max(this.size, this.end);
  }

  /** @returns false when the file has no name any more */
  private async ensureRoom(): Promise<boolean> {
    while (this.size < this.end + this.promised * ANSWER_BYTES) {
      await writeZeros(this.handle, this.size);
      this.size += ROOM_BYTES;
    }
    await this.handle.write(Buffer.alloc(1), 0, 1, this.size - 1);
    return (await this.handle.stat()).nlink > 0;
  }
}

/** One piece of work for all who wait for it. */
async function settle<T>(waiting: Waiting<T>[], work: () => Promise<T>): Promise<void> {
  try {
    const value = await work();
    for (const { done } of waiting) done(value);
  } catch (error) {
    for (const { failed } of waiting) failed(error);
  }
}

async function writeZeros(handle: FileHandle, position: number): Promise<void> {
  await writeWhole(handle, Buffer.alloc(ROOM_BYTES), position);
  await handle.sync();
}

async function writeWhole(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const part = await handle.write(bytes, written, bytes.length - written, position + written);
    written += part.bytesWritten;
  }
}

/** A new name in a folder survives a crash only once the folder itself is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
