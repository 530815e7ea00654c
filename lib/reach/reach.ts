import "server-only";
import { can, type Permission, type Rights } from "@/lib/auth/roles";
import type { Actor, Context } from "@/lib/context";
import type { Db } from "@/lib/db/client";
import { limitedDb, wholeDb } from "@/lib/db/limited";
import { AppError } from "@/lib/errors";

/** The client that somebody works with: held in the apps they are limited to, or the whole. */
export function dbOf(db: Db, { rights }: Pick<Actor, "rights">): Db {
  const whole = wholeDb(db);
  return rights?.apps ? limitedDb(whole, rights.apps) : whole;
}

/** The same context with somebody else acting in it, within their own limit. */
export function actAs(ctx: Context, actor: Actor): Context {
  return { ...ctx, actor, db: dbOf(ctx.db, actor) };
}

/** Whether who acts may do something; nobody but people has permissions. */
export function may({ actor }: Pick<Context, "actor">, permission: Permission): boolean {
  return actor.rights !== undefined && can(actor.rights, permission);
}

/** The apps that who acts is limited to; null is every app. */
export function appsOf({ actor }: Pick<Context, "actor">): Rights["apps"] {
  return actor.rights?.apps ?? null;
}

/**
 * For verbs that write by hand: goes on with the whole client once it is known that the portal is within reach. What they
 * read from then on must be this portal's.
 * @throws AppError not_found, exactly as for an id that there is not
 */
export async function reachPortal(ctx: Context, portalId: string): Promise<Context> {
  return reachPortals(ctx, [portalId]);
}

/** The same for several portals: all of them, or none. @throws AppError not_found */
export async function reachPortals(ctx: Context, portalIds: string[]): Promise<Context> {
  if (appsOf(ctx) === null) return ctx;
  const ids = [...new Set(portalIds)];
  // Also where something before has gone on with the whole client.
  const found = await dbOf(ctx.db, ctx.actor).portal.count({ where: { id: { in: ids } } });
  if (found < ids.length) throw new AppError("not_found");
  return { ...ctx, db: wholeDb(ctx.db) };
}

/** The same for an app. @throws AppError not_found */
export async function reachApp(ctx: Context, appId: string): Promise<Context> {
  const apps = appsOf(ctx);
  if (apps === null) return ctx;
  if (!apps.includes(appId)) throw new AppError("not_found");
  return { ...ctx, db: wholeDb(ctx.db) };
}
