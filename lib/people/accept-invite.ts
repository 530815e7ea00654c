import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Rights } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { AppError } from "@/lib/errors";
import { assertRightsAreKnown } from "@/lib/servers/know-rights";
import { assertPassword } from "./assert-password";
import { goodLink } from "./good-link";
import { lockPeople } from "./lock-people";
import { actorOf, openSession, type Entered } from "./open-session";
import { hashPassword } from "./password";
import { columnsOf, rightsOf } from "./rights";
import type { AcceptInviteInput } from "./schemas";
import { endSessions } from "./sessions";
import { throttled, type Budget } from "./throttle";
import { withdrawLinks } from "./withdraw-links";

export interface InvitePreview {
  email: string;
  isReset: boolean;
}

/** Whom a one-time link is for. @throws AppError invite_invalid, email_taken, rate_limited */
export async function previewInvite(ctx: Context, token: string): Promise<InvitePreview> {
  const look = () => goodLink(ctx.db, ctx.now(), token);
  const { email, isReset } = await throttled(ctx, budgets(ctx), "invite_invalid", look);
  return { email, isReset };
}

type Link = Awaited<ReturnType<typeof goodLink>>;

/**
 * Uses a one-time link: a new person joins, or an existing one gets a new password and all their sessions end; either
 * way one session is opened. The link is judged again with its maker, its target and itself locked, so that whoever
 * changes a role, disables or withdraws at the same moment comes before or after, and it works once however often it
 * is sent.
 * @throws AppError invite_invalid, weak_password, email_taken, rate_limited
 */
export function acceptInvite(ctx: Context, input: AcceptInviteInput): Promise<Entered> {
  return throttled(ctx, budgets(ctx), "invite_invalid", () => accept(ctx, input));
}

function budgets(ctx: Context): Budget[] {
  return [{ name: "invite", key: ctx.actor.ip ?? "unknown" }];
}

async function accept(ctx: Context, input: AcceptInviteInput): Promise<Entered> {
  const seen = await goodLink(ctx.db, ctx.now(), input.token);
  const name = input.name ?? "";
  if (!seen.isReset && !name) {
    throw new AppError("invalid_input", { details: { fields: { name: "Enter your name." } } });
  }
  const known = name || seen.person?.name;
  await assertPassword(ctx, input.password, { email: seen.email, name: known });
  const passwordHash = await hashPassword(input.password);
  try {
    return await ctx.db.$transaction(async (tx) => {
      await lockPeople(tx, [seen.createdById, seen.personId]);
      await lockLinksTo(tx, seen.email);
      const link = await goodLink(tx, ctx.now(), input.token);
      const person = link.isReset
        ? await setPassword(tx, ctx, link, passwordHash)
        : await join(tx, ctx, link, { name, passwordHash });
      await recordEvent(
        tx,
        { ...ctx, actor: actorOf(ctx, person) },
        {
          action: link.isReset ? "person.password_reset" : "person.joined",
          target: { kind: "person", id: person.id, label: person.email },
        },
      );
      return openSession(tx, ctx, person);
    });
  } catch (error) {
    throw isUniqueViolation(error, "email") ? new AppError("email_taken") : error;
  }
}

/** All of an address, in one order: two links to it that are used at once must not wait for each other. */
async function lockLinksTo(tx: DbTransaction, email: string): Promise<void> {
  await tx.$queryRaw`
    SELECT "id" FROM "Invite" WHERE "email" = ${email} AND "usedAt" IS NULL AND "withdrawnAt" IS NULL
    ORDER BY "id" FOR UPDATE`;
}

interface Person {
  id: string;
  email: string;
  rights: Rights;
  passwordChangedAt: Date;
}

async function setPassword(
  tx: DbTransaction,
  ctx: Context,
  link: Link,
  passwordHash: string,
): Promise<Person> {
  const { id, personId, email } = link;
  if (!personId) throw new AppError("invite_invalid");
  const now = ctx.now();
  await tx.person.update({
    where: { id: personId },
    data: { passwordHash, passwordChangedAt: now },
  });
  await tx.invite.update({ where: { id }, data: { usedAt: now } });
  await withdrawLinks(tx, ctx, { resetsFor: personId });
  await endSessions(tx, ctx, { personId }, "password_reset");
  return { id: personId, email, rights: rightsOf(link), passwordChangedAt: now };
}

async function join(
  tx: DbTransaction,
  ctx: Context,
  link: Link,
  chosen: { name: string; passwordHash: string },
): Promise<Person> {
  const now = ctx.now();
  const { id, email } = link;
  await assertRightsAreKnown(tx, link);
  const person = await tx.person.create({
    data: { email, ...columnsOf(link), ...chosen, passwordChangedAt: now },
    select: { id: true },
  });
  await tx.invite.update({ where: { id }, data: { usedAt: now, personId: person.id } });
  await withdrawLinks(tx, ctx, { invitationsTo: email });
  return { id: person.id, email, rights: rightsOf(link), passwordChangedAt: now };
}
