import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { PAGE_SIZES } from "@/lib/portals/look-up/list-query";
import { DEFAULT_LOOK, DENSITIES, PORTAL_COLUMNS, type ListLook } from "./schemas";

const LIST = "portals";

/** How the acting person likes the list of portals; what a later release wrote and this one does not know is left out. */
export async function getListLook(ctx: Context): Promise<ListLook> {
  const kept = await ctx.db.listPreference.findUnique({
    where: { personId_list: { personId: actor(ctx), list: LIST } },
  });
  if (!kept) return DEFAULT_LOOK;
  return {
    columns: PORTAL_COLUMNS.filter((column) => kept.columns.includes(column)),
    density: DENSITIES.find((density) => density === kept.density) ?? DEFAULT_LOOK.density,
    pageSize: PAGE_SIZES.find((size) => size === kept.pageSize) ?? DEFAULT_LOOK.pageSize,
  };
}

/** Remembers what is given and leaves the rest as it is. */
export async function setListLook(ctx: Context, change: Partial<ListLook>): Promise<void> {
  const personId = actor(ctx);
  await ctx.db.listPreference.upsert({
    where: { personId_list: { personId, list: LIST } },
    create: { personId, list: LIST, ...DEFAULT_LOOK, ...change },
    update: change,
  });
}

function actor(ctx: Context): string {
  if (!ctx.actor.id) throw new AppError("unauthenticated");
  return ctx.actor.id;
}
