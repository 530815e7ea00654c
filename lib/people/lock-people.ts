import "server-only";
import type { OwnRole, Rights, Role } from "@/lib/auth/roles";
import type { Actor, Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { rightsOf, type StoredRights } from "./rights";

export interface LockedPerson extends StoredRights {
  id: string;
  email: string;
  rights: Rights;
  disabledAt: Date | null;
  passwordChangedAt: Date | null;
}

export type LockedPeople = ReadonlyMap<string, LockedPerson>;

interface Row {
  id: string;
  email: string;
  role: Role;
  customRoleId: string | null;
  isLimited: boolean;
  appIds: string[] | null;
  customRole: OwnRole | null;
  disabledAt: Date | null;
  passwordChangedAt: Date | null;
}

/**
 * Locks people until the transaction ends, so that whoever changes one and whoever relies on how one stands come one
 * after the other. Locks are taken in the same order everywhere, or two transactions could wait for each other: people
 * by id, then a role of the team's own, then links by id, then the audit log.
 */
export async function lockPeople(
  tx: DbTransaction,
  ids: (string | null | undefined)[],
  { withOwners = false } = {},
): Promise<LockedPeople> {
  const named = ids.filter((id) => typeof id === "string");
  const owners = withOwners ? Prisma.sql`OR p."role" = 'owner'` : Prisma.empty;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT p."id", p."email", p."role", p."disabledAt", p."passwordChangedAt", p."isLimited", p."appIds",
      p."customRoleId", CASE WHEN r."id" IS NOT NULL THEN jsonb_build_object(
        'name', r."name", 'meaning', r."meaning", 'permissions', to_jsonb(r."permissions")) END AS "customRole"
    FROM "Person" p LEFT JOIN "CustomRole" r ON r."id" = p."customRoleId"
    WHERE p."id" = ANY(${named}::uuid[]) ${owners} ORDER BY p."id" FOR UPDATE OF p`;
  return new Map(
    rows.map((row) => {
      const stored = { ...row, appIds: row.appIds ?? [] };
      return [row.id, { ...stored, rights: rightsOf(stored) }];
    }),
  );
}

/**
 * Who acts, with the rights of this moment instead of those their request began with. `people` holds them, locked.
 * @throws AppError unauthenticated when they were disabled or removed in the meantime
 */
export function actorOfNow(ctx: Context, people: LockedPeople): Actor {
  const { actor } = ctx;
  if (actor.kind !== "person") return actor;
  const person = people.get(actor.id ?? "");
  if (!person || person.disabledAt) throw new AppError("unauthenticated");
  return { ...actor, rights: person.rights };
}
