import { deliver } from "@/lib/alerts/deliver";
import { handOutAlerts } from "@/lib/alerts/hand-out";
import type { AlertEventType } from "@/lib/alerts/event-types";
import { addWebhook } from "@/lib/alerts/webhooks";
import type { Context } from "@/lib/context";
import type { World } from "./world";

/** A context whose alerts may go to receivers on this machine. */
export function openContext(world: World, base: Context = world.context()): Context {
  return { ...base, env: { ...world.env, allowedReceivers: "127.0.0.0/8" } };
}

export function addHook(ctx: Context, url: string, eventTypes: AlertEventType[] = []) {
  return addWebhook(ctx, { url, name: "", eventTypes });
}

/** Hands out what is due and works the queue of webhooks off, as a worker does. @returns how many jobs there were */
export async function tellAll(ctx: Context): Promise<number> {
  while ((await handOutAlerts(ctx)) > 0) continue;
  const jobs = await ctx.queue.take("deliver", 100);
  for (const job of jobs) {
    await deliver(ctx, job);
    await ctx.queue.done("deliver", job.id);
  }
  return jobs.length;
}

/** The queue's clock is the database's: what waits there has waited long enough. */
export async function letTimePass({ db }: World): Promise<void> {
  await db.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE state < 'active'`;
}

/** The events of a portal or app, in order. */
export async function eventTypes({ db }: World, about: { portalId?: string; appId?: string }) {
  const rows = await db.alertEvent.findMany({ where: about, orderBy: { seq: "asc" } });
  return rows.map(({ type }) => type);
}

/** What waits to last has lasted. */
export async function makeDue({ db }: World): Promise<void> {
  await db.alertEvent.updateMany({
    where: { handedOutAt: null },
    data: { dueAt: new Date(Date.now() - 1_000) },
  });
}
