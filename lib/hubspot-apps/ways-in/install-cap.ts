import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { INSTALL_CAPS, type InstallCap } from "./install-caps";

/** Statuses in which the app is still installed in HubSpot, as far as we know: a revoke does not uninstall it. */
const INSTALLED = {
  status: { in: ["connected", "degraded", "app_error", "revoked"] },
} satisfies Prisma.PortalWhereInput;

/** How many of HubSpot's installs an app has used; null when it has no limit. */
export async function getInstallCap(ctx: Context, appId: string): Promise<InstallCap | null> {
  const [app, installed] = await Promise.all([
    ctx.db.hubSpotApp.findUnique({ where: { id: appId }, select: { installCap: true } }),
    ctx.db.portal.count({ where: { ...INSTALLED, appId } }),
  ]);
  if (!app || app.installCap === null) return null;
  return { cap: app.installCap, installed };
}

/** The same for every app that has a limit. */
export async function listInstallCaps(ctx: Context): Promise<Map<string, InstallCap>> {
  const [apps, counts] = await Promise.all([
    ctx.db.hubSpotApp.findMany({
      where: { installCap: { not: null } },
      select: { id: true, installCap: true },
    }),
    ctx.db.portal.groupBy({
      by: ["appId"],
      where: { ...INSTALLED, app: { installCap: { not: null } } },
      _count: true,
    }),
  ]);
  const installed = new Map(counts.map((row) => [row.appId, row._count]));
  return new Map(
    apps.map(({ id, installCap }) => [
      id,
      { cap: installCap ?? 0, installed: installed.get(id) ?? 0 },
    ]),
  );
}

export const setInstallCapInput = z.strictObject({
  appId: z.uuid(),
  installCap: z
    .enum(["", ...INSTALL_CAPS.map(String)], { error: "Choose a limit." })
    .transform((value) => (value === "" ? null : Number(value))),
});

/** Sets or removes the limit of installs that HubSpot gave an app. @throws AppError not_found */
export async function setInstallCap(
  ctx: Context,
  input: z.output<typeof setInstallCapInput>,
): Promise<void> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app) throw new AppError("not_found");
  if (app.installCap === input.installCap) return;
  await ctx.db.$transaction(async (tx) => {
    await tx.hubSpotApp.update({
      where: { id: app.id },
      // The settings form does not show this: one that is open stays good.
      data: { installCap: input.installCap, updatedAt: app.updatedAt },
    });
    await recordEvent(tx, ctx, {
      action: "app.updated",
      target: { kind: "app", id: app.id, label: app.name },
      appId: app.id,
      changes: { installCap: [app.installCap, input.installCap] },
    });
  });
}
