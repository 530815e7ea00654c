import "server-only";
import { changesBetween } from "@/lib/audit/events";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Person } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { assertPassword } from "./assert-password";
import { markBrowser } from "./known-browser";
import { lockPeople } from "./lock-people";
import type { Ended } from "./manage";
import type { Entered } from "./open-session";
import type { ReadingInput } from "./schemas";
import { hashPassword, verifyPassword } from "./password";
import { endOtherSessions } from "./sessions";
import { throttled, type Budget } from "./throttle";
import { withdrawLinks } from "./withdraw-links";

/** Changes the acting person's own name. */
export async function changeProfile(ctx: Context, { name }: { name: string }): Promise<void> {
  const person = await self(ctx);
  await changeSelf(ctx, person, changesBetween({ name: person.name }, { name }), { name });
}

/** Changes the language and the time zone in which the acting person reads the console. */
export async function changeReading(ctx: Context, input: ReadingInput): Promise<void> {
  const person = await self(ctx);
  const { language, timeZone } = person;
  await changeSelf(ctx, person, changesBetween({ language, timeZone }, input), input);
}

async function changeSelf(
  ctx: Context,
  person: Person,
  changes: ReturnType<typeof changesBetween>,
  data: Partial<Pick<Person, "name" | "language" | "timeZone">>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await ctx.db.$transaction(async (tx) => {
    await tx.person.update({ where: { id: person.id }, data });
    await recordEvent(tx, ctx, {
      action: "person.profile_changed",
      target: targetOf(person),
      changes,
    });
  });
}

export type PasswordChanged = Pick<Ended, "linksWithdrawn"> &
  Pick<Entered, "email" | "browserMark">;

/**
 * Changes the acting person's own password; every other session of theirs ends, and an open reset link for them.
 * @returns also a new mark for this browser, because the one it has dies with the old password
 * @throws AppError wrong_password, weak_password, rate_limited
 */
export async function changePassword(
  ctx: Context,
  input: { currentPassword: string; newPassword: string },
): Promise<PasswordChanged> {
  const person = await self(ctx);
  const budgets: Budget[] = [{ name: "password", key: person.id, target: targetOf(person) }];
  return throttled(ctx, budgets, "wrong_password", () => change(ctx, person, input));
}

async function change(
  ctx: Context,
  person: Person,
  input: { currentPassword: string; newPassword: string },
): Promise<PasswordChanged> {
  if (!(await verifyPassword(person.passwordHash, input.currentPassword))) {
    const action = "person.password_refused";
    await recordAlone(ctx, { action, outcome: "denied", target: targetOf(person) });
    throw wrongPassword();
  }
  await assertPassword(ctx, input.newPassword, person, "newPassword");
  const passwordHash = await hashPassword(input.newPassword);
  return ctx.db.$transaction(async (tx) => {
    const locked = (await lockPeople(tx, [person.id])).get(person.id);
    // Changed by another way in the meantime: what was typed is not the current password any more.
    if (locked?.passwordChangedAt?.getTime() !== person.passwordChangedAt?.getTime())
      throw wrongPassword();
    const passwordChangedAt = ctx.now();
    await tx.person.update({
      where: { id: person.id },
      data: { passwordHash, passwordChangedAt },
    });
    const linksWithdrawn = await withdrawLinks(tx, ctx, { resetsFor: person.id });
    await endOtherSessions(tx, ctx, "password_changed");
    await recordEvent(tx, ctx, {
      action: "person.password_changed",
      target: targetOf(person),
      details: { linksWithdrawn },
    });
    const { id, email } = person;
    return { linksWithdrawn, email, browserMark: markBrowser(ctx, { id, passwordChangedAt }) };
  });
}

function wrongPassword(): AppError {
  const fields = { currentPassword: "The current password is not right." };
  return new AppError("wrong_password", { details: { fields } });
}

function targetOf({ id, email }: Person) {
  return { kind: "person", id, label: email } as const;
}

async function self(ctx: Context) {
  const person = await ctx.db.person.findUnique({ where: { id: ctx.actor.id ?? "" } });
  if (!person) throw new AppError("unauthenticated");
  return person;
}
