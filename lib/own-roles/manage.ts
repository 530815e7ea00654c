import "server-only";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { DbTransaction } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { AppError } from "@/lib/errors";
import { withdrawDeadLinks } from "@/lib/people/open-invites";
import type { ChangeRoleInput, CreateRoleInput } from "./schemas";
import { say } from "@/lib/say/say";

/** So that the page of roles stays one, and a list to choose from too. */
export const MOST_ROLES = 50;

/** Makes a role of the team's own. @throws AppError invalid_input when the name is taken, or there are too many */
export async function createRole(ctx: Context, input: CreateRoleInput): Promise<{ id: string }> {
  return named(() =>
    ctx.db.$transaction(async (tx) => {
      if ((await tx.customRole.count()) >= MOST_ROLES)
        throw refused(
          "name",
          say("There are {most:number} roles already. Delete one that nobody has.", {
            most: MOST_ROLES,
          }),
        );
      const { id } = await tx.customRole.create({ data: { ...input, createdAt: ctx.now() } });
      await recordEvent(tx, ctx, {
        action: "role.created",
        target: { kind: "role", id, label: input.name },
        details: { ...input },
      });
      return { id };
    }),
  );
}

/**
 * Changes a role. What it may do from now on holds at the next request of those who have it: rights are read each time.
 * @throws AppError not_found, conflict; invalid_input when the name is taken
 */
export async function changeOwnRole(
  ctx: Context,
  { roleId: id, updatedAt, ...input }: ChangeRoleInput,
): Promise<void> {
  await named(() =>
    ctx.db.$transaction(async (tx) => {
      const role = await lockRole(tx, id);
      if (role.updatedAt.getTime() !== updatedAt.getTime()) throw new AppError("conflict");
      const { name, meaning, permissions } = role;
      const changes = changesBetween({ name, meaning, permissions }, { ...input });
      if (Object.keys(changes).length === 0) return;
      await tx.customRole.update({ where: { id }, data: input });
      const linksWithdrawn = await withdrawDeadLinks(tx, ctx, id);
      await recordEvent(tx, ctx, {
        action: "role.changed",
        target: { kind: "role", id, label: input.name },
        changes,
        ...(linksWithdrawn > 0 && { details: { linksWithdrawn } }),
      });
    }),
  );
}

const NAMED = 5;

/** Deletes a role that nobody has. @throws AppError not_found; invalid_input that says who has it */
export async function deleteRole(ctx: Context, id: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { name } = await lockRole(tx, id, { isDeleted: true });
    const holders = await holdersOf(tx, ctx, id);
    if (holders.length > 0) {
      const shown = holders.slice(0, NAMED).join(", ");
      const more = holders.length - NAMED;
      throw refused(
        "form",
        more > 0
          ? say("{names} and {more:number} more: give them another role first.", {
              names: shown,
              more,
            })
          : say("{names}: give them another role first.", { names: shown }),
      );
    }
    // Links that are over name it still.
    await tx.invite.updateMany({ where: { customRoleId: id }, data: { customRoleId: null } });
    await tx.customRole.delete({ where: { id } });
    await recordEvent(tx, ctx, {
      action: "role.deleted",
      target: { kind: "role", id, label: name },
    });
  });
}

/** People who have it, disabled ones too, and addresses that an open link would give it to. */
async function holdersOf(tx: DbTransaction, ctx: Context, customRoleId: string): Promise<string[]> {
  const people = await tx.person.findMany({
    where: { customRoleId },
    select: { name: true },
    orderBy: { name: "asc" },
  });
  const invites = await tx.invite.findMany({
    where: {
      ...{ customRoleId, isReset: false, usedAt: null, withdrawnAt: null },
      expiresAt: { gt: ctx.now() },
    },
    select: { email: true },
    orderBy: { email: "asc" },
  });
  return [
    ...people.map(({ name }) => name),
    ...invites.map(({ email }) => say("{email} (invited)", { email })),
  ];
}

/**
 * Until the transaction ends nobody is given it. Whoever takes an invitation that names it holds that first and then
 * looks whether there is such a role: only who deletes it has them wait.
 * @throws AppError not_found
 */
async function lockRole(tx: DbTransaction, id: string, { isDeleted = false } = {}) {
  const strength = isDeleted ? Prisma.sql`UPDATE` : Prisma.sql`NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM "CustomRole" WHERE "id" = ${id}::uuid FOR ${strength}`;
  const role = await tx.customRole.findUnique({ where: { id } });
  if (!role) throw new AppError("not_found");
  return role;
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error, "name")) throw error;
    throw refused("name", "Another role is called so. Choose another name.");
  }
}

function refused(field: "name" | "form", words: string): AppError {
  return new AppError("invalid_input", { details: { fields: { [field]: words } } });
}
