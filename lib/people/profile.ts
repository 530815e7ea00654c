import "server-only";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { assertPassword } from "./assert-password";
import { hashPassword, verifyPassword } from "./password";

/** Changes the acting person's own name. */
export async function changeProfile(ctx: Context, input: { name: string }): Promise<void> {
  const person = await self(ctx);
  const changes = changesBetween({ name: person.name }, { name: input.name });
  if (Object.keys(changes).length === 0) return;
  await ctx.db.$transaction(async (tx) => {
    await tx.person.update({ where: { id: person.id }, data: { name: input.name } });
    await recordEvent(tx, ctx, {
      action: "person.profile_changed",
      target: { kind: "person", id: person.id, label: person.email },
      changes,
    });
  });
}

/**
 * Changes the acting person's own password; every other session of theirs ends.
 * @throws AppError wrong_password, weak_password
 */
export async function changePassword(
  ctx: Context,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  const person = await self(ctx);
  if (!(await verifyPassword(person.passwordHash, input.currentPassword))) {
    const fields = { currentPassword: "The current password is not right." };
    throw new AppError("wrong_password", { details: { fields } });
  }
  assertPassword(input.newPassword, person, "newPassword");
  const passwordHash = await hashPassword(input.newPassword);
  await ctx.db.$transaction(async (tx) => {
    await tx.person.update({
      where: { id: person.id },
      data: { passwordHash, passwordChangedAt: ctx.now() },
    });
    await tx.session.updateMany({
      where: { personId: person.id, endedAt: null, id: { not: ctx.actor.sessionId } },
      data: { endedAt: ctx.now(), endReason: "password_changed" },
    });
    await recordEvent(tx, ctx, {
      action: "person.password_changed",
      target: { kind: "person", id: person.id, label: person.email },
    });
  });
}

async function self(ctx: Context) {
  const person = await ctx.db.person.findUnique({ where: { id: ctx.actor.id ?? "" } });
  if (!person) throw new AppError("unauthenticated");
  return person;
}
