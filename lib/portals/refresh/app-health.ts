import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { HubSpotError } from "@/lib/hubspot/errors";

/**
 * HubSpot refuses the app's own credentials: its portals are paused together and one event says so. The grants are
 * untouched; no portal is given up for a wrong secret.
 */
export async function pauseApp(
  tx: DbTransaction,
  ctx: Context,
  app: { id: string; name: string },
  error: HubSpotError,
): Promise<void> {
  const { count } = await tx.hubSpotApp.updateMany({
    where: { id: app.id, credentialsRefusedAt: null },
    data: { credentialsRefusedAt: ctx.now(), credentialsRefusedCode: error.status ?? error.kind },
  });
  await tx.$executeRaw`
    UPDATE "Portal" SET "status" = 'app_error', "statusSince" = now(), "nextRefreshAt" = NULL, "updatedAt" = now()
    WHERE "appId" = ${app.id}::uuid AND "status" IN ('connected', 'degraded')`;
  if (count === 0) return;
  await recordEvent(tx, ctx, {
    action: "app.credentials_refused",
    outcome: "failed",
    target: { kind: "app", id: app.id, label: app.name },
    appId: app.id,
    correlationId: error.correlationId,
    details: { hubspotStatus: error.status, httpStatus: error.httpStatus },
  });
}

/**
 * Takes the row of an app before any of its portals are written. Transactions that pause or resume all portals of an
 * app meet here; in any other order two of them could wait for each other's portals.
 */
export async function lockApp(tx: DbTransaction, appId: string): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "HubSpotApp" WHERE "id" = ${appId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Gives paused portals of an app another chance, spread over a minute: after a new secret or an accepted call. What failed
 * for the app's credentials alone is past; a portal that failed for another reason before is degraded as it was.
 */
export async function resumeApp(tx: DbTransaction, appId: string): Promise<void> {
  await tx.hubSpotApp.updateMany({
    where: { id: appId, credentialsRefusedAt: { not: null } },
    data: { credentialsRefusedAt: null, credentialsRefusedCode: null },
  });
  await tx.$executeRaw`
    UPDATE "Portal" SET "consecutiveFailures" = 0, "lastErrorAt" = NULL, "lastErrorKind" = NULL,
      "lastErrorStatus" = NULL, "lastErrorHttpStatus" = NULL, "lastErrorCorrelationId" = NULL
    WHERE "appId" = ${appId}::uuid AND "status" = 'app_error' AND "lastErrorKind" = 'app_credentials'`;
  await tx.$executeRaw`
    UPDATE "Portal" SET "statusSince" = now(), "updatedAt" = now(),
      "status" = (CASE WHEN "consecutiveFailures" > 0 THEN 'degraded' ELSE 'connected' END)::"PortalStatus",
      "nextRefreshAt" = now() + random() * interval '60 seconds'
    WHERE "appId" = ${appId}::uuid AND "status" = 'app_error'`;
}
