import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { assigned } from "@/lib/db/written-columns";
import { AppError } from "@/lib/errors";
import { targetOf } from "@/lib/portals/target-of";
import { reachPortal } from "@/lib/reach/reach";
import { stepBack } from "./grant-rows";
import { freshState } from "./store-grant";

export const adoptHeldBackGrantInput = z.strictObject({ portalId: z.uuid(), grantId: z.uuid() });

/**
 * Puts a stranger's grant that was held back in the place of the one in use, because somebody decided so. The other way
 * round is revokeGrant.
 * @throws AppError not_found when it is not held back any more
 */
export async function adoptHeldBackGrant(
  given: Context,
  { portalId, grantId }: z.infer<typeof adoptHeldBackGrantInput>,
): Promise<void> {
  const ctx = await reachPortal(given, portalId);
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Portal" WHERE "id" = ${portalId}::uuid FOR UPDATE`;
    const grant = await tx.grant.findFirst({
      where: {
        id: grantId,
        portalId,
        heldBackAt: { not: null },
        refreshTokenSealed: { not: null },
      },
      include: { portal: true, app: true },
    });
    if (!grant?.refreshTokenFingerprint) throw new AppError("not_found");
    const { accessTokenSealed, identifyAt } = grant;
    const expiresAt = grant.accessTokenExpiresAt ?? ctx.now();
    await tx.$executeRaw(stepBack(portalId, null, ctx.now()));
    await tx.grant.update({
      where: { id: grant.id },
      data: { supersededAt: null, accessTokenSealed, identifyAt },
    });
    const updatedAt = Prisma.sql`now()`;
    const portal = {
      ...freshState(ctx, grant.app, expiresAt),
      currentGrantId: grant.id,
      updatedAt,
    };
    await tx.$executeRaw`UPDATE "Portal" SET ${assigned(portal)} WHERE "id" = ${portalId}::uuid`;
    await recordEvent(tx, ctx, {
      action: "portal.grant_chosen",
      target: targetOf(grant.portal),
      appId: grant.appId,
      portalId,
      details: {
        grantOf: grant.installerEmail ?? grant.installerUserId?.toString() ?? null,
        grantedAt: grant.createdAt.toISOString(),
        scopes: grant.grantedScopes,
      },
    });
  });
}
