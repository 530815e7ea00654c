import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { PortalStatus } from "@/lib/portals/status";
import { appsOf } from "@/lib/reach/reach";
import type { Used } from "./snippets";

export interface UseItView {
  used: Used;
  appName: string;
  appSlug: string;
  portal: { id: string; label: string; status: PortalStatus; isEnding: boolean };
  /** Other apps that hold the same Hub ID, so that a program has to name the one it means. */
  isShared: boolean;
}

const WITH_APP = { app: true } as const;

/** What a program needs to know to use a portal. @throws AppError not_found */
export async function portalUse(ctx: Context, portalId: string): Promise<UseItView> {
  const portal = await ctx.db.portal.findUnique({ where: { id: portalId }, include: WITH_APP });
  if (!portal) throw new AppError("not_found");
  const others = await ctx.db.portal.count({
    where: { hubId: portal.hubId, appId: { not: portal.appId } },
  });
  const { app } = portal;
  const hubId = portal.hubId.toString();
  const isRevoking = portal.revokeRequestedAt !== null && portal.revokedAt === null;
  const isUninstalling = portal.uninstallRequestedAt !== null && portal.status !== "uninstalled";
  return {
    used: {
      origin: ctx.env.origin,
      hubId,
      clientId: app.clientId,
      apiVersion: app.apiVersion,
      // Whoever sees some apps only cannot know of others.
      ...((others > 0 || appsOf(ctx) !== null) && { appSlug: app.slug }),
    },
    appName: app.name,
    appSlug: app.slug,
    portal: {
      id: portal.id,
      label: portal.hubDomain ?? `Hub ${hubId}`,
      status: portal.status,
      isEnding: isRevoking || isUninstalling,
    },
    isShared: others > 0,
  };
}

/** The same for an app, by a portal of it that works: the one connected last. Null while there is none. */
export async function appUse(ctx: Context, appId: string): Promise<UseItView | null> {
  const example = await ctx.db.portal.findFirst({
    where: { appId, status: { in: ["connected", "degraded"] } },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return example && portalUse(ctx, example.id);
}
