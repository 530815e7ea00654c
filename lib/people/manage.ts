import "server-only";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Actor, Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assertMayAssign } from "./assert-may-assign";
import { storedRights } from "./give-rights";
import { countKeysLeft } from "./keys-left";
import { actorOfNow, lockPeople, type LockedPerson } from "./lock-people";
import { areSameRights, columnsOf, rightsOf, roleKeyOf } from "./rights";
import { rightsInWords } from "./rights-in-words";
import type { GivenRights } from "./schemas";
import { endSessions } from "./sessions";
import { withdrawLinks } from "./withdraw-links";

/**
 * What an act ended besides, and what not. Links: those the person had made, and those that were for them. Keys: those
 * they made and may make no more.
 */
export interface Ended {
  linksWithdrawn: number;
  keysLeft: number;
}
const NOTHING: Ended = { linksWithdrawn: 0, keysLeft: 0 };

/** In the log, of somebody without a limit. */
const EVERY_APP = "every app";

/**
 * Gives a person another role, or another limit to apps, or both; their sessions end, so that what is new starts clean
 * (ASVS 7.2.4), and so do the open links they made and those for them: what a link gives was decided under the old role.
 * @throws AppError not_found, forbidden, last_owner; as storedRights
 */
export async function changeRole(
  ctx: Context,
  { personId, ...given }: GivenRights & { personId: string },
): Promise<Ended> {
  return ctx.db.$transaction(async (tx) => {
    const { person, actor } = await lockForAct(tx, ctx, personId);
    const stored = await storedRights(tx, given, person);
    assertMayAssign(actor, rightsOf(stored));
    if (areSameRights(person, stored)) return NOTHING;
    if (person.role === "owner" && stored.role !== "owner") await assertNotLastOwner(tx, personId);
    await tx.person.update({ where: { id: personId }, data: columnsOf(stored) });
    const linksWithdrawn = await withdrawLinks(tx, ctx, { of: person });
    const keysLeft = await countKeysLeft(tx, ctx, { personId, rights: rightsOf(stored) });
    if (personId !== ctx.actor.id) await endSessions(tx, ctx, { personId }, "role_changed");
    await recordEvent(tx, ctx, {
      action:
        roleKeyOf(person) === roleKeyOf(stored) ? "person.limit_changed" : "person.role_changed",
      target: { kind: "person", id: personId, label: person.email },
      changes: changesBetween(
        { apps: EVERY_APP, ...(await rightsInWords(tx, person)) },
        { apps: EVERY_APP, ...(await rightsInWords(tx, stored)) },
      ),
      details: { linksWithdrawn, keysLeft },
    });
    return { linksWithdrawn, keysLeft };
  });
}

/**
 * Locks a person out at once: no sign-in, every session ended, every open link of theirs withdrawn.
 * @throws AppError not_found, forbidden, last_owner
 */
export async function disablePerson(ctx: Context, personId: string): Promise<Ended> {
  return ctx.db.$transaction(async (tx) => {
    const { person } = await lockForAct(tx, ctx, personId);
    if (person.disabledAt) return NOTHING;
    if (person.role === "owner") await assertNotLastOwner(tx, personId);
    await tx.person.update({ where: { id: personId }, data: { disabledAt: ctx.now() } });
    const linksWithdrawn = await withdrawLinks(tx, ctx, { of: person });
    const keysLeft = await countKeysLeft(tx, ctx, { personId, rights: null });
    const sessionsEnded = await endSessions(tx, ctx, { personId }, "disabled");
    await recordEvent(tx, ctx, {
      action: "person.disabled",
      target: { kind: "person", id: personId, label: person.email },
      details: { sessionsEnded, linksWithdrawn, keysLeft },
    });
    return { linksWithdrawn, keysLeft };
  });
}

/**
 * Lets a disabled person sign in again. A link of theirs that disabling did not reach must not come back with them.
 * @throws AppError not_found, forbidden
 */
export async function enablePerson(ctx: Context, personId: string): Promise<Ended> {
  return ctx.db.$transaction(async (tx) => {
    const { person } = await lockForAct(tx, ctx, personId);
    if (!person.disabledAt) return NOTHING;
    await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
    const linksWithdrawn = await withdrawLinks(tx, ctx, { of: person });
    await recordEvent(tx, ctx, {
      action: "person.enabled",
      target: { kind: "person", id: personId, label: person.email },
      details: { linksWithdrawn },
    });
    return { ...NOTHING, linksWithdrawn };
  });
}

/**
 * Takes the second factors of somebody else away, who lost them; they sign in with their password alone and set up new ones. Their
 * sessions end. One's own are removed with the password, in the settings.
 * @throws AppError not_found, forbidden, conflict for oneself
 */
export async function resetFactors(ctx: Context, personId: string): Promise<{ removed: number }> {
  if (ctx.actor.kind === "person" && ctx.actor.id === personId) throw new AppError("conflict");
  return ctx.db.$transaction(async (tx) => {
    const { person } = await lockForAct(tx, ctx, personId);
    const apps = await tx.factor.deleteMany({ where: { personId } });
    const passkeys = await tx.passkey.deleteMany({ where: { personId } });
    const removed = apps.count + passkeys.count;
    await tx.recoveryCode.deleteMany({ where: { personId } });
    if (removed === 0) return { removed };
    const sessionsEnded = await endSessions(tx, ctx, { personId }, "factors_reset");
    await recordEvent(tx, ctx, {
      action: "factor.reset",
      target: { kind: "person", id: personId, label: person.email },
      details: { removed, sessionsEnded },
    });
    return { removed };
  });
}

/** Owners are locked together: two owners demoting each other at once must not leave none. */
async function lockForAct(
  tx: DbTransaction,
  ctx: Context,
  personId: string,
): Promise<{ person: LockedPerson; actor: Actor }> {
  const people = await lockPeople(tx, [ctx.actor.id, personId], { withOwners: true });
  const person = people.get(personId);
  if (!person) throw new AppError("not_found");
  const actor = actorOfNow(ctx, people);
  assertMayAssign(actor, person.rights);
  return { person, actor };
}

async function assertNotLastOwner(tx: DbTransaction, personId: string): Promise<void> {
  const others = await tx.person.count({
    where: { role: "owner", disabledAt: null, id: { not: personId } },
  });
  if (others === 0) throw new AppError("last_owner");
}
