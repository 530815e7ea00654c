import type { Context } from "@/lib/context";
import { portalRow } from "./checks";
import { makeApp, makePerson, makePortal, type ConnectedPortal } from "./makers";
import type { World } from "./world";

/** Due portals of one new app. */
export async function duePortals(world: World, count: number): Promise<ConnectedPortal[]> {
  const owner = await makePerson(world, "owner");
  const app = await makeApp(world, owner.ctx);
  const made: ConnectedPortal[] = [];
  for (let n = 0; n < count; n += 1) made.push(await makePortal(world, { owner, app }));
  await makeDue(world, app.id);
  return made;
}

/** Makes every portal of an app due. */
export async function makeDue(world: World, appId: string): Promise<void> {
  await world.db.portal.updateMany({ where: { appId }, data: { nextRefreshAt: new Date(0) } });
}

type Refresh = Context["hubspot"]["refresh"];

/** A context whose HubSpot is asked through `change`. */
export function askingThrough(
  world: World,
  change: (real: Refresh, ...asked: Parameters<Refresh>) => ReturnType<Refresh>,
): Context {
  const ctx = world.context();
  const { refresh } = ctx.hubspot;
  const asked: Refresh = (...question) => change(refresh, ...question);
  return { ...ctx, hubspot: { ...ctx.hubspot, refresh: asked } };
}

export async function isRenewed(world: World, { portal }: ConnectedPortal): Promise<boolean> {
  return (await portalRow(world, portal.id)).lastRefreshAt !== null;
}
