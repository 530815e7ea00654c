import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Person } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { knownBrowser } from "./known-browser";
import { lockPeople } from "./lock-people";
import { openSession, type Entered } from "./open-session";
import { hashPassword, needsRehash, verifyPassword } from "./password";
import { signInName } from "./sign-in-name";
import { throttled, type Budget } from "./throttle";

export interface SignInInput {
  email: string;
  password: string;
  /** What an earlier sign-in to this account left in the browser (see known-browser). */
  browserMark?: string;
}

/**
 * Checks a password and opens a session. Unknown person, wrong password and disabled person get the same answer after
 * the same work (ASVS 6.3.8); a try over the limit gets its answer before any work.
 * @throws AppError sign_in_failed, rate_limited
 */
export async function signIn(ctx: Context, input: SignInInput): Promise<Entered> {
  const email = signInName(input.email);
  const password = input.password.slice(0, 1024);
  const person = await ctx.db.person.findUnique({ where: { email } });
  const target = { kind: "person", id: person?.id, label: email.slice(0, 254) } as const;
  const browser = knownBrowser(ctx, person, input.browserMark);
  const budgets: Budget[] = browser
    ? [{ name: "sign_in_browser", key: browser, target }]
    : [
        { name: "sign_in_ip", key: ctx.actor.ip ?? "unknown" },
        { name: "sign_in_account", key: email, target },
        { name: "sign_in_all", key: "all" },
      ];
  return throttled(ctx, budgets, "sign_in_failed", async () => {
    const fits = await verifyPassword(person?.passwordHash ?? null, password);
    const entered = fits && person ? await enter(ctx, person, password) : null;
    if (entered) return entered;
    await recordAlone(ctx, { action: "session.refused", outcome: "denied", target });
    throw new AppError("sign_in_failed");
  });
}

/** Opens the session, unless the person was disabled or got another password while this one was being checked. */
async function enter(ctx: Context, person: Person, password: string): Promise<Entered | null> {
  const isOutdated = needsRehash(person.passwordHash ?? "");
  const passwordHash = isOutdated ? await hashPassword(password) : undefined;
  return ctx.db.$transaction(async (tx) => {
    const now = (await lockPeople(tx, [person.id])).get(person.id);
    if (!now || now.disabledAt) return null;
    if (now.passwordChangedAt?.getTime() !== person.passwordChangedAt?.getTime()) return null;
    if (passwordHash) await tx.person.update({ where: { id: now.id }, data: { passwordHash } });
    return openSession(tx, ctx, now);
  });
}
