import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { randomToken, sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import { assertMayAssign } from "./assert-may-assign";
import { storedRights } from "./give-rights";
import { actorOfNow, lockPeople } from "./lock-people";
import { columnsOf, rightsOf } from "./rights";
import { rightsInWords } from "./rights-in-words";
import type { InviteInput } from "./schemas";
import { withdrawLinks } from "./withdraw-links";

const INVITE_TTL_MS = 7 * 24 * 3_600_000;
const RESET_TTL_MS = 24 * 3_600_000;

export interface InviteLink {
  inviteId: string;
  /** Shown once. The token rides in the fragment, which browsers never send to a server. */
  link: string;
  expiresAt: Date;
}

/**
 * Makes a one-time link for a new person. One open invitation per address: the earlier one becomes useless.
 * @throws AppError email_taken, forbidden for a role that holds what the maker has not; as storedRights
 */
export async function invitePerson(ctx: Context, input: InviteInput): Promise<InviteLink> {
  const { email } = input;
  if (await ctx.db.person.findUnique({ where: { email }, select: { id: true } })) {
    throw new AppError("email_taken", {
      details: { fields: { email: "A person with this email address already exists." } },
    });
  }
  const token = randomToken();
  const [createdAt, expiresAt] = lifeOf(ctx, INVITE_TTL_MS);
  return ctx.db.$transaction(async (tx) => {
    const actor = actorOfNow(ctx, await lockPeople(tx, [ctx.actor.id]));
    const stored = await storedRights(tx, input);
    assertMayAssign(actor, rightsOf(stored));
    await withdrawLinks(tx, ctx, { invitationsTo: email });
    const made = { createdById: actor.id, createdAt, expiresAt };
    const invite = await tx.invite.create({
      data: { tokenHash: sha256(token), email, ...columnsOf(stored), ...made },
    });
    await recordEvent(tx, ctx, {
      action: "person.invited",
      target: { kind: "invite", id: invite.id, label: email },
      details: await rightsInWords(tx, stored),
    });
    return { inviteId: invite.id, link: linkFor(ctx, token), expiresAt };
  });
}

/**
 * Makes a one-time link with which an existing person sets a new password; an earlier one becomes useless.
 * @throws AppError not_found, person_disabled; forbidden when an admin resets an owner, or anybody themselves, because
 * their own password they change by the current one
 */
export async function createResetLink(ctx: Context, personId: string): Promise<InviteLink> {
  const token = randomToken();
  const [createdAt, expiresAt] = lifeOf(ctx, RESET_TTL_MS);
  return ctx.db.$transaction(async (tx) => {
    const people = await lockPeople(tx, [ctx.actor.id, personId]);
    const person = people.get(personId);
    if (!person) throw new AppError("not_found");
    const actor = actorOfNow(ctx, people);
    assertMayAssign(actor, person.rights);
    if (personId === actor.id)
      throw new AppError("forbidden", { details: { permission: "people.manage" } });
    if (person.disabledAt) throw new AppError("person_disabled");
    await withdrawLinks(tx, ctx, { resetsFor: personId });
    const { email } = person;
    const invite = await tx.invite.create({
      data: {
        tokenHash: sha256(token),
        email,
        ...columnsOf(person),
        personId,
        isReset: true,
        targetPasswordChangedAt: person.passwordChangedAt,
        createdById: actor.id,
        createdAt,
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
    const invite = await tx.invite.findUnique({
      where: { id: inviteId },
      include: { customRole: true },
    });
    if (!invite) throw new AppError("not_found");
    assertMayAssign(ctx.actor, rightsOf(invite));
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

function lifeOf(ctx: Context, ttlMs: number): [createdAt: Date, expiresAt: Date] {
  const now = ctx.now();
  return [now, new Date(now.getTime() + ttlMs)];
}

function linkFor(ctx: Context, token: string): string {
  return `${ctx.env.origin}/join#token=${token}`;
}
