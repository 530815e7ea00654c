import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { diffScopes, type ScopeDiff } from "@/lib/hubspot/scopes";

export interface AttemptView {
  id: string;
  /** `waiting`: still on HubSpot's consent page, or cancelled there: HubSpot does not tell. */
  state: "waiting" | "exchanging" | "completed" | "failed" | "expired";
  app: { slug: string; name: string };
  /** Who of us; null when a stranger came through the install link or the Marketplace. */
  startedBy: string | null;
  startedAt: Date;
  expiresAt: Date;
  failure: {
    code: string;
    kind: string | null;
    status: string | null;
    correlationId: string | null;
  } | null;
  wasReconnect: boolean;
  expectedPortal: { id: string; label: string; hubId: string } | null;
  portal: {
    id: string;
    label: string;
    hubId: string;
    installerEmail: string | null;
    installerUserId: string | null;
    accessTokenExpiresAt: Date | null;
    scopes: ScopeDiff;
  } | null;
}

/** One connect attempt with its outcome. @throws AppError not_found */
export async function getAttempt(ctx: Context, id: string): Promise<AttemptView> {
  const attempt = await ctx.db.connectAttempt.findUnique({
    where: { id },
    include: {
      app: { select: { slug: true, name: true } },
      person: { select: { name: true } },
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
    app: attempt.app,
    startedBy: attempt.person?.name ?? null,
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
    portal: portal && {
      id: portal.id,
      label: portal.hubDomain ?? `Hub ${portal.hubId}`,
      hubId: portal.hubId.toString(),
      installerEmail: grant?.installerEmail ?? null,
      installerUserId: grant?.installerUserId?.toString() ?? null,
      accessTokenExpiresAt: grant?.accessTokenExpiresAt ?? null,
      scopes: diffScopes(requested, grant?.grantedScopes ?? []),
    },
  };
}

/** A process that died in the middle of an exchange leaves "exchanging" behind; after a minute that means failed. */
const EXCHANGE_LIMIT_MS = 60_000;

function stateOf(
  attempt: { status: string; expiresAt: Date; consumedAt: Date | null; failureCode: string | null },
  now: Date,
): AttemptView["state"] {
  if (attempt.status === "completed") return "completed";
  if (attempt.status === "failed") return attempt.failureCode === "expired" ? "expired" : "failed";
  if (attempt.status === "exchanging") {
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
