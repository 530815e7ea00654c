import "server-only";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { SILENT_SECONDS } from "./list-servers";

/**
 * A server of a release without own roles and limits to apps would give a person with one of them too much: neither is
 * given while such a server works over this database.
 * @throws AppError older_server_runs
 */
export async function assertAllKnowRights(tx: DbTransaction): Promise<void> {
  const [older] = await tx.$queryRaw<{ name: string; version: string }[]>`
    SELECT "name", "version" FROM "ServerSeen"
    WHERE NOT "knowsRights" AND "lastSeenAt" > now() - make_interval(secs => ${SILENT_SECONDS}) LIMIT 1`;
  if (older) throw new AppError("older_server_runs", { details: { ...older } });
}

/** The same where somebody is given rights that a server of an earlier release would not hold. @throws AppError older_server_runs */
export async function assertRightsAreKnown(
  tx: DbTransaction,
  { customRoleId, isLimited }: { customRoleId: string | null; isLimited: boolean },
): Promise<void> {
  if (customRoleId || isLimited) await assertAllKnowRights(tx);
}
