import "server-only";
import type { Context } from "@/lib/context";
import type { ServerKind } from "./announce";

/** Seconds of silence after which a process counts as gone. */
export const SILENT_SECONDS = 30;

export interface ServerView {
  name: string;
  kind: ServerKind;
  version: string;
  keyIds: string[];
  startedAt: Date;
  lastSeenAt: Date;
}

/** The processes that work over this database; those that fell silent a day ago are forgotten. */
export async function listServers({ db }: Pick<Context, "db">): Promise<ServerView[]> {
  await db.$executeRaw`DELETE FROM "ServerSeen" WHERE "lastSeenAt" < now() - interval '1 day'`;
  return db.$queryRaw<ServerView[]>`
    SELECT "name", "kind", "version", "keyIds", "startedAt", "lastSeenAt" FROM "ServerSeen"
    WHERE "lastSeenAt" > now() - make_interval(secs => ${SILENT_SECONDS}) ORDER BY "name", "startedAt"`;
}
