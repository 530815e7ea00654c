import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { lockPeople } from "@/lib/people/lock-people";
import { actorOf, openSession, type Entered } from "@/lib/people/open-session";
import { throttled } from "@/lib/people/throttle";
import { factorPlace } from "./factor-place";
import { takeRecoveryCode } from "./recovery-codes";
import { totpStep } from "./totp";

export interface Awaiting {
  sessionId: string;
  personId: string;
  email: string;
  hasPasskeys: boolean;
}

/** Who has shown a password in this browser and not yet a second factor. */
export async function findAwaiting(
  ctx: Pick<Context, "db" | "now">,
  sessionToken: string,
): Promise<Awaiting | null> {
  const session = await ctx.db.session.findFirst({
    where: {
      tokenHash: sha256(sessionToken),
      awaitsFactor: true,
      endedAt: null,
      expiresAt: { gt: ctx.now() },
      person: { disabledAt: null },
    },
    include: { person: { select: { email: true, _count: { select: { passkeys: true } } } } },
  });
  if (!session) return null;
  const { id: sessionId, personId, person } = session;
  return { sessionId, personId, email: person.email, hasPasskeys: person._count.passkeys > 0 };
}

/** Ends the session that waits: somebody else wants to sign in. */
export async function leaveAwaiting(
  ctx: Pick<Context, "db" | "now">,
  { sessionId }: Awaiting,
): Promise<void> {
  await ctx.db.session.updateMany({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: ctx.now(), endReason: "signed_out" },
  });
}

/**
 * Shows the second factor: a code of an authenticator app, or a recovery code. The session that waited for it ends, and another
 * one signs the person in.
 * @throws AppError factor_wrong; rate_limited; unauthenticated when nothing waits for it any more
 */
export async function proveFactor(
  ctx: Context,
  { sessionToken, code }: { sessionToken: string; code: string },
): Promise<Entered> {
  const awaiting = await findAwaiting(ctx, sessionToken);
  if (!awaiting) throw new AppError("unauthenticated");
  const { personId, email } = awaiting;
  const target = { kind: "person", id: personId, label: email } as const;
  const budget = { name: "factor", key: personId, target } as const;
  return throttled(ctx, [budget], "factor_wrong", async () => {
    const entered = await ctx.db.$transaction((tx) => prove(tx, ctx, awaiting, code));
    if (entered) return entered;
    await recordAlone(ctx, {
      action: "session.refused",
      outcome: "denied",
      target,
      details: { at: "second factor" },
    });
    throw new AppError("factor_wrong", {
      details: { fields: { code: "This code is not right, or was used already." } },
    });
  });
}

async function prove(
  tx: DbTransaction,
  ctx: Context,
  { sessionId, personId }: Awaiting,
  code: string,
): Promise<Entered | null> {
  const person = (await lockPeople(tx, [personId])).get(personId);
  if (!person || person.disabledAt) throw new AppError("unauthenticated");
  const shown = await take(tx, ctx, personId, code.trim());
  if (!shown) return null;
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: ctx.now(), endReason: "factor_shown" },
  });
  if (count === 0) throw new AppError("unauthenticated");
  return openSession(tx, { ...ctx, actor: actorOf(ctx, person) }, person, { shown });
}

/** @returns what it was, in words for the audit log; null when it was nothing */
async function take(
  tx: DbTransaction,
  ctx: Context,
  personId: string,
  code: string,
): Promise<string | null> {
  const plain = code.replace(/\s/g, "");
  if (await takeTotp(tx, ctx, { personId }, plain)) return "authenticator app";
  return (await takeRecoveryCode(tx, ctx, personId, code)) ? "recovery code" : null;
}

/** Takes a code of one of some factors, once: no step is taken twice (RFC 6238 section 5.2). */
export async function takeTotp(
  tx: DbTransaction,
  { vault, now }: Pick<Context, "vault" | "now">,
  of: { personId: string } | { id: string },
  code: string,
): Promise<boolean> {
  const where = "id" in of ? of : { ...of, confirmedAt: { not: null } };
  for (const { id, secretSealed } of await tx.factor.findMany({ where })) {
    const secret = vault.open(factorPlace(id), secretSealed);
    const step = totpStep(secret.reveal(), code, now().getTime());
    if (step === null) continue;
    const { count } = await tx.factor.updateMany({
      where: { id, lastStep: { lt: step } },
      data: { lastStep: step, lastUsedAt: now() },
    });
    if (count === 1) return true;
  }
  return false;
}
