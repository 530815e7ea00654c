import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import { returnGrant } from "./return-grant";

/**
 * A grant that HubSpot gave for something that is here no more goes back, in the caller's transaction. When its app is
 * gone as well, nobody holds the secret that a revocation takes: then the log says that the grant lives on.
 */
export async function returnOrphan(
  tx: DbTransaction,
  ctx: Context,
  { appId, refreshToken }: { appId: string; refreshToken: Secret | undefined },
): Promise<void> {
  if (!refreshToken) return;
  // The lock keeps the app from being deleted before the note is there.
  const [app] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "HubSpotApp" WHERE "id" = ${appId}::uuid FOR SHARE`;
  if (app) return returnGrant(tx, ctx, { appId, refreshToken, reason: "ended_meanwhile" });
  await recordEvent(tx, ctx, {
    action: "grant.given_back",
    outcome: "failed",
    target: { kind: "app", id: appId, label: "An app that was deleted" },
    appId,
    details: {
      reason: "ended_meanwhile",
      outcome:
        "not revoked: the app was deleted here, and with it the secret that HubSpot asks for",
    },
  });
}
