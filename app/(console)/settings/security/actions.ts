"use server";

import { encode } from "uqr";
import { defineAction } from "@/lib/actions/define-action";
import {
  beginFactor,
  beginFactorInput,
  confirmFactor,
  confirmFactorInput,
  newCodesInput,
  removeFactor,
  removeFactorInput,
  renewRecoveryCodes,
} from "@/lib/factors/own-factors";
import { factorRuleInput, setFactorRule } from "@/lib/factors/rule";

export const beginFactorAction = defineAction({
  permission: "self.manage",
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
    return { message: "The authenticator app is set up.", data: { codes } };
  },
});

export const removeFactorAction = defineAction({
  permission: "self.manage",
  input: removeFactorInput,
  async run(ctx, input) {
    await removeFactor(ctx, input);
    return { message: "The authenticator app is removed." };
  },
});

export const renewCodesAction = defineAction({
  permission: "self.manage",
  input: newCodesInput,
  async run(ctx, input) {
    return { data: { codes: await renewRecoveryCodes(ctx, input) } };
  },
});

export const setFactorRuleAction = defineAction({
  permission: "system.manage",
  input: factorRuleInput,
  lists: ["roles"],
  async run(ctx, input) {
    await setFactorRule(ctx, input);
    return { message: "Saved." };
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
