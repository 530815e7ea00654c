"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { checkAudit } from "@/lib/audit/nightly";
import { makeBackupKey } from "@/lib/backup/backup-key";
import { backUpNow } from "@/lib/backup/plan-backups";
import { backupScheduleInput, setBackupSchedule, stopBackupSchedule } from "@/lib/backup/schedule";
import { addKey, removeKey } from "@/lib/keys/rotate";
import { askForRotation } from "@/lib/keys/rotation-job";
import { confirmKeysStored } from "@/lib/keys/stored-copy";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { switchReveal } from "@/lib/portals/reveal/rule";
import { switchRevealInput } from "@/lib/portals/reveal/schemas";
import { say } from "@/lib/say/say";

export const setBackupScheduleAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: backupScheduleInput,
  async run(ctx, input) {
    await setBackupSchedule(ctx, input, await viewerTimeZone());
    return { message: say("Saved. The first one is written when the time comes.") };
  },
});

export const stopBackupScheduleAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: z.object({}),
  async run(ctx) {
    await stopBackupSchedule(ctx);
    return { message: say("No backup is written by itself any more. The files stay.") };
  },
});

export const backUpNowAction = defineAction({
  permission: "system.manage",
  input: z.object({}),
  async run(ctx) {
    await backUpNow(ctx);
    return { message: say("A worker writes it now.") };
  },
});

export const checkAuditAction = defineAction({
  permission: "system.manage",
  input: z.object({}),
  async run(ctx) {
    const { lines, brokenAt } = await checkAudit(ctx);
    return {
      message: brokenAt
        ? say("It was tampered with.")
        : say("All {lines} lines are intact.", { lines: String(lines) }),
    };
  },
});

export const makeBackupKeyAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: z.object({}),
  async run() {
    return { data: await makeBackupKey() };
  },
});

export const addKeyAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: z.object({}),
  async run(ctx) {
    const id = await addKey(ctx);
    return { message: say("{id} is added. Keep a copy of the key file, then rotate.", { id }) };
  },
});

export const rotateKeysAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: z.object({}),
  async run(ctx) {
    await askForRotation(ctx);
    return { message: say("A worker seals everything anew.") };
  },
});

export const removeKeyAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: z.strictObject({ key: z.string().max(100) }),
  async run(ctx, { key }) {
    await removeKey(ctx, key);
    return { message: say("{key} is removed.", { key }) };
  },
});

export const confirmKeysStoredAction = defineAction({
  permission: "system.manage",
  input: z.object({}),
  async run(ctx) {
    await confirmKeysStored(ctx);
    return { message: say("Good. You are asked again when a key is added.") };
  },
});

export const switchRevealAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: switchRevealInput,
  async run(ctx, { to }) {
    await switchReveal(ctx, to);
    return {
      message:
        to === "on"
          ? say("Access tokens can be revealed on the pages of portals now.")
          : say("Access tokens are shown to nobody any more."),
    };
  },
});
