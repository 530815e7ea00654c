import "server-only";
import type { Context } from "@/lib/context";
import type { ConnectAttempt, GrantSource } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { TOKEN_TIMEOUT_MS } from "@/lib/hubspot/transport";
import { diffScopes, type ScopeDiff } from "@/lib/hubspot/scopes";

export interface AttemptView {
  id: string;
  /** `waiting`: still on HubSpot's consent page, or cancelled there: HubSpot does not tell. */
  state: "waiting" | "exchanging" | "asking" | "completed" | "failed" | "expired";
  app: { id: string; slug: string; name: string };
  source: GrantSource;
  redirectUri: string;
  /** Who of us; null when a stranger came through the install link or the Marketplace. */
  starter: { name: string; email: string } | null;
  startedAt: Date;
  expiresAt: Date;
  failure: {
    code: string;
    kind: string | null;
    status: string | null;
    correlationId: string | null;
  } | null;
  wasReconnect: boolean;
  /** Scopes that were chosen beside the required ones, to ask for them again. */
  chosenScopes: string[];
  expectedPortal: { id: string; label: string; hubId: string } | null;
  /** A reconnect that landed on another portal: which one, and whether it is connected here already. */
  otherPortal: { hubId: string; portalId: string | null } | null;
  portal: {
    id: string;
    label: string;
    hubId: string;
    installerEmail: string | null;
    installerUserId: string | null;
    accessTokenExpiresAt: Date | null;
    /** HubSpot has not said yet who installed it. */
    isAsking: boolean;
    /** The grant in use can do more than this one, so it stays. */
    isHeldBack: boolean;
    scopes: ScopeDiff;
  } | null;
}

/** One connect attempt with its outcome. @throws AppError not_found */
export async function getAttempt(ctx: Context, id: string): Promise<AttemptView> {
  const attempt = await ctx.db.connectAttempt.findUnique({
    where: { id },
    include: {
      app: { select: { id: true, slug: true, name: true, requiredScopes: true } },
      person: { select: { name: true, email: true } },
      portal: true,
      expectedPortal: true,
      grant: true,
    },
  });
  if (!attempt) throw new AppError("not_found");
  const { portal, grant, expectedPortal } = attempt;
  const requested = [...attempt.requestedScopes, ...attempt.requestedOptionalScopes];
  return {
    id: attempt.id,
    state: stateOf(attempt, ctx.now()),
    app: { id: attempt.app.id, slug: attempt.app.slug, name: attempt.app.name },
    source: attempt.source,
    redirectUri: attempt.redirectUri,
    chosenScopes: requested.filter((name) => !attempt.app.requiredScopes.includes(name)),
    starter: attempt.person,
    startedAt: attempt.createdAt,
    expiresAt: attempt.expiresAt,
    failure: attempt.failureCode
      ? {
          code: attempt.failureCode,
          kind: attempt.failureKind,
          status: attempt.failureStatus,
          correlationId: attempt.correlationId,
        }
      : null,
    wasReconnect: attempt.wasReconnect,
    expectedPortal: expectedPortal && {
      id: expectedPortal.id,
      label: expectedPortal.hubDomain ?? `Hub ${expectedPortal.hubId}`,
      hubId: expectedPortal.hubId.toString(),
    },
    otherPortal: await otherPortal(ctx, attempt),
    portal: portal && {
      id: portal.id,
      label: portal.hubDomain ?? `Hub ${portal.hubId}`,
      hubId: portal.hubId.toString(),
      installerEmail: grant?.installerEmail ?? null,
      installerUserId: grant?.installerUserId?.toString() ?? null,
      accessTokenExpiresAt: grant?.accessTokenExpiresAt ?? null,
      isAsking: Boolean(grant?.identifyAt),
      isHeldBack: Boolean(grant?.heldBackAt && grant.refreshTokenSealed),
      scopes: diffScopes(requested, grant?.grantedScopes ?? []),
    },
  };
}

async function otherPortal(
  ctx: Context,
  attempt: { appId: string; failureCode: string | null; failureStatus: string | null },
): Promise<AttemptView["otherPortal"]> {
  const hubId = attempt.failureStatus ?? "";
  if (attempt.failureCode !== "other_portal" || !/^\d{1,18}$/.test(hubId)) return null;
  const known = await ctx.db.portal.findFirst({
    where: { appId: attempt.appId, hubId: BigInt(hubId) },
    select: { id: true },
  });
  return { hubId, portalId: known?.id ?? null };
}

/** After this long nobody is exchanging any more: the process died, or the database is away from it. */
const EXCHANGE_LIMIT_MS = 2 * TOKEN_TIMEOUT_MS + 30_000;

/** Where an attempt stands at this moment. */
export function stateOf(
  attempt: Pick<
    ConnectAttempt,
    "status" | "expiresAt" | "consumedAt" | "askingSince" | "failureCode"
  >,
  now: Date,
): AttemptView["state"] {
  if (attempt.status === "completed") return "completed";
  if (attempt.status === "failed") return attempt.failureCode === "expired" ? "expired" : "failed";
  if (attempt.status === "exchanging") {
    if (attempt.askingSince) return "asking";
    const since = attempt.consumedAt?.getTime() ?? 0;
    return now.getTime() - since > EXCHANGE_LIMIT_MS ? "failed" : "exchanging";
  }
  return attempt.expiresAt <= now ? "expired" : "waiting";
}

export interface OpenAttempt {
  id: string;
  appName: string;
  startedAt: Date;
  expiresAt: Date;
  isExpired: boolean;
}

const RECENT_MS = 60 * 60_000;

/** The acting person's attempts of the last hour that never came back: HubSpot sends nothing when somebody cancels. */
export async function listUnfinishedAttempts(ctx: Context): Promise<OpenAttempt[]> {
  const now = ctx.now();
  const attempts = await ctx.db.connectAttempt.findMany({
    where: {
      personId: ctx.actor.id,
      status: "pending",
      createdAt: { gt: new Date(now.getTime() - RECENT_MS) },
    },
    include: { app: { select: { name: true } } },
    orderBy: { createdAt: "desc" },
    take: 5,
  });
  return attempts.map(({ id, app, createdAt, expiresAt }) => ({
    id,
    appName: app.name,
    startedAt: createdAt,
    expiresAt,
    isExpired: expiresAt <= now,
  }));
}
