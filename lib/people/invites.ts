import "server-only";
import { recordEvent } from "@/lib/audit/record";
import { can, type Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { randomToken, sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import type { InviteInput } from "./schemas";

const INVITE_TTL_MS = 7 * 24 * 3_600_000;
const RESET_TTL_MS = 24 * 3_600_000;

export interface InviteLink {
  inviteId: string;
  /** Shown once. The token rides in the fragment, which browsers never send to a server. */
  link: string;
  expiresAt: Date;
}

/**
 * Makes a one-time link for a new person.
 * @throws AppError email_taken, forbidden when an admin invites an owner
 */
export async function invitePerson(ctx: Context, input: InviteInput): Promise<InviteLink> {
  assertMayAssign(ctx, input.role);
  const existing = await ctx.db.person.findUnique({ where: { email: input.email } });
  if (existing) {
    throw new AppError("email_taken", {
      details: { fields: { email: "A person with this email address already exists." } },
    });
  }
  const token = randomToken();
  const expiresAt = new Date(ctx.now().getTime() + INVITE_TTL_MS);
  return ctx.db.$transaction(async (tx) => {
    // One open invitation per address: a new link makes the earlier one useless.
    await tx.invite.updateMany({
      where: { email: input.email, usedAt: null, withdrawnAt: null, isReset: false },
      data: { withdrawnAt: ctx.now() },
    });
    const { email, role } = input;
    const createdById = ctx.actor.id;
    const invite = await tx.invite.create({
      data: { tokenHash: sha256(token), email, role, createdById, expiresAt },
    });
    await recordEvent(tx, ctx, {
      action: "person.invited",
      target: { kind: "invite", id: invite.id, label: email },
      details: { role },
    });
    return { inviteId: invite.id, link: linkFor(ctx, token), expiresAt };
  });
}

/** Makes a one-time link with which an existing person sets a new password. */
export async function createResetLink(ctx: Context, personId: string): Promise<InviteLink> {
  const person = await ctx.db.person.findUnique({ where: { id: personId } });
  if (!person) throw new AppError("not_found");
  assertMayAssign(ctx, person.role);
  const token = randomToken();
  const expiresAt = new Date(ctx.now().getTime() + RESET_TTL_MS);
  return ctx.db.$transaction(async (tx) => {
    await tx.invite.updateMany({
      where: { personId, usedAt: null, withdrawnAt: null, isReset: true },
      data: { withdrawnAt: ctx.now() },
    });
    const { email, role } = person;
    const invite = await tx.invite.create({
      data: {
        tokenHash: sha256(token),
        email,
        role,
        personId,
        isReset: true,
        createdById: ctx.actor.id,
        expiresAt,
      },
    });
    await recordEvent(tx, ctx, {
      action: "person.password_reset",
      target: { kind: "person", id: personId, label: email },
      details: { step: "link_made" },
    });
    return { inviteId: invite.id, link: linkFor(ctx, token), expiresAt };
  });
}

/** Makes an unused link useless. @throws AppError not_found */
export async function withdrawInvite(ctx: Context, inviteId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const invite = await tx.invite.findUnique({ where: { id: inviteId } });
    if (!invite) throw new AppError("not_found");
    assertMayAssign(ctx, invite.role);
    const { count } = await tx.invite.updateMany({
      where: { id: inviteId, usedAt: null, withdrawnAt: null },
      data: { withdrawnAt: ctx.now() },
    });
    if (count === 0) return;
    await recordEvent(tx, ctx, {
      action: "person.invite_withdrawn",
      target: { kind: "invite", id: inviteId, label: invite.email },
    });
  });
}

/** Only owners (and operators in a shell) deal with owners. @throws AppError forbidden */
export function assertMayAssign(ctx: Context, role: Role): void {
  if (ctx.actor.kind === "operator") return;
  const actorRole = ctx.actor.role;
  if (role === "owner" && !(actorRole && can(actorRole, "people.manage_owners"))) {
    throw new AppError("forbidden", { details: { permission: "people.manage_owners" } });
  }
}

function linkFor(ctx: Context, token: string): string {
  return `${ctx.env.origin}/join#token=${token}`;
}
