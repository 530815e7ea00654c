import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { RefreshPolicy } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { reachApp } from "@/lib/reach/reach";
import { REFRESH_POLICIES } from "./policy-words";

export const setRefreshPolicyInput = z.strictObject({
  appId: z.uuid(),
  refreshPolicy: z.enum(REFRESH_POLICIES, { error: "Choose when tokens are renewed." }),
});

/**
 * Sets when the tokens of an app are renewed, and plans its portals anew: what has expired meanwhile is spread over ten
 * minutes, so that a change is no storm at HubSpot. Portals that failed keep their next try.
 * @throws AppError not_found
 */
export async function setRefreshPolicy(
  given: Context,
  { appId, refreshPolicy }: z.output<typeof setRefreshPolicyInput>,
): Promise<void> {
  const ctx = await reachApp(given, appId);
  await ctx.db.$transaction(
    async (tx) => {
      const [locked] = await tx.$queryRaw<{ name: string; refreshPolicy: RefreshPolicy }[]>`
        SELECT "name", "refreshPolicy" FROM "HubSpotApp" WHERE "id" = ${appId}::uuid FOR NO KEY UPDATE`;
      if (!locked) throw new AppError("not_found");
      if (locked.refreshPolicy === refreshPolicy) return;
      await tx.hubSpotApp.update({ where: { id: appId }, data: { refreshPolicy } });
      await planAnew(tx, appId, refreshPolicy);
      await recordEvent(tx, ctx, {
        action: "app.policy_changed",
        target: { kind: "app", id: appId, label: locked.name },
        appId,
        changes: { refreshPolicy: [locked.refreshPolicy, refreshPolicy] },
      });
    },
    // Many portals are written at once.
    { timeout: 120_000 },
  );
}

async function planAnew(tx: DbTransaction, appId: string, policy: RefreshPolicy): Promise<void> {
  const soon = Prisma.sql`CASE WHEN g."accessTokenExpiresAt" > now() + interval '5 minutes'
    THEN g."accessTokenExpiresAt" - interval '5 minutes' ELSE now() + random() * interval '10 minutes' END`;
  const planned = {
    ahead: soon,
    when_used: Prisma.sql`CASE WHEN p."lastReadAt" > now() - interval '24 hours' THEN ${soon}
      ELSE now() + random() * interval '24 hours' END`,
    on_demand: Prisma.sql`NULL`,
  };
  await tx.$executeRaw`
    UPDATE "Portal" p SET "nextRefreshAt" = ${planned[policy]}, "updatedAt" = now()
    FROM (SELECT "id" FROM "Portal" WHERE "appId" = ${appId}::uuid AND "status" = 'connected'
      ORDER BY "id" FOR NO KEY UPDATE) AS locked, "Grant" g
    WHERE p."id" = locked."id" AND g."id" = p."currentGrantId"`;
}
