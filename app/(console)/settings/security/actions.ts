"use server";

import { encode } from "uqr";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import {
  beginFactor,
  beginFactorInput,
  confirmFactor,
  confirmFactorInput,
  removeFactor,
  removeFactorInput,
  renewRecoveryCodes,
} from "@/lib/factors/own-factors";
import {
  addPasskey,
  addPasskeyInput,
  beginPasskeyInput,
  passkeyChallenge,
  removePasskey,
  removePasskeyInput,
} from "@/lib/passkeys/own-passkeys";
import { factorRuleInput, setFactorRule } from "@/lib/factors/rule";
import { say } from "@/lib/say/say";

export const beginFactorAction = defineAction({
  permission: "self.manage",
  stepUp: true,
  input: beginFactorInput,
  async run(ctx, input) {
    const { factorId, secret, uri } = await beginFactor(ctx, input);
    return { data: { factorId, secret, uri, code: codeOf(uri) } };
  },
});

export const confirmFactorAction = defineAction({
  permission: "self.manage",
  input: confirmFactorInput,
  async run(ctx, input) {
    const codes = await confirmFactor(ctx, input);
    return { message: say("The authenticator app is set up."), data: { codes } };
  },
});

export const removeFactorAction = defineAction({
  permission: "self.manage",
  stepUp: true,
  input: removeFactorInput,
  async run(ctx, input) {
    await removeFactor(ctx, input);
    return { message: say("The authenticator app is removed.") };
  },
});

export const renewCodesAction = defineAction({
  permission: "self.manage",
  stepUp: true,
  input: z.object({}),
  async run(ctx) {
    return { data: { codes: await renewRecoveryCodes(ctx) } };
  },
});

export const beginPasskeyAction = defineAction({
  permission: "self.manage",
  stepUp: true,
  input: beginPasskeyInput,
  async run(ctx, { name }) {
    return { data: { name, options: await passkeyChallenge(ctx) } };
  },
});

/** What it answers to was asked by somebody who had shown that it is them. */
export const addPasskeyAction = defineAction({
  permission: "self.manage",
  input: addPasskeyInput,
  async run(ctx, input) {
    const codes = await addPasskey(ctx, input);
    return { message: say("The passkey is added."), data: { codes } };
  },
});

export const removePasskeyAction = defineAction({
  permission: "self.manage",
  stepUp: true,
  input: removePasskeyInput,
  async run(ctx, input) {
    await removePasskey(ctx, input);
    return { message: say("The passkey is removed.") };
  },
});

export const setFactorRuleAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: factorRuleInput,
  lists: ["roles"],
  async run(ctx, input) {
    await setFactorRule(ctx, input);
    return { message: say("Saved.") };
  },
});

/** A QR code as the path of an SVG of `size` units, so that no markup comes from a library. */
function codeOf(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}
