import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import { assertPassword } from "./assert-password";
import { hashPassword } from "./password";
import type { AcceptInviteInput } from "./schemas";
import { endSessions } from "./sessions";

export interface InvitePreview {
  email: string;
  isReset: boolean;
}

/** Whom a one-time link is for. @throws AppError invite_invalid */
export async function previewInvite(ctx: Context, token: string): Promise<InvitePreview> {
  const { email, isReset } = await liveInvite(ctx, token);
  return { email, isReset };
}

/**
 * Uses a one-time link: a new person joins, or an existing one gets a new password and all their sessions end. The
 * link is consumed by one conditional update, so it works once however often it is sent.
 * @throws AppError invite_invalid, weak_password, email_taken
 */
export async function acceptInvite(
  ctx: Context,
  input: AcceptInviteInput,
): Promise<{ email: string }> {
  const invite = await liveInvite(ctx, input.token);
  const name = input.name ?? "";
  if (!invite.isReset && !name) {
    throw new AppError("invalid_input", { details: { fields: { name: "Enter your name." } } });
  }
  assertPassword(input.password, { email: invite.email, name });
  const passwordHash = await hashPassword(input.password);
  const now = ctx.now();
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.invite.updateMany({
      where: { id: invite.id, usedAt: null, withdrawnAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw new AppError("invite_invalid");
    const personId = invite.isReset
      ? await setPassword(invite.personId)
      : await createPerson(invite.email);
    const actor = {
      ...ctx.actor,
      kind: "person",
      id: personId,
      label: invite.email,
      role: invite.role,
    } as const;
    await recordEvent(
      tx,
      { ...ctx, actor },
      {
        action: invite.isReset ? "person.password_reset" : "person.joined",
        target: { kind: "person", id: personId, label: invite.email },
      },
    );

    async function setPassword(id: string | null): Promise<string> {
      if (!id) throw new AppError("invite_invalid");
      await tx.person.update({ where: { id }, data: { passwordHash, passwordChangedAt: now } });
      await endSessions(tx, ctx, { personId: id }, "password_reset");
      return id;
    }

    async function createPerson(email: string): Promise<string> {
      const taken = await tx.person.findUnique({ where: { email }, select: { id: true } });
      if (taken) throw new AppError("email_taken");
      const person = await tx.person.create({
        data: { email, name, role: invite.role, passwordHash, passwordChangedAt: now },
      });
      await tx.invite.update({ where: { id: invite.id }, data: { personId: person.id } });
      return person.id;
    }
  });
  return { email: invite.email };
}

async function liveInvite(ctx: Context, token: string) {
  const invite = await ctx.db.invite.findUnique({
    where: { tokenHash: sha256(token) },
    include: { person: { select: { disabledAt: true } } },
  });
  const isDead = !invite || invite.usedAt || invite.withdrawnAt || invite.expiresAt <= ctx.now();
  if (isDead || invite.person?.disabledAt) throw new AppError("invite_invalid");
  return invite;
}
