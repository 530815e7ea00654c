import "server-only";
import pg from "pg";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { isPooled } from "@/lib/settings/plain-settings.mjs";

/** Something changed that a page may show. */
export interface Change {
  portalId?: string;
  appId?: string;
}
export type OnChange = (change: Change) => void;

const CHANNEL = "portico_changes";
/** Without notifications, changes are looked for this often. */
const POLL_MS = 500;
const RECONNECT_MS = 2_000;

/** How far the database is: two that differ mean that something changed in between (see the migration `live_changes`). */
export async function readCursor({ db }: Pick<Context, "db">): Promise<string> {
  const [row] = await db.$queryRaw<{ cursor: string }[]>`
    SELECT COALESCE((SELECT "seq" FROM "AuditEvent" WHERE "outcome" <> 'denied' AND "action" NOT LIKE 'session.%'
      ORDER BY "seq" DESC LIMIT 1), 0) || '.' || COALESCE((SELECT MAX("seq") FROM "AlertEvent"), 0) AS "cursor"`;
  return row?.cursor ?? "";
}

/** Hears of every change, of whatever server, while somebody wants to know. */
export interface Changes {
  /** Also called when it is not known whether something changed: compare cursors. @returns takes it back */
  listen(onChange: OnChange): () => void;
  /** How many listen. */
  readonly listeners: number;
  close(): Promise<void>;
}

/**
 * One connection of this process that waits for the database's notifications. While it is broken, or where a pooler
 * stands before the database and there can be none, the database is asked instead.
 */
export function followChanges(ctx: Pick<Context, "db" | "env">): Changes {
  const listeners = new Set<OnChange>();
  let stopFollowing: (() => Promise<void>) | undefined;
  const tell = (change: Change) => {
    for (const onChange of listeners) onChange(change);
  };
  return {
    get listeners() {
      return listeners.size;
    },
    listen(onChange) {
      listeners.add(onChange);
      stopFollowing ??= follow(ctx, tell);
      return () => {
        listeners.delete(onChange);
        if (listeners.size > 0) return;
        void stopFollowing?.();
        stopFollowing = undefined;
      };
    },
    async close() {
      listeners.clear();
      await stopFollowing?.();
      stopFollowing = undefined;
    },
  };
}

function follow(ctx: Pick<Context, "db" | "env">, tell: OnChange): () => Promise<void> {
  const url = ctx.env.databaseUrl.reveal();
  let isOver = false;
  let isNotified = false;
  let client: pg.Client | undefined;
  let reconnect: NodeJS.Timeout | undefined;

  const connect = async () => {
    const mine = new pg.Client({ connectionString: url, application_name: "portico live" });
    client = mine;
    const lost = () => {
      if (client !== mine) return;
      client = undefined;
      isNotified = false;
      mine.end().catch(() => undefined);
      if (isOver) return;
      reconnect = setTimeout(() => void connect(), RECONNECT_MS).unref();
      // Nobody knows what came in between.
      tell({});
    };
    mine.on("error", lost);
    mine.on("end", lost);
    mine.on("notification", ({ payload }) => tell(changeOf(payload)));
    try {
      await mine.connect();
      await mine.query(`LISTEN ${CHANNEL}`);
      if (isOver) return void (await mine.end());
      isNotified = true;
      tell({});
    } catch (error) {
      logger.debug({ err: error }, "the database's notifications cannot be heard just now");
      lost();
    }
  };
  if (!isPooled(url)) void connect();

  let seen: string | undefined;
  const poll = setInterval(() => {
    if (isNotified) return void (seen = undefined);
    readCursor(ctx)
      .then((cursor) => {
        if (seen !== cursor) tell({});
        seen = cursor;
      })
      // The database is away; it is asked again.
      .catch(() => undefined);
  }, POLL_MS).unref();

  return async () => {
    isOver = true;
    clearInterval(poll);
    clearTimeout(reconnect);
    await client?.end().catch(() => undefined);
  };
}

function changeOf(payload: string | undefined): Change {
  try {
    const { portalId, appId } = JSON.parse(payload ?? "{}") as Record<string, unknown>;
    return {
      ...(typeof portalId === "string" && { portalId }),
      ...(typeof appId === "string" && { appId }),
    };
  } catch {
    return {};
  }
}
