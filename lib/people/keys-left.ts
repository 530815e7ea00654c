import "server-only";
import { can, type Rights } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";

/**
 * How many API keys go on working that somebody made who may make none any more. They belong to the company's services, so they
 * do not end with their maker's rights; but whoever made one has seen it.
 * @param rights what they may do from now on; null for nothing
 */
export async function countKeysLeft(
  tx: DbTransaction,
  ctx: Pick<Context, "now">,
  { personId, rights }: { personId: string; rights: Rights | null },
): Promise<number> {
  if (rights && can(rights, "api_keys.manage")) return 0;
  const isLive = { OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now() } }] };
  return tx.apiKey.count({ where: { createdById: personId, revokedAt: null, ...isLive } });
}
