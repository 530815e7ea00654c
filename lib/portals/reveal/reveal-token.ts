import "server-only";
import { can } from "@/lib/auth/roles";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import type { AuditEventInput } from "@/lib/audit/events";
import type { Context } from "@/lib/context";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import type { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import { AppError, isAppError } from "@/lib/errors";
import { lockPeople } from "@/lib/people/lock-people";
import { throttle } from "@/lib/people/throttle";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { getAccessToken, validToken } from "@/lib/portals/refresh/access-token";
import { isUninstallPending, STATUS_WORDS } from "@/lib/portals/status";
import { targetOf } from "@/lib/portals/target-of";
import { reachPortal } from "@/lib/reach/reach";
import { say } from "@/lib/say/say";
import { holdRevealOn, isRevealOn } from "./rule";

/** A token that has less left is renewed first; while HubSpot gives no other, one that is still valid will do. */
const WANTED_SECONDS = 60;

export interface RevealedToken {
  token: Secret;
  expiresAt: Date;
}

/**
 * The access token of a portal for the eyes of a person, where an owner has allowed it: the working one, as a service
 * would get it. The line in the audit log is stored before the token is given; without it there is none.
 * @throws AppError not_found, reveal_off, rate_limited, portal_not_active, revocation_pending, uninstall_pending,
 *   grant_dead, app_credentials_refused, hubspot_unavailable, spill_unwritable; unauthenticated, forbidden when that came
 *   while HubSpot was asked
 */
export async function revealToken(
  given: Context,
  { portalId, reason }: { portalId: string; reason: string },
): Promise<RevealedToken> {
  const ctx = await reachPortal(given, portalId);
  const asked = { portal: await loadPortal(ctx, portalId), reason };
  if (!(await isRevealOn(ctx))) return refuse(ctx, asked, new AppError("reveal_off"));
  await throttle(ctx, "reveal", ctx.actor.id ?? "");
  let working: Working;
  try {
    working = await workingToken(ctx, asked.portal);
  } catch (error) {
    return refuse(ctx, asked, error);
  }
  const { token, portal, expiresAt } = working;
  const refusal = await ctx.db.$transaction(async (tx) => {
    // HubSpot may have taken its time.
    const changed = await whatChanged(tx, ctx, asked.portal);
    if (changed) return changed;
    const fingerprint = shortFingerprint(ctx.vault.fingerprint("access_token", token));
    await recordEvent(tx, ctx, {
      action: "token.revealed",
      ...about(asked),
      details: { reasonGiven: reason, fingerprint, app: portal.app.name, expiresAt },
    });
    return null;
  });
  return refusal ? refuse(ctx, asked, refusal) : { token, expiresAt };
}

/** Why there is no reveal any more that was allowed when it was asked for; null when there may be one. */
async function whatChanged(
  tx: DbTransaction,
  ctx: Context,
  { id, appId }: PortalWithGrant,
): Promise<AppError | null> {
  if (!(await holdRevealOn(tx))) return new AppError("reveal_off");
  const person = (await lockPeople(tx, [ctx.actor.id])).get(ctx.actor.id ?? "");
  const session = await tx.session.count({ where: { id: ctx.actor.sessionId, endedAt: null } });
  if (!person || person.disabledAt || (ctx.actor.sessionId && session === 0))
    return new AppError("unauthenticated");
  if (!can(person.rights, "tokens.reveal", appId)) return new AppError("forbidden");
  const now = await tx.portal.findUniqueOrThrow({ where: { id } });
  if (now.revokeRequestedAt) return new AppError("revocation_pending");
  return isUninstallPending(now) ? new AppError("uninstall_pending") : null;
}

interface Asked {
  portal: PortalWithGrant;
  reason: string;
}

function about({ portal }: Asked): Pick<AuditEventInput, "target" | "appId" | "portalId"> {
  return { target: targetOf(portal), appId: portal.appId, portalId: portal.id };
}

/** Leaves a line of who asked in vain, and throws why. */
async function refuse(ctx: Context, asked: Asked, error: unknown): Promise<never> {
  const because = isAppError(error) ? error.code : "internal";
  await recordAlone(ctx, {
    action: "token.reveal_refused",
    outcome: because === "reveal_off" ? "denied" : "failed",
    ...about(asked),
    details: { reasonGiven: asked.reason, because },
  });
  throw error;
}

interface Working extends RevealedToken {
  portal: PortalWithGrant;
}

async function workingToken(ctx: Context, portal: PortalWithGrant): Promise<Working> {
  assertAlive(portal);
  const got = await getAccessToken(ctx, portal.id, WANTED_SECONDS).catch(async (error: unknown) => {
    const last =
      isAppError(error) && LASTING.includes(error.code) && (await stillValid(ctx, portal));
    if (last) return last;
    throw error;
  });
  const expiresAt = got.portal.currentGrant?.accessTokenExpiresAt;
  if (!expiresAt) throw new AppError("hubspot_unavailable");
  return { ...got, expiresAt };
}

/** Then there is no new token, and the old one goes on. */
const LASTING: readonly string[] = ["hubspot_unavailable", "spill_unwritable"];

async function stillValid(ctx: Context, { id }: PortalWithGrant) {
  const portal = await loadPortal(ctx, id);
  const token = validToken(ctx, portal, 1);
  return token && { token, portal };
}

/** What needs no question to HubSpot, in the words of the portal's page. */
function assertAlive({ status }: PortalWithGrant): void {
  if (status === "needs_reconnect") throw new AppError("grant_dead");
  if (status !== "revoked" && status !== "uninstalled") return;
  const { meaning, whoActs } = STATUS_WORDS[status];
  const reason = `${say.any(meaning)} ${say.any(whoActs)}`;
  throw new AppError("portal_not_active", { details: { reason } });
}
