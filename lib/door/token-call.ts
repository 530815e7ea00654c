import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Secret } from "@/lib/crypto/secret";
import { takesNoChanges } from "@/lib/db/errors";
import { isAppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { accessTokenPlace } from "@/lib/portals/token-places";
import type { PortalCall } from "./call";
import { isStillValid, judge, LAST_SAFE_SECONDS, type Verdict } from "./judge";
import { Problem } from "./problems";
import type { PortalFacts } from "./read-statement";
import { tokenAnswer, tokenQuery } from "./schemas";

/**
 * `GET /portals/{hubId}/token`: an access token that lives at least `min_ttl` seconds, renewed first when the stored one
 * does not. While HubSpot gives no other, one that is still valid is served with a warning.
 * @throws Problem
 */
export async function readToken(call: PortalCall): Promise<z.output<typeof tokenAnswer>> {
  const { min_ttl: minTtl } = call.query as z.output<typeof tokenQuery>;
  const { secret, facts, warning } = await workingToken(call, minTtl);
  return {
    access_token: secret.reveal(),
    token_type: "bearer",
    expires_at: facts.expiresAt,
    expires_in: Math.floor(facts.secondsLeft ?? 0),
    hub_id: Number(facts.hubId),
    app: facts.appSlug,
    scopes: facts.grantedScopes ?? [],
    status: facts.status,
    ...(warning && { warning }),
  };
}

/** An access token that may be used, and what is known of its portal. */
export interface WorkingToken {
  secret: Secret;
  facts: PortalFacts & { expiresAt: string };
  /** Why it lives shorter than asked for, or cannot be renewed. */
  warning?: string;
}

type Asking = Pick<PortalCall, "ctx" | "portal">;

/**
 * The stored access token when it lives at least `minTtl` seconds, else a new one, else what is there.
 * @throws Problem why there is none; AppError sealed_unreadable
 */
export async function workingToken(call: Asking, minTtl: number): Promise<WorkingToken> {
  const verdict = judge(call.portal, minTtl, false);
  if (verdict.serve) return openToken(call, call.portal, verdict);
  const renewal = renew(call, call.portal, { isJustRead: true });
  const facts = isUsable(call.portal)
    ? await within(PATIENCE_MS, renewal, call.portal)
    : await renewal;
  return openToken(call, facts, judge(facts, minTtl, true));
}

/** How long a caller waits for a new token while the stored one is still valid. */
const PATIENCE_MS = 4_000;

/** Whether the stored token lives on through the wait and the call it is for. */
function isUsable({ accessTokenSealed, secondsLeft }: PortalFacts): boolean {
  return accessTokenSealed !== null && (secondsLeft ?? 0) > LAST_SAFE_SECONDS + PATIENCE_MS / 1000;
}

/** What was known at a moment of performance.now(), as it is now. */
function aged(known: PortalFacts, since: number): PortalFacts {
  const seconds = (performance.now() - since) / 1000;
  return { ...known, secondsLeft: (known.secondsLeft ?? 0) - seconds };
}

/** What the renewal brings, or after some time what is known already; the renewal goes on. */
async function within(
  patienceMs: number,
  renewal: Promise<PortalFacts>,
  known: PortalFacts,
): Promise<PortalFacts> {
  const limit = new AbortController();
  const startedAt = performance.now();
  const patience = sleep(patienceMs, undefined, { signal: limit.signal, ref: false })
    .then(() => aged(known, startedAt))
    .catch(() => known);
  // A failure that comes after nobody waits any more is stored with the portal.
  renewal.catch(() => undefined);
  return Promise.race([renewal, patience]).finally(() => limit.abort());
}

/**
 * Another token than one that HubSpot refuses although it should still be valid.
 * @throws Problem why there is none: the grant may be dead, or HubSpot gave none; AppError sealed_unreadable
 */
export async function replaceToken(call: Asking, { facts }: WorkingToken): Promise<WorkingToken> {
  const spent = (known: PortalFacts) =>
    known.accessTokenSealed === facts.accessTokenSealed
      ? { ...known, accessTokenSealed: null }
      : known;
  // Throws while HubSpot is left alone after a failure.
  judge(spent(facts), 0, false);
  const renewed = spent(await renew(call, facts, { isJustRead: false }));
  return openToken(call, renewed, judge(renewed, 0, true));
}

/** One refresh, however many ask, here and on other servers. @throws Problem */
async function renew(
  { ctx }: Asking,
  facts: PortalFacts,
  { isJustRead }: { isJustRead: boolean },
): Promise<PortalFacts> {
  const { portalId, appId, leaseVersion: seenVersion } = facts;
  const startedAt = performance.now();
  try {
    const input = { portalId, seenVersion, trigger: "need" } as const;
    const justReadOf = isJustRead ? appId : undefined;
    const { portal } = await refreshPortal(ctx, { ...input, justReadOf });
    return factsOf(portal, facts, ctx.now());
  } catch (error) {
    // It may have waited long for somebody else.
    const known = aged(facts, startedAt);
    if (isAppError(error, "spill_unwritable") || takesNoChanges(error)) {
      logger.warn({ err: error, portalId }, "a token was not renewed: nothing can be stored here");
      return unchanged(known, new Problem("unavailable", NOTHING_STORED));
    }
    if (isAppError(error, "hubspot_unavailable")) return resting(known, error.details.restMs);
    if (isAppError(error, "not_found")) throw new Problem("unknown_portal");
    if (isAppError(error, "revocation_pending")) throw new Problem("revoked");
    if (isAppError(error, "uninstall_pending")) throw new Problem("uninstalled");
    if (isAppError(error, "portal_not_active")) throw new Problem("needs_reconnect");
    throw error;
  }
}

/** The trouble is Portico's own, and HubSpot was not asked: a rotated token could not have been kept. */
const NOTHING_STORED = {
  retryAfterSeconds: 5,
  detail:
    "Portico can store nothing just now, so it asks HubSpot for no new token. Its operator finds the reason in the server log.",
};

/** HubSpot fails this app, so it was not asked: what is there is served, or it is said when to come back. */
function resting(facts: PortalFacts, restMs: unknown): PortalFacts {
  const retryAfterSeconds = Math.max(1, Math.ceil(Number(restMs) / 1000));
  return unchanged(facts, new Problem("hubspot_unavailable", { retryAfterSeconds }));
}

/** What is known already, when its token may still be used. @throws the problem when not */
function unchanged(facts: PortalFacts, problem: Problem): PortalFacts {
  if (isStillValid(facts)) return facts;
  throw problem;
}

function factsOf(portal: PortalWithGrant, before: PortalFacts, now: Date): PortalFacts {
  const grant = portal.currentGrant;
  const sinceMs = (time: Date | null) => (time ? now.getTime() - time.getTime() : 0);
  return {
    ...before,
    status: portal.status,
    leaseVersion: portal.leaseVersion,
    isRevokeRequested: portal.revokeRequestedAt !== null && portal.revokedAt === null,
    isUninstallRequested: portal.uninstallRequestedAt !== null && portal.status !== "uninstalled",
    failedSecondsAgo: portal.consecutiveFailures > 0 ? sinceMs(portal.lastErrorAt) / 1000 : null,
    renewedSecondsAgo: grant?.refreshedAt ? sinceMs(grant.refreshedAt) / 1000 : null,
    grantId: grant?.id ?? null,
    grantedScopes: grant?.grantedScopes ?? null,
    accessTokenSealed: grant?.accessTokenSealed ?? null,
    secondsLeft: grant?.accessTokenExpiresAt ? -sinceMs(grant.accessTokenExpiresAt) / 1000 : null,
    expiresAt: grant?.accessTokenExpiresAt?.toISOString() ?? null,
  };
}

/** @throws AppError sealed_unreadable */
function openToken({ ctx }: Asking, facts: PortalFacts, verdict: Verdict): WorkingToken {
  const { grantId, accessTokenSealed, expiresAt } = facts;
  if (!grantId || !accessTokenSealed || !expiresAt)
    throw new Problem("hubspot_unavailable", { retryAfterSeconds: 5 });
  return {
    secret: ctx.vault.open(accessTokenPlace(grantId), accessTokenSealed),
    facts: { ...facts, expiresAt },
    ...(verdict.serve && verdict.warning && { warning: verdict.warning }),
  };
}
