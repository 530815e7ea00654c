import "server-only";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import packageJson from "@/package.json";

const EVERY_MS = 5_000;

/** A server answers and does the background work; one that only answers, and one that only works. */
export type ServerKind = "server" | "server_only" | "worker";

export interface Announcement {
  /** Says it again at once, when what it says has changed. */
  again(): void;
  /** Takes it back: the process ends in order. */
  end(): Promise<void>;
}

/**
 * Tells every few seconds that this process works over the database, with which release and keys. A process that dies is
 * known by its silence. A database that does not answer is told the next time.
 */
export function announce(
  { db, vault }: Pick<Context, "db" | "vault">,
  kind: ServerKind,
): Announcement {
  const id = randomUUID();
  const name = `${hostname()}, process ${process.pid}`;
  const startedAt = new Date();
  let telling: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const tell = () => {
    const { ids } = vault.keyring;
    // One after the other, so that what is newest stays.
    telling = telling.then(() => {
      if (isOver) return;
      return db.$executeRaw`
        INSERT INTO "ServerSeen" ("id", "name", "kind", "version", "knowsRights", "keyIds", "startedAt", "lastSeenAt")
        VALUES (${id}::uuid, ${name}, ${kind}, ${packageJson.version}, true, ${ids}, ${startedAt}, now())
        ON CONFLICT ("id") DO UPDATE SET "keyIds" = EXCLUDED."keyIds", "lastSeenAt" = EXCLUDED."lastSeenAt"`.catch(
        (error: unknown) => logger.debug({ err: error }, "this process could not be announced"),
      );
    });
  };
  tell();
  const timer = setInterval(tell, EVERY_MS).unref();
  return {
    again: tell,
    async end() {
      clearInterval(timer);
      isOver = true;
      await telling;
      await db.serverSeen.deleteMany({ where: { id } }).catch(() => undefined);
    },
  };
}
