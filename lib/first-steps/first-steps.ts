import "server-only";
import type { Context } from "@/lib/context";
import { areKeysStored } from "@/lib/keys/stored-copy";
import { may } from "@/lib/reach/reach";
import { HIDDEN } from "./hide";

/** In the order in which they are best done; none waits for another but by its nature. */
export const FIRST_STEPS = [
  "owner",
  "keys",
  "app",
  "credentials",
  "portal",
  "key",
  "read",
] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

export interface FirstStepsView {
  steps: { step: FirstStep; isDone: boolean }[];
  /** The first app, once there is one. */
  app?: { slug: string; name: string };
  /** A portal to try a call with, once there is one. */
  portal?: { hubId: string; label: string };
}

/**
 * How far the setting-up has come, read from what is there. Null for people who do not set up, once all of it is done, and
 * after somebody has hidden it.
 */
export async function getFirstSteps(ctx: Context): Promise<FirstStepsView | null> {
  if (!may(ctx, "apps.create")) return null;
  const [hidden, isStored, app, portal, tested, key, read] = await Promise.all([
    ctx.db.systemFact.findUnique({ where: { name: HIDDEN } }),
    areKeysStored(ctx),
    ctx.db.hubSpotApp.findFirst({
      orderBy: { createdAt: "asc" },
      select: { slug: true, name: true, credentialsRefusedAt: true },
    }),
    ctx.db.portal.findFirst({
      orderBy: { id: "asc" },
      select: { hubId: true, hubDomain: true },
    }),
    ctx.db.auditEvent.findFirst({
      where: { action: "app.credentials_tested", outcome: "ok" },
      select: { seq: true },
    }),
    ctx.db.apiKey.findFirst({ select: { id: true } }),
    ctx.db.apiKeyUse.findFirst({ select: { keyId: true } }),
  ]);
  if (hidden) return null;
  const done: Record<FirstStep, boolean> = {
    owner: true,
    keys: isStored,
    app: app !== null,
    // A portal that came through it proves it as well.
    credentials: app !== null && !app.credentialsRefusedAt && (tested !== null || portal !== null),
    portal: portal !== null,
    key: key !== null,
    read: read !== null,
  };
  if (FIRST_STEPS.every((step) => done[step])) return null;
  return {
    steps: FIRST_STEPS.map((step) => ({ step, isDone: done[step] })),
    app: app ? { slug: app.slug, name: app.name } : undefined,
    portal: portal
      ? { hubId: String(portal.hubId), label: portal.hubDomain ?? `Hub ${portal.hubId}` }
      : undefined,
  };
}
