import "server-only";
import { readFileSync } from "node:fs";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/** Which keys somebody said to have stored elsewhere. */
const FACT = "keys_stored_elsewhere";

/**
 * Whether somebody has said that a copy of the keys is kept elsewhere; not of those that were added since. Keys that come
 * from a variable or a program are kept where these have them.
 */
export async function areKeysStored({ db, env }: Pick<Context, "db" | "env">): Promise<boolean> {
  if (!env.keyFile || env.isDemo) return true;
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  const stored = new Set(fact?.value.split(" "));
  return env.keyring.ids.every((id) => stored.has(id));
}

/** Somebody has a copy of the key file as it is now. */
export async function confirmKeysStored(ctx: Context): Promise<void> {
  const value = ctx.env.keyring.ids.join(" ");
  await ctx.db.$transaction(async (tx) => {
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value },
      update: { value },
    });
    await recordEvent(tx, ctx, {
      action: "keys.stored_elsewhere",
      details: { keyIds: [...ctx.env.keyring.ids] },
    });
  });
}

/** The key file, for whoever keeps the copy. It leaves a line. @throws AppError not_found when the keys are in no file */
export async function downloadKeys(ctx: Context): Promise<string> {
  const { keyFile, keyring } = ctx.env;
  if (!keyFile) throw new AppError("not_found");
  const text = readFileSync(keyFile, "utf8");
  await recordAlone(ctx, { action: "keys.downloaded", details: { keyIds: [...keyring.ids] } });
  return text;
}
