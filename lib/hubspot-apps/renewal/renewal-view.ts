import "server-only";
import type { Context } from "@/lib/context";
import type { RefreshPolicy } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import type { RenewalLoad } from "./policy-words";

/** How the tokens of an app are renewed, and whether HubSpot lets them be. */
export interface RenewalView {
  policy: RefreshPolicy;
  load: RenewalLoad;
  /** Tokens that should have been renewed by now. */
  overdue: number;
  /** The circuit breaker, while it is open. */
  breaker?: { openedAt: Date; kind: string; retryAt: Date | null; failures: number };
}

/** @throws AppError not_found */
export async function getRenewal(ctx: Context, appId: string): Promise<RenewalView> {
  const now = ctx.now();
  const [app, [counts]] = await Promise.all([
    ctx.db.hubSpotApp.findUnique({ where: { id: appId } }),
    ctx.db.$queryRaw<{ portals: number; inUse: number; overdue: number }[]>`
      SELECT COUNT(*)::int AS "portals",
        COUNT(*) FILTER (WHERE "lastReadAt" > ${now}::timestamptz - interval '24 hours')::int AS "inUse",
        COUNT(*) FILTER (WHERE "nextRefreshAt" < ${now}::timestamptz - interval '1 minute')::int AS "overdue"
      FROM "Portal" WHERE "appId" = ${appId}::uuid AND "status" IN ('connected', 'degraded')`,
  ]);
  if (!app) throw new AppError("not_found");
  const { portals = 0, inUse = 0, overdue = 0 } = counts ?? {};
  const { breakerOpenedAt: openedAt, breakerKind, breakerRetryAt, breakerFailures } = app;
  return {
    policy: app.refreshPolicy,
    load: { portals, inUse },
    overdue,
    ...(openedAt && {
      breaker: {
        openedAt,
        kind: breakerKind ?? "unavailable",
        retryAt: breakerRetryAt && breakerRetryAt > now ? breakerRetryAt : null,
        failures: breakerFailures,
      },
    }),
  };
}
