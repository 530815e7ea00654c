"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { countPortals } from "@/lib/portals/look-up/export-list";
import { parsePortalListSearch } from "@/lib/portals/look-up/list-query";

/** Lists stop counting somewhere; whoever takes all portals with them is told how many that are. */
export const countExportAction = defineAction({
  permission: "portals.export",
  input: z.strictObject({ view: z.string().max(4_000) }),
  run: async (ctx, { view }) => ({
    data: { portals: await countPortals(ctx, parsePortalListSearch(view)) },
  }),
});
