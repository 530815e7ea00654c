import "server-only";
import { join } from "node:path";
import { logger } from "@/lib/logger";
import { HEARTBEAT_MS, ownFileName } from "./file-name";
import { Segment } from "./segment";

/** The files of one process in a spill folder: the one it writes, and earlier ones that are needed still. */
export interface Shelf {
  /** A segment with room reserved for one answer. @throws the system error when no file here can take it */
  take(): Promise<Segment>;
  /** Closes and removes files that are full and hold nothing any more. */
  tidy(): void;
  close(): Promise<void>;
}

export function createShelf(folder: string, owner: string): Shelf {
  const retired: Segment[] = [];
  let current: Promise<Segment> | undefined;
  let files = 0;
  let heartbeat: NodeJS.Timeout | undefined;

  const open = (): Promise<Segment> => {
    files += 1;
    heartbeat ??= setInterval(beat, HEARTBEAT_MS).unref();
    const made = Segment.create(join(folder, ownFileName(owner, files)));
    made.catch(() => forget(made));
    return made;
  };

  const forget = (segment: Promise<Segment>): boolean => {
    if (current !== segment) return false;
    current = undefined;
    return true;
  };

  const beat = async (): Promise<void> => {
    const last = await current?.catch(() => undefined);
    for (const segment of last ? [...retired, last] : retired)
      await segment.touch().catch(() => undefined);
  };

  const tidy = (): void => {
    for (const segment of retired.filter(({ isNeeded }) => !isNeeded)) {
      retired.splice(retired.indexOf(segment), 1);
      segment
        .close()
        .catch((error: unknown) => logger.warn({ err: error }, "closing a spill file"));
    }
  };

  /** @returns false when the segment is full, gone or broken: the next answers belong into another file */
  const reserveIn = async (segment: Segment): Promise<boolean> => {
    const isThere = await segment.reserve().catch((error: unknown) => {
      logger.warn({ err: error }, "a spill file takes nothing more");
      return false;
    });
    if (isThere && !segment.isFull) return true;
    if (isThere) segment.abandon();
    return false;
  };

  return {
    async take() {
      for (;;) {
        const isNew = current === undefined;
        const asked = (current ??= open());
        const segment = await asked;
        if (await reserveIn(segment)) return segment;
        if (forget(asked)) {
          retired.push(segment);
          tidy();
        }
        if (isNew) throw new Error("a fresh spill file cannot be written");
      }
    },
    tidy,
    async close() {
      clearInterval(heartbeat);
      const last = await current?.catch(() => undefined);
      current = undefined;
      const segments = last ? [...retired.splice(0), last] : retired.splice(0);
      for (const segment of segments) await segment.close();
    },
  };
}
