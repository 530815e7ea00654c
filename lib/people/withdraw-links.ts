import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { DbTransaction } from "@/lib/db/client";

/** Everything a person made or that is for them, the resets of a person, or the invitations to an address. */
export type WhichLinks =
  { of: { id: string; email: string } } | { resetsFor: string } | { invitationsTo: string };

/**
 * Makes open links useless, inside the transaction of the act that ends their grounds; the caller records how many.
 * @returns how many were open
 */
export function withdrawLinks(
  tx: DbTransaction,
  ctx: Pick<Context, "now">,
  which: WhichLinks,
): Promise<number> {
  const now = ctx.now();
  return tx.$executeRaw`
    UPDATE "Invite" SET "withdrawnAt" = ${now} WHERE "id" IN (
      SELECT "id" FROM "Invite"
      WHERE ${condition(which)} AND "usedAt" IS NULL AND "withdrawnAt" IS NULL AND "expiresAt" > ${now}
      ORDER BY "id" FOR UPDATE)`;
}

function condition(which: WhichLinks): Prisma.Sql {
  if ("resetsFor" in which) return Prisma.sql`"isReset" AND "personId" = ${which.resetsFor}::uuid`;
  if ("invitationsTo" in which)
    return Prisma.sql`NOT "isReset" AND "email" = ${which.invitationsTo}`;
  const { id, email } = which.of;
  return Prisma.sql`("createdById" = ${id}::uuid
    OR ("isReset" AND "personId" = ${id}::uuid) OR (NOT "isReset" AND "email" = ${email}))`;
}
