import "server-only";
import { z } from "zod";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { markConfirmed } from "@/lib/people/mark-confirmed";
import { showPassword } from "@/lib/people/own-password";
import { throttled } from "@/lib/people/throttle";
import { FACTOR_COUNTS } from "./has-factor";
import { takeTotp } from "./prove-factor";

/** How long a password or factor that was shown stands for the person at the keyboard, in milliseconds (SEC-60). */
export const CONFIRMED_MS = 10 * 60_000;

/** With what somebody can show that it is them. */
export type ConfirmMethod = "passkey" | "password" | "code" | "provider";

export const confirmInput = z.discriminatedUnion("method", [
  z.strictObject({
    method: z.literal("password"),
    currentPassword: z.string().min(1, "Enter your password.").max(1_024),
  }),
  z.strictObject({
    method: z.literal("code"),
    code: z.string().trim().min(1, "Enter a code.").max(20, "That is no code."),
  }),
]);

/**
 * Before what a session alone must not do: whoever acts has shown a password or a second factor in this session within the last
 * ten minutes. Services, commands and background work have no keyboard that somebody else could sit down at.
 * @throws AppError confirmation_needed
 */
export function assertConfirmed({ actor, now }: Pick<Context, "actor" | "now">): void {
  if (actor.kind !== "person") return;
  const sinceMs = now().getTime() - (actor.confirmedAt?.getTime() ?? 0);
  if (sinceMs > CONFIRMED_MS) throw new AppError("confirmation_needed");
}

/** What the acting person can confirm with, the handiest first. */
export async function confirmMethods({
  db,
  env,
  actor,
}: Pick<Context, "db" | "env" | "actor">): Promise<ConfirmMethod[]> {
  const person = await db.person.findUnique({
    where: { id: actor.id ?? "" },
    select: { passwordHash: true, identity: true, ...FACTOR_COUNTS },
  });
  const { factors = 0, passkeys = 0 } = person?._count ?? {};
  const methods: ConfirmMethod[] = [];
  if (passkeys > 0) methods.push("passkey");
  if (person?.passwordHash) methods.push("password");
  if (factors > 0) methods.push("code");
  if (person?.identity && env.oidc) methods.push("provider");
  return methods;
}

/**
 * Confirms the acting person's session for ten minutes.
 * @throws AppError wrong_password, factor_wrong, rate_limited, unauthenticated
 */
export async function confirmSession(
  ctx: Context,
  shown: z.output<typeof confirmInput>,
): Promise<void> {
  if (shown.method === "password") await showPassword(ctx, shown.currentPassword);
  else await showCode(ctx, shown.code.replace(/\s/g, ""));
  await markConfirmed(ctx, shown.method === "password" ? "password" : "authenticator app");
}

async function showCode(ctx: Context, code: string): Promise<void> {
  const personId = ctx.actor.id ?? "";
  const target = self(ctx);
  const budget = { name: "factor", key: personId, target } as const;
  await throttled(ctx, [budget], "factor_wrong", async () => {
    if (await ctx.db.$transaction((tx) => takeTotp(tx, ctx, { personId }, code))) return;
    await recordAlone(ctx, {
      action: "session.confirm_refused",
      outcome: "denied",
      target,
      details: { by: "authenticator app" },
    });
    const fields = { code: "This code is not right, or was used already." };
    throw new AppError("factor_wrong", { details: { fields } });
  });
}

function self({ actor }: Pick<Context, "actor">) {
  return { kind: "person", id: actor.id, label: actor.label } as const;
}
