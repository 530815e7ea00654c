import "server-only";
import type { Context } from "@/lib/context";
import type { SavedView } from "@/lib/db/generated/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { AppError } from "@/lib/errors";
import { sameForm, type ListView } from "./built-in";
import { say } from "@/lib/say/say";

export const MOST_VIEWS = 50;
/** A view that was deleted can be brought back for so long. */
const KEPT_MS = 86_400_000;

/** The views that the acting person keeps, in the order in which they were saved. */
export async function listViews(ctx: Context): Promise<Required<ListView>[]> {
  const views = await ctx.db.savedView.findMany({
    where: { personId: actor(ctx), deletedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return views.map(({ id, name, search }) => ({ id, name, search: sameForm(search) }));
}

/** Keeps a list's address under a name. @throws AppError invalid_input */
export async function saveView(
  ctx: Context,
  input: { name: string; search: string },
): Promise<void> {
  const personId = actor(ctx);
  await forgetDeleted(ctx, input.name);
  const count = await ctx.db.savedView.count({ where: { personId, deletedAt: null } });
  if (count >= MOST_VIEWS)
    throw refused(
      say("You keep {most:number} views already. Delete one that you do not need.", {
        most: MOST_VIEWS,
      }),
    );
  await named(() =>
    ctx.db.savedView.create({
      data: { personId, name: input.name, search: sameForm(input.search), createdAt: ctx.now() },
    }),
  );
}

/** @throws AppError not_found, invalid_input */
export async function renameView(
  ctx: Context,
  input: { viewId: string; name: string },
): Promise<void> {
  const view = await ownView(ctx, input.viewId);
  if (view.name === input.name) return;
  await forgetDeleted(ctx, input.name);
  await named(() =>
    ctx.db.savedView.update({ where: { id: view.id }, data: { name: input.name } }),
  );
}

/** Takes a view away; for a day it can be brought back. @throws AppError not_found */
export async function deleteView(ctx: Context, viewId: string): Promise<{ name: string }> {
  const { id, name } = await ownView(ctx, viewId);
  await ctx.db.savedView.update({ where: { id }, data: { deletedAt: ctx.now() } });
  return { name };
}

/** Brings a deleted view back, where it stood. @throws AppError not_found once it is gone for good */
export async function restoreView(ctx: Context, viewId: string): Promise<{ name: string }> {
  const { id, name } = await ownView(ctx, viewId, true);
  await ctx.db.savedView.update({ where: { id }, data: { deletedAt: null } });
  return { name };
}

async function ownView(ctx: Context, id: string, isDeleted = false): Promise<SavedView> {
  const view = await ctx.db.savedView.findFirst({
    where: { id, personId: actor(ctx), deletedAt: isDeleted ? { not: null } : null },
  });
  if (!view) throw new AppError("not_found");
  return view;
}

/** What was deleted long ago, and what stands in the way of a name. */
async function forgetDeleted(ctx: Context, name: string): Promise<void> {
  const longAgo = new Date(ctx.now().getTime() - KEPT_MS);
  await ctx.db.savedView.deleteMany({
    where: {
      personId: actor(ctx),
      OR: [{ deletedAt: { lt: longAgo } }, { deletedAt: { not: null }, name }],
    },
  });
}

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error, "name"))
      throw refused("You have a view of this name. Choose another name.");
    throw error;
  }
}

function actor(ctx: Context): string {
  if (!ctx.actor.id) throw new AppError("unauthenticated");
  return ctx.actor.id;
}

function refused(name: string): AppError {
  return new AppError("invalid_input", { details: { fields: { name } } });
}
