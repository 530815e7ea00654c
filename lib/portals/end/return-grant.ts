import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import { returnedTokenPlace } from "@/lib/portals/token-places";

export type ReturnReason =
  "other_portal" | "foreign_app" | "inactive_token" | "ended_meanwhile" | "declined";

interface Returned {
  appId: string;
  hubId?: bigint;
  refreshToken: Secret;
  reason: ReturnReason;
}

/**
 * Notes that a grant of HubSpot's must not stay, in the transaction that decides it. The background work revokes it
 * there, as often as that takes: see giveBackGrants. Safe to repeat for the same token.
 */
export async function returnGrant(
  tx: DbTransaction,
  ctx: Context,
  { appId, hubId, refreshToken, reason }: Returned,
): Promise<void> {
  const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", refreshToken);
  const isNoted = await tx.grantReturn.count({
    where: { appId, refreshTokenFingerprint, finishedAt: null },
  });
  if (isNoted > 0) return;
  const id = randomUUID();
  await tx.grantReturn.create({
    data: {
      id,
      appId,
      hubId,
      reason,
      refreshTokenFingerprint,
      refreshTokenSealed: ctx.vault.seal(returnedTokenPlace(id), refreshToken),
      nextTryAt: ctx.now(),
    },
  });
}
