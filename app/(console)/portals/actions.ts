"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { bindBrowser, boundBrowser } from "@/lib/auth/browser-binding";
import { AppError } from "@/lib/errors";
import { beginConnect, beginConnectInput } from "@/lib/portals/connect/begin-connect";
import { completePasted, completePastedInput } from "@/lib/portals/connect/complete-pasted";
import {
  adoptHeldBackGrant,
  adoptHeldBackGrantInput,
} from "@/lib/portals/connect/adopt-held-back-grant";
import { explainFailure } from "@/lib/portals/explain-failure";
import { refreshMetadata, toAppError } from "@/lib/portals/inspect/inspect";
import { getPortal } from "@/lib/portals/look-up/get";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { describeRefresh } from "@/lib/portals/refresh/describe-refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { revokeGrant, revokeGrantInput } from "@/lib/portals/end/revoke-grant";
import { testCall } from "@/lib/portals/inspect/test-call";
import { say } from "@/lib/say/say";

const portalId = z.uuid();

export const startConnectAction = defineAction({
  permission: "portals.connect",
  input: beginConnectInput,
  lists: ["extraScopes"],
  async run(ctx, input) {
    const { attemptId, url, source } = await beginConnect(ctx, input, await bindBrowser());
    // HubSpot will not come back by itself: this page stays and takes the redirected address.
    if (source === "pasted") return { data: { attemptId, url } };
    return { redirectTo: url };
  },
});

export const finishPastedAction = defineAction({
  permission: "portals.connect",
  input: completePastedInput,
  async run(ctx, input) {
    await completePasted(ctx, input, await boundBrowser());
    return { redirectTo: `/portals/connect/${input.attemptId}` };
  },
});

export const adoptHeldBackGrantAction = defineAction({
  permission: "portals.connect",
  input: adoptHeldBackGrantInput,
  async run(ctx, input) {
    await adoptHeldBackGrant(ctx, input);
    return { message: say("The new grant is used from now on.") };
  },
});

export const revokeGrantAction = defineAction({
  permission: "portals.revoke",
  stepUp: true,
  input: revokeGrantInput,
  async run(ctx, input) {
    const result = await revokeGrant(ctx, input);
    if (result.outcome === "revoked")
      return {
        message: say("The earlier grant was revoked. HubSpot confirms that it is dead."),
      };
    throw result.error === "still_active"
      ? new AppError("hubspot_unavailable")
      : toAppError(result.error);
  },
});

export const refreshPortalAction = defineAction({
  permission: "portals.refresh",
  input: z.strictObject({ portalId, seenVersion: z.coerce.number().int().min(0) }),
  async run(ctx, input) {
    const result = await refreshPortal(ctx, { ...input, trigger: "person" });
    const words = describeRefresh(result);
    const next = words.next && say.any(words.next);
    return { data: { ...words, title: say.any(words.title), next } };
  },
});

export const refreshMetadataAction = defineAction({
  permission: "portals.inspect",
  input: z.strictObject({ portalId }),
  async run(ctx, input) {
    const { changed } = await refreshMetadata(ctx, input.portalId);
    return {
      message:
        changed.length > 0
          ? say("Metadata is up to date; something had changed.")
          : say("Metadata is up to date."),
    };
  },
});

export const testCallAction = defineAction({
  permission: "portals.test",
  input: z.strictObject({ portalId }),
  async run(ctx, input) {
    const lines = await testCall(ctx, input.portalId);
    return { data: lines.map((line) => ({ ...line, words: say.any(line.words) })) };
  },
});

export const revokePortalAction = defineAction({
  permission: "portals.revoke",
  stepUp: true,
  input: z.strictObject({ portalId, confirmation: z.string().max(300).default("") }),
  async run(ctx, input) {
    const portal = await getPortal(ctx, input.portalId);
    if (normal(input.confirmation) !== normal(portal.confirmText)) {
      const fields = { confirmation: say("Type {text} to confirm.", { text: portal.confirmText }) };
      throw new AppError("invalid_input", { details: { fields } });
    }
    return { message: await revoke(ctx, input.portalId) };
  },
});

/** Finishing a revocation that somebody has confirmed already needs no second confirmation. */
export const retryRevokeAction = defineAction({
  permission: "portals.revoke",
  input: z.strictObject({ portalId }),
  async run(ctx, input) {
    const portal = await getPortal(ctx, input.portalId);
    if (!portal.isRevocationPending) throw new AppError("portal_not_active");
    return { message: await revoke(ctx, input.portalId) };
  },
});

async function revoke(ctx: Parameters<typeof revokePortal>[0], id: string): Promise<string> {
  const result = await revokePortal(ctx, id);
  if (result.outcome === "revoked")
    return say("The refresh token was revoked. HubSpot confirms that it is dead.");
  const { what } = explainFailure(
    result.error === "still_active" ? { kind: "still_active" } : result.error,
  );
  return `${say.any(what)} ${say("The revocation is pending and can be retried.")}`;
}

function normal(text: string): string {
  return text.trim().toLowerCase();
}
