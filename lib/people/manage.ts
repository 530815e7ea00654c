import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assertMayAssign } from "./invites";
import { endSessions } from "./sessions";

/**
 * Gives a person another role; their sessions end, so that the new role starts clean (ASVS 7.2.4).
 * @throws AppError not_found, forbidden, last_owner
 */
export async function changeRole(
  ctx: Context,
  { personId, role }: { personId: string; role: Role },
): Promise<void> {
  assertMayAssign(ctx, role);
  await ctx.db.$transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    assertMayAssign(ctx, person.role);
    if (person.role === role) return;
    if (person.role === "owner") await assertNotLastOwner(tx, personId);
    await tx.person.update({ where: { id: personId }, data: { role } });
    if (personId !== ctx.actor.id) await endSessions(tx, ctx, { personId }, "role_changed");
    await recordEvent(tx, ctx, {
      action: "person.role_changed",
      target: { kind: "person", id: personId, label: person.email },
      changes: { role: [person.role, role] },
    });
  });
}

/** Locks a person out at once: no sign-in, every session ended. @throws AppError not_found, forbidden, last_owner */
export async function disablePerson(ctx: Context, personId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    assertMayAssign(ctx, person.role);
    if (person.disabledAt) return;
    if (person.role === "owner") await assertNotLastOwner(tx, personId);
    await tx.person.update({ where: { id: personId }, data: { disabledAt: ctx.now() } });
    const ended = await endSessions(tx, ctx, { personId }, "disabled");
    await recordEvent(tx, ctx, {
      action: "person.disabled",
      target: { kind: "person", id: personId, label: person.email },
      details: { sessionsEnded: ended },
    });
  });
}

/** Lets a disabled person sign in again. @throws AppError not_found, forbidden */
export async function enablePerson(ctx: Context, personId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    assertMayAssign(ctx, person.role);
    if (!person.disabledAt) return;
    await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
    await recordEvent(tx, ctx, {
      action: "person.enabled",
      target: { kind: "person", id: personId, label: person.email },
    });
  });
}

interface LockedPerson {
  id: string;
  email: string;
  role: Role;
  disabledAt: Date | null;
}

/** Owners are locked together: two owners demoting each other at once must not leave none. */
async function lockPerson(tx: DbTransaction, personId: string): Promise<LockedPerson> {
  const rows = await tx.$queryRaw<LockedPerson[]>`
    SELECT "id", "email", "role", "disabledAt" FROM "Person"
    WHERE "id" = ${personId}::uuid OR "role" = 'owner' ORDER BY "id" FOR UPDATE`;
  const person = rows.find((row) => row.id === personId);
  if (!person) throw new AppError("not_found");
  return person;
}

async function assertNotLastOwner(tx: DbTransaction, personId: string): Promise<void> {
  const others = await tx.person.count({
    where: { role: "owner", disabledAt: null, id: { not: personId } },
  });
  if (others === 0) throw new AppError("last_owner");
}
