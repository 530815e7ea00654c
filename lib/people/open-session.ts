import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Actor, Context } from "@/lib/context";
import { randomToken, sha256 } from "@/lib/crypto/token";
import type { DbTransaction } from "@/lib/db/client";
import { hasFactor } from "@/lib/factors/has-factor";
import type { Role } from "@/lib/auth/roles";
import { markBrowser } from "./known-browser";
import { SESSION_ABSOLUTE_MS } from "./sessions";

/** Somebody who is signed in by what they have just shown: a password, a one-time link, the setup token. */
export interface Entered {
  personId: string;
  email: string;
  role: Role;
  /** For the browser to keep, so that strangers' guesses do not keep it waiting. */
  browserMark: string;
  /** The session id for the cookie; the database keeps its hash only. */
  sessionToken: string;
}

/** How long somebody who has shown a password may take for the second factor. */
const FACTOR_MS = 10 * 60_000;

/**
 * Opens a session inside the caller's transaction, which holds the person locked and has found that they may have one:
 * whoever ends their sessions at the same moment comes before or after, never in between. Where the person has a second
 * factor, the session signs nobody in until that is shown too.
 * @param shown the second factor that was shown, in words for the audit log
 */
export async function openSession(
  tx: DbTransaction,
  ctx: Context,
  person: { id: string; email: string; role: Role; passwordChangedAt: Date | null },
  shown?: string,
): Promise<Entered> {
  const sessionToken = randomToken();
  const awaitsFactor = shown === undefined && (await hasFactor(tx, person.id));
  const lifeMs = awaitsFactor ? FACTOR_MS : SESSION_ABSOLUTE_MS;
  const session = await tx.session.create({
    data: {
      tokenHash: sha256(sessionToken),
      personId: person.id,
      expiresAt: new Date(ctx.now().getTime() + lifeMs),
      awaitsFactor,
      createdAt: ctx.now(),
      confirmedAt: ctx.now(),
      lastSeenAt: ctx.now(),
      ip: ctx.actor.ip,
      userAgent: ctx.actor.userAgent?.slice(0, 300),
    },
  });
  const actor = { ...actorOf(ctx, person), sessionId: session.id };
  await recordEvent(
    tx,
    { ...ctx, actor },
    {
      action: awaitsFactor ? "session.factor_awaited" : "session.started",
      target: { kind: "person", id: person.id, label: person.email },
      ...(shown !== undefined && { details: { secondFactor: shown } }),
    },
  );
  const { id: personId, email, role } = person;
  return { personId, email, role, sessionToken, browserMark: markBrowser(ctx, person) };
}

/** Somebody who was nobody when the request came, as the person they have turned out to be. */
export function actorOf(
  ctx: Pick<Context, "actor">,
  { id, email, role }: { id: string; email: string; role: Role },
): Actor {
  return { ...ctx.actor, kind: "person", id, label: email, role };
}
