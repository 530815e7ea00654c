import "server-only";
import { recordEvent } from "@/lib/audit/record";
import { randomUUID } from "node:crypto";
import type { Actor, Context } from "@/lib/context";
import { randomToken, sha256 } from "@/lib/crypto/token";
import type { DbTransaction } from "@/lib/db/client";
import { hasFactor } from "@/lib/factors/has-factor";
import type { Rights } from "@/lib/auth/roles";
import { assertLocalSignIn } from "@/lib/single-sign-on/local-sign-in";
import { markBrowser } from "./known-browser";
import { SESSION_ABSOLUTE_MS } from "./sessions";

/** Somebody who is signed in by what they have just shown: a password, a one-time link, the setup token. */
export interface Entered {
  personId: string;
  email: string;
  /** For the browser to keep, so that strangers' guesses do not keep it waiting. */
  browserMark: string;
  /** The session id for the cookie; the database keeps its hash only. */
  sessionToken: string;
}

/** How long somebody who has shown a password may take for the second factor. */
const FACTOR_MS = 10 * 60_000;

/** Without a token to ask with whether somebody is still there, the provider is asked anew after an hour. */
const UNCHECKED_MS = 60 * 60_000;

/** What was shown, where it was more than a password or a one-time link. */
export interface HowEntered {
  /** The second factor, in words for the audit log. */
  shown?: string;
  /** When they last showed who they are, if that was not just now. */
  confirmedAt?: Date;
  /** Set when an identity provider let them in. */
  provider?: { sid?: string; seal?: (sessionId: string) => string };
}

function lifeMs(awaitsFactor: boolean, provider: HowEntered["provider"]): number {
  if (awaitsFactor) return FACTOR_MS;
  return provider && !provider.seal ? UNCHECKED_MS : SESSION_ABSOLUTE_MS;
}

/**
 * Opens a session inside the caller's transaction, which holds the person locked and has found that they may have one:
 * whoever ends their sessions at the same moment comes before or after, never in between. Where the person has a second
 * factor, the session signs nobody in until that is shown too.
 * @throws AppError local_sign_in_off when people come in through the identity provider alone
 */
export async function openSession(
  tx: DbTransaction,
  ctx: Context,
  person: { id: string; email: string; rights: Rights; passwordChangedAt: Date | null },
  { shown, confirmedAt, provider }: HowEntered = {},
): Promise<Entered> {
  if (!provider) await assertLocalSignIn(tx, ctx, person.id);
  const sessionToken = randomToken();
  const awaitsFactor = shown === undefined && (await hasFactor(tx, person.id));
  const id = randomUUID();
  const providerTokenSealed = provider?.seal?.(id);
  const session = await tx.session.create({
    data: {
      id,
      tokenHash: sha256(sessionToken),
      personId: person.id,
      expiresAt: new Date(ctx.now().getTime() + lifeMs(awaitsFactor, provider)),
      awaitsFactor,
      createdAt: ctx.now(),
      confirmedAt: confirmedAt ?? ctx.now(),
      ...(provider && {
        providerSid: provider.sid,
        providerTokenSealed,
        providerCheckedAt: ctx.now(),
      }),
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
  const { id: personId, email } = person;
  return { personId, email, sessionToken, browserMark: markBrowser(ctx, person) };
}

/** Somebody who was nobody when the request came, as the person they have turned out to be. */
export function actorOf(
  ctx: Pick<Context, "actor">,
  { id, email, rights }: { id: string; email: string; rights: Rights },
): Actor {
  return { ...ctx.actor, kind: "person", id, label: email, rights };
}
