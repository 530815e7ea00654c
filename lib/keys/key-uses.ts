import "server-only";
import type { Context } from "@/lib/context";
import type { Keyring } from "@/lib/crypto/keyring";
import { executeWithLists } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { say } from "@/lib/say/say";

/** With random 96-bit nonces one AES-GCM key may encrypt this often (NIST SP 800-38D, 8.3). */
export const MAX_WRAPS = 2 ** 32;
/** From here on everybody is told to rotate: half is left, which is months. */
export const ROTATE_AT_WRAPS = 2 ** 31;

const EVERY_MS = 10_000;

// In one order, so that two servers do not wait for each other.
const ADD = `
  INSERT INTO "KeyUse" AS u ("keyId", "wraps")
  SELECT n.id, n.times FROM unnest($1::text[], $2::bigint[]) AS n(id, times) ORDER BY 1
  ON CONFLICT ("keyId") DO UPDATE SET "wraps" = u."wraps" + EXCLUDED."wraps"`;

export interface KeyUse {
  /** How often it has wrapped a data key, by all servers together, up to the last time each wrote it down. */
  wraps: number;
  /** Uses from before are not counted. */
  countedSince: Date;
}

type Sources = Pick<Context, "db"> & { keyring: Keyring };

/**
 * Adds what this process has counted to what all have. What cannot be written stays counted; when it is not known whether
 * it was written, it is counted twice rather than never.
 * @throws what the database said
 */
export async function flushKeyUses({ db, keyring }: Sources): Promise<void> {
  const taken = [...keyring.wraps.take()];
  if (taken.length === 0) return;
  try {
    await executeWithLists(db, ADD, [taken.map(([id]) => id), taken.map(([, times]) => times)]);
  } catch (error) {
    for (const [id, times] of taken) keyring.wraps.note(id, times);
    throw error;
  }
}

/**
 * Writes the uses of keys down every ten seconds, so that sealing itself writes nothing. A process that is killed loses
 * those of its last ten seconds, or of as long as the database was away.
 * @returns ends it and writes down what is left; never throws
 */
export function countKeyUses(sources: Sources): () => Promise<void> {
  let writing = Promise.resolve();
  const write = () => {
    writing = writing
      .then(() => flushKeyUses(sources))
      .catch((error: unknown) => logger.debug({ err: error }, "uses of keys wait to be counted"));
    return writing;
  };
  const timer = setInterval(() => void write(), EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    return write();
  };
}

/** How often each key was used, by its id. */
export async function readKeyUses({ db }: Pick<Context, "db">): Promise<Map<string, KeyUse>> {
  const rows = await db.keyUse.findMany();
  return new Map(
    rows.map(({ keyId, wraps, countedSince }) => [keyId, { wraps: Number(wraps), countedSince }]),
  );
}

/** What to do about the key that seals; "" while it may go on. */
export function wearOf(id: string, wraps: number): string {
  if (wraps < ROTATE_AT_WRAPS) return "";
  const share = Math.round((wraps / MAX_WRAPS) * 100);
  return say(
    "The key {id} has sealed {count:number} times, {share:number} % of what one key may (2^32). Add a key and rotate to it.",
    { id, count: wraps, share },
  );
}

/** The same for the key that seals now. */
export async function readWear(ctx: Pick<Context, "db" | "vault">): Promise<string> {
  const { id } = ctx.vault.keyring.primary;
  return wearOf(id, (await readKeyUses(ctx)).get(id)?.wraps ?? 0);
}
