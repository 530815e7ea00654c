import "server-only";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { isUniqueViolation } from "@/lib/db/errors";
import { AppError } from "@/lib/errors";
import { appsOf } from "@/lib/reach/reach";
import { clientIdTaken } from "./create";
import type { UpdateAppInput } from "./schemas";

/**
 * Changes an app. Nothing is overwritten that somebody else changed since the form was opened.
 * @throws AppError not_found, conflict, client_id_taken, invalid_input for a client ID when live portals hang on the old one, or by somebody limited to some apps
 */
export async function updateApp(
  ctx: Context,
  input: UpdateAppInput,
): Promise<{ slug: string; portalsBehind: number }> {
  const { appId, updatedAt, ...fields } = input;
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: appId } });
  if (!app) throw new AppError("not_found");
  if (app.clientId !== fields.clientId) {
    assertSeesEveryApp(ctx);
    await assertNoLivePortals(ctx, appId);
  }

  const changes = changesBetween(pick(app), fields);
  try {
    await ctx.db.$transaction(async (tx) => {
      const { count } = await tx.hubSpotApp.updateMany({
        where: { id: appId, updatedAt },
        data: {
          ...fields,
          ...(app.clientId !== fields.clientId && {
            credentialsRefusedAt: null,
            credentialsRefusedCode: null,
            // Another client ID is another app at HubSpot.
            hubspotAppId: null,
          }),
        },
      });
      if (count === 0) throw new AppError("conflict");
      await recordEvent(tx, ctx, {
        action: "app.updated",
        target: { kind: "app", id: appId, label: fields.name },
        appId,
        changes,
      });
    });
  } catch (error) {
    throw isUniqueViolation(error, "clientId") ? clientIdTaken() : error;
  }
  return {
    slug: app.slug,
    portalsBehind: await countPortalsBehind(ctx, appId, fields.requiredScopes),
  };
}

/** "It is taken" tells of an app that somebody limited to others must not know of. */
function assertSeesEveryApp(ctx: Context): void {
  if (appsOf(ctx) === null) return;
  const clientId = "Only somebody who sees every app changes a client ID. Ask an owner.";
  throw new AppError("invalid_input", { details: { fields: { clientId } } });
}

/** Grants belong to the client ID they were made with: under another one every refresh would fail. */
async function assertNoLivePortals(ctx: Context, appId: string): Promise<void> {
  const live = await ctx.db.grant.count({ where: { appId, refreshTokenSealed: { not: null } } });
  if (live === 0) return;
  const clientId =
    "Portals are connected through this client ID. Add the other client ID as a new app instead.";
  throw new AppError("invalid_input", { details: { fields: { clientId } } });
}

/** Live portals whose current grant lacks a scope that the app now requires. */
export async function countPortalsBehind(
  ctx: Context,
  appId: string,
  requiredScopes: string[],
): Promise<number> {
  return ctx.db.portal.count({
    where: {
      appId,
      status: { in: ["connected", "degraded", "app_error"] },
      currentGrant: { NOT: { grantedScopes: { hasEvery: requiredScopes } } },
    },
  });
}

function pick(
  app: Omit<UpdateAppInput, "appId" | "updatedAt" | "apiVersion"> & { apiVersion: string },
) {
  const {
    name,
    clientId,
    redirectUri,
    requiredScopes,
    conditionalScopes,
    optionalScopes,
    apiVersion,
  } = app;
  return {
    name,
    clientId,
    redirectUri,
    requiredScopes,
    conditionalScopes,
    optionalScopes,
    apiVersion,
  };
}
