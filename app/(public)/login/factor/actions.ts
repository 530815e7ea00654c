"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { forgetSession } from "@/lib/auth/forget-session";
import { getAwaiting } from "@/lib/auth/awaiting";
import { startSession } from "@/lib/auth/start-session";
import { AppError } from "@/lib/errors";
import { leaveAwaiting, proveFactor } from "@/lib/factors/prove-factor";
import { safePath } from "@/lib/http/safe-path";

export const proveFactorAction = defineAction({
  permission: "public",
  input: z.strictObject({
    code: z.string().trim().min(1, "Enter a code.").max(64, "That is no code."),
    goTo: z.string().max(2_000).default("/"),
  }),
  async run(ctx, { code, goTo }) {
    const awaiting = await getAwaiting();
    if (!awaiting) throw new AppError("unauthenticated");
    const { sessionToken } = awaiting;
    await startSession(ctx, await proveFactor(ctx, { sessionToken, code }));
    return { redirectTo: safePath(goTo, ctx.env.origin) };
  },
});

export const leaveFactorAction = defineAction({
  permission: "public",
  input: z.object({}),
  async run(ctx) {
    const awaiting = await getAwaiting();
    if (awaiting) await leaveAwaiting(ctx, awaiting);
    await forgetSession(ctx);
    return { redirectTo: "/login" };
  },
});
