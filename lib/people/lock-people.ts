import "server-only";
import type { Role } from "@/lib/auth/roles";
import type { Actor, Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

export interface LockedPerson {
  id: string;
  email: string;
  role: Role;
  disabledAt: Date | null;
  passwordChangedAt: Date | null;
}

export type LockedPeople = ReadonlyMap<string, LockedPerson>;

/**
 * Locks people until the transaction ends, so that whoever changes one and whoever relies on how one stands come one
 * after the other. Locks are taken in the same order everywhere, or two transactions could wait for each other: people
 * by id, then links by id, then the audit log.
 */
export async function lockPeople(
  tx: DbTransaction,
  ids: (string | null | undefined)[],
  { withOwners = false } = {},
): Promise<LockedPeople> {
  const named = ids.filter((id) => typeof id === "string");
  const owners = withOwners ? Prisma.sql`OR "role" = 'owner'` : Prisma.empty;
  const rows = await tx.$queryRaw<LockedPerson[]>`
    SELECT "id", "email", "role", "disabledAt", "passwordChangedAt" FROM "Person"
    WHERE "id" = ANY(${named}::uuid[]) ${owners} ORDER BY "id" FOR UPDATE`;
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Who acts, with the role of this moment instead of the one their request began with. `people` holds them, locked.
 * @throws AppError unauthenticated when they were disabled or removed in the meantime
 */
export function actorOfNow(ctx: Context, people: LockedPeople): Actor {
  const { actor } = ctx;
  if (actor.kind !== "person") return actor;
  const person = people.get(actor.id ?? "");
  if (!person || person.disabledAt) throw new AppError("unauthenticated");
  return { ...actor, role: person.role };
}
