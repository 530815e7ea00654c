"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { cancelBulk } from "@/lib/bulk/cancel";
import { startBulk, startBulkInput } from "@/lib/bulk/start";
import { say } from "@/lib/say/say";

export const bulkRefreshAction = defineAction({
  permission: "portals.refresh",
  input: startBulkInput,
  run: async (ctx, input) => jobPage(await startBulk(ctx, "refresh", input)),
});

export const bulkRevokeAction = defineAction({
  permission: "portals.revoke",
  stepUp: true,
  input: startBulkInput,
  run: async (ctx, input) => jobPage(await startBulk(ctx, "revoke", input)),
});

export const bulkUninstallAction = defineAction({
  permission: "portals.uninstall",
  stepUp: true,
  input: startBulkInput,
  run: async (ctx, input) => jobPage(await startBulk(ctx, "uninstall", input)),
});

/** Whoever may start the harmless kind may stop any. */
export const cancelBulkAction = defineAction({
  permission: "portals.refresh",
  input: z.strictObject({ jobId: z.uuid() }),
  async run(ctx, { jobId }) {
    await cancelBulk(ctx, jobId);
    return { message: say("Cancelled. What was done stays done.") };
  },
});

function jobPage({ jobId }: { jobId: string }) {
  return { redirectTo: `/portals/bulk/${jobId}` };
}
