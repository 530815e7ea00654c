"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { cancelImport, confirmImport } from "@/lib/imports/decide";
import { startImport } from "@/lib/imports/start";
import { say } from "@/lib/say/say";

const jobInput = z.strictObject({ jobId: z.uuid() });

export const startImportAction = defineAction({
  permission: "portals.import",
  stepUp: true,
  input: z.strictObject({
    appId: z.uuid("Choose an app."),
    file: z
      .instanceof(File, { message: "Choose a file." })
      .refine((file) => file.size > 0, "Choose a file that is not empty."),
  }),
  async run(ctx, { appId, file }) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { jobId } = await startImport(ctx, { appId, fileName: file.name, bytes });
    return { redirectTo: `/portals/import/${jobId}` };
  },
});

export const confirmImportAction = defineAction({
  permission: "portals.import",
  stepUp: true,
  input: jobInput,
  async run(ctx, { jobId }) {
    await confirmImport(ctx, jobId);
    return { message: say("The import has begun. You may leave this page.") };
  },
});

export const cancelImportAction = defineAction({
  permission: "portals.import",
  input: jobInput,
  async run(ctx, { jobId }) {
    await cancelImport(ctx, jobId);
    return { message: say("The import is cancelled. Every token it still held was wiped.") };
  },
});
