"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { AppError } from "@/lib/errors";
import { describeUninstall } from "@/lib/portals/end/describe-uninstall";
import { getPortal } from "@/lib/portals/look-up/get";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { say } from "@/lib/say/say";

const portalId = z.uuid();

export const uninstallPortalAction = defineAction({
  permission: "portals.uninstall",
  stepUp: true,
  input: z.strictObject({ portalId, confirmation: z.string().max(300).default("") }),
  async run(ctx, input) {
    const portal = await getPortal(ctx, input.portalId);
    if (normal(input.confirmation) !== normal(portal.confirmText)) {
      const fields = { confirmation: say("Type {text} to confirm.", { text: portal.confirmText }) };
      throw new AppError("invalid_input", { details: { fields } });
    }
    return { message: say.any(describeUninstall(await uninstallPortal(ctx, input.portalId))) };
  },
});

/** Finishing an uninstall that somebody has confirmed already needs no second confirmation. */
export const resumeUninstallAction = defineAction({
  permission: "portals.uninstall",
  input: z.strictObject({ portalId }),
  async run(ctx, input) {
    const portal = await getPortal(ctx, input.portalId);
    if (!portal.isUninstallPending) throw new AppError("portal_not_active");
    return { message: say.any(describeUninstall(await uninstallPortal(ctx, input.portalId))) };
  },
});

function normal(text: string): string {
  return text.trim().toLowerCase();
}
