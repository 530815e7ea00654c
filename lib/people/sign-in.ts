import "server-only";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { randomToken, sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import type { Role } from "@/lib/auth/roles";
import { hashPassword, needsRehash, verifyPassword } from "./password";
import { SESSION_ABSOLUTE_MS } from "./sessions";
import { checkThrottle, clearThrottle, throttle } from "./throttle";

export interface SignedIn {
  personId: string;
  email: string;
  name: string;
  role: Role;
  /** The session id for the cookie; the database keeps its hash only. */
  sessionToken: string;
}

/**
 * Checks a password and opens a session. Unknown person, wrong password and disabled person get the same answer after
 * the same work (ASVS 6.3.8).
 * @throws AppError sign_in_failed, rate_limited
 */
export async function signIn(
  ctx: Context,
  input: { email: string; password: string },
): Promise<SignedIn> {
  // PostgreSQL cannot hold NUL; without it the address is unknown like any other wrong one.
  const email = input.email.replaceAll("\0", "").trim().toLowerCase();
  const keys = [
    ["sign_in_account", email],
    ["sign_in_ip", ctx.actor.ip ?? "unknown"],
    ["sign_in_all", "all"],
  ] as const;
  for (const [name, key] of keys) await checkThrottle(ctx, name, key);

  const person = await ctx.db.person.findUnique({ where: { email } });
  const fits = await verifyPassword(person?.passwordHash ?? null, input.password.slice(0, 1024));
  if (!person || !fits || person.disabledAt) {
    const results = await Promise.allSettled(keys.map(([name, key]) => throttle(ctx, name, key)));
    await recordAlone(ctx, {
      action: "session.refused",
      outcome: "denied",
      target: { kind: "person", id: person?.id, label: email.slice(0, 254) },
    });
    for (const result of results) if (result.status === "rejected") throw result.reason;
    throw new AppError("sign_in_failed");
  }

  const sessionToken = randomToken();
  const rehash = needsRehash(person.passwordHash ?? "")
    ? await hashPassword(input.password)
    : undefined;
  await ctx.db.$transaction(async (tx) => {
    const session = await tx.session.create({
      data: {
        tokenHash: sha256(sessionToken),
        personId: person.id,
        expiresAt: new Date(ctx.now().getTime() + SESSION_ABSOLUTE_MS),
        ip: ctx.actor.ip,
        userAgent: ctx.actor.userAgent?.slice(0, 300),
      },
    });
    if (rehash)
      await tx.person.update({ where: { id: person.id }, data: { passwordHash: rehash } });
    const { id, role } = person;
    const actor = {
      ...ctx.actor,
      kind: "person",
      id,
      label: email,
      role,
      sessionId: session.id,
    } as const;
    await recordEvent(
      tx,
      { ...ctx, actor },
      {
        action: "session.started",
        target: { kind: "person", id, label: email },
      },
    );
  });
  await clearThrottle(ctx, "sign_in_account", email);
  return { personId: person.id, email, name: person.name, role: person.role, sessionToken };
}
