import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import type { DbTransaction } from "@/lib/db/client";
import { takesNoChanges } from "@/lib/db/errors";
import type { Rights } from "@/lib/auth/roles";
import { FACTOR_COUNTS } from "@/lib/factors/has-factor";
import { enrolmentDue } from "@/lib/factors/rule";
import { logger } from "@/lib/logger";
import { rightsOf } from "./rights";

/** A session ends 60 minutes after its last use and 12 hours after sign-in, whichever comes first (SEC-58). */
export const SESSION_IDLE_MS = 60 * 60_000;
export const SESSION_ABSOLUTE_MS = 12 * 3_600_000;
const TOUCH_EVERY_MS = 60_000;

/** The signed-in person as of this very request: role and standing come from the database each time. */
export interface Viewer {
  personId: string;
  sessionId: string;
  email: string;
  name: string;
  /** What they may do, and where. */
  rights: Rights;
  /** The language and time zone (IANA) they have chosen; null follows the browser. */
  language: string | null;
  timeZone: string | null;
  /** When they last showed a password or a second factor in this session. */
  confirmedAt: Date;
  /** Must set up a second factor before anything else: the rule for the role says so, and its grace is over. */
  mustEnrol: boolean;
  /** When that will be so, for somebody who has none yet. */
  enrolBy: Date | null;
}

/** The live session behind a session token, or null when it ended, idled out, or its person was disabled. */
export async function findViewer(
  ctx: Pick<Context, "db" | "now">,
  sessionToken: string,
): Promise<Viewer | null> {
  const session = await ctx.db.session.findUnique({
    where: { tokenHash: sha256(sessionToken) },
    include: { person: { include: { ...FACTOR_COUNTS, customRole: true } } },
  });
  const now = ctx.now();
  if (!session || session.endedAt || session.expiresAt <= now || session.person.disabledAt)
    return null;
  if (session.awaitsFactor) return null;
  const idleMs = now.getTime() - session.lastSeenAt.getTime();
  if (idleMs > SESSION_IDLE_MS) return null;
  if (idleMs > TOUCH_EVERY_MS) {
    const touch = { where: { id: session.id, endedAt: null }, data: { lastSeenAt: now } };
    // A database that takes no changes just now still shows what it holds.
    await ctx.db.session.updateMany(touch).catch(ignoreNoChanges);
  }
  const { person } = session;
  const rights = rightsOf(person);
  const has = person._count.factors + person._count.passkeys > 0;
  // Whoever comes in through the identity provider has shown there what that asks for.
  const isExempt = has || session.providerCheckedAt !== null;
  const enrolBy = isExempt
    ? null
    : await enrolmentDue(ctx, { rights, createdAt: person.createdAt });
  return {
    mustEnrol: enrolBy !== null && enrolBy <= now,
    enrolBy,
    personId: person.id,
    sessionId: session.id,
    confirmedAt: session.confirmedAt,
    email: person.email,
    name: person.name,
    language: person.language,
    timeZone: person.timeZone,
    rights,
  };
}

function ignoreNoChanges(error: unknown): void {
  if (!takesNoChanges(error)) throw error;
  logger.warn({ err: error }, "a session's last use could not be written");
}

/** Ends the acting person's current session. */
export async function signOut(ctx: Context): Promise<void> {
  const { sessionId } = ctx.actor;
  if (!sessionId) return;
  await ctx.db.$transaction(async (tx) => {
    const ended = await endSessions(tx, ctx, { id: sessionId }, "signed_out");
    if (ended > 0) await recordEvent(tx, ctx, { action: "session.ended", target: self(ctx) });
  });
}

/** Ends every session of the acting person, this one included. */
export async function signOutEverywhere(ctx: Context): Promise<{ ended: number }> {
  const personId = ctx.actor.id;
  if (!personId) return { ended: 0 };
  return ctx.db.$transaction(async (tx) => {
    const ended = await endSessions(tx, ctx, { personId }, "signed_out_everywhere");
    await recordEvent(tx, ctx, {
      action: "session.all_ended",
      target: self(ctx),
      details: { ended },
    });
    return { ended };
  });
}

/** Ends live sessions inside the caller's transaction; the caller records why. */
export async function endSessions(
  tx: DbTransaction,
  ctx: Pick<Context, "now">,
  where: { id: string } | { personId: string },
  endReason: string,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: ctx.now(), endReason },
  });
  return count;
}

/** Ends every session of the acting person but the one they act with. */
export async function endOtherSessions(
  tx: DbTransaction,
  ctx: Pick<Context, "now" | "actor">,
  endReason: string,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { personId: ctx.actor.id, endedAt: null, id: { not: ctx.actor.sessionId } },
    data: { endedAt: ctx.now(), endReason },
  });
  return count;
}

export interface SessionView {
  id: string;
  isCurrent: boolean;
  startedAt: Date;
  lastSeenAt: Date;
  ip: string | null;
  userAgent: string | null;
}

/** Those that sign somebody in at this moment. */
export function liveSessions(now: Date) {
  return {
    endedAt: null,
    awaitsFactor: false,
    expiresAt: { gt: now },
    lastSeenAt: { gt: new Date(now.getTime() - SESSION_IDLE_MS) },
    person: { disabledAt: null },
  } as const;
}

/** The acting person's live sessions, newest first. */
export async function listOwnSessions(ctx: Context): Promise<SessionView[]> {
  const now = ctx.now();
  const sessions = await ctx.db.session.findMany({
    where: { personId: ctx.actor.id, ...liveSessions(now) },
    orderBy: { createdAt: "desc" },
    take: 50,
  });
  return sessions.map(({ id, createdAt, lastSeenAt, ip, userAgent }) => ({
    id,
    isCurrent: id === ctx.actor.sessionId,
    startedAt: createdAt,
    lastSeenAt,
    ip,
    userAgent,
  }));
}

function self(ctx: Context) {
  return { kind: "person", id: ctx.actor.id, label: ctx.actor.label } as const;
}
