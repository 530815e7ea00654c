import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { endText, linkText, type ChainPoint } from "./chain";

type Chain = Pick<Context, "db" | "vault">;

const BATCH = 1_000;

/** The signed end of the chain, and whether the signature is ours. */
export interface ChainEnd extends ChainPoint {
  isOurs: boolean;
}

/**
 * Links the lines that were written since: whoever writes one waits for nobody, and the chain is made here, in batches,
 * one server at a time; open pages hear of them then. An end that we did not sign is not built on; verifying says so.
 * @returns how many more there may be to link
 */
export async function sealLines(ctx: Chain): Promise<number> {
  const [found] = await ctx.db.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "AuditUnsealed") AS "waits"`;
  if (!found?.waits) return 0;
  const linked = await ctx.db.$transaction((tx) => sealBatch(tx, ctx));
  return linked < BATCH ? 0 : linked;
}

/** Links everything that is written. */
export async function sealAllLines(ctx: Chain): Promise<void> {
  while ((await sealLines(ctx)) > 0) continue;
}

/** @param isLocked nobody else links until the transaction ends */
export async function readEnd(
  tx: DbTransaction,
  { vault }: Pick<Context, "vault">,
  { isLocked = false } = {},
): Promise<ChainEnd | null> {
  if (isLocked) await tx.$executeRaw`SELECT 1 FROM "AuditEnd" WHERE "id" = 1 FOR UPDATE`;
  const end = await tx.auditEnd.findUnique({ where: { id: 1 } });
  if (!end) return null;
  const { position, hash, mac } = end;
  return { position, hash, isOurs: vault.auditMac(endText(end)) === mac };
}

async function sealBatch(tx: DbTransaction, { vault }: Chain): Promise<number> {
  const end = await readEnd(tx, { vault }, { isLocked: true });
  if (!end?.isOurs) {
    logger.error({}, "the end of the audit chain was tampered with; nothing is linked to it");
    return 0;
  }
  // A line that is gone before it was linked is linked all the same: verifying misses it.
  const lines = await tx.$queryRaw<{ seq: bigint; hash: string | null }[]>`
    WITH taken AS (
      DELETE FROM "AuditUnsealed" WHERE "seq" IN (SELECT "seq" FROM "AuditUnsealed" ORDER BY "seq" LIMIT ${BATCH})
      RETURNING "seq")
    SELECT t."seq", e."hash" FROM taken t LEFT JOIN "AuditEvent" e USING ("seq") ORDER BY t."seq"`;
  let point: ChainPoint = end;
  const links = lines.map(({ seq, hash }) => {
    const link = vault.auditMac(linkText(point, { seq, hash: hash ?? "" }));
    point = { position: point.position + 1n, hash: link };
    return { ...point, seq };
  });
  await tx.auditLink.createMany({ data: links });
  await tx.auditEnd.update({
    where: { id: 1 },
    data: { position: point.position, hash: point.hash, mac: vault.auditMac(endText(point)) },
  });
  await tellOpenPages(tx, links);
  return links.length;
}

/** See lib/live. A refusal is no news: a page that refuses writes one whenever it is shown. */
async function tellOpenPages(tx: DbTransaction, links: { seq: bigint }[]): Promise<void> {
  const seqs = links.map(({ seq }) => seq);
  await tx.$executeRaw`
    SELECT pg_notify('portico_changes', json_build_object('portalId', "portalId", 'appId', "appId")::text)
    FROM "AuditEvent" WHERE "seq" = ANY(${seqs}::bigint[])
      AND "outcome" <> 'denied' AND "action" NOT LIKE 'session.%'`;
}
