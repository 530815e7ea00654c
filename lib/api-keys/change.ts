import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import type { DbTransaction } from "@/lib/db/client";
import type { ApiKey } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { NewApiKey } from "./create";
import { keyPrefix, makeKeyText } from "./key-text";
import { keyTarget } from "./target";

const HOUR_MS = 3_600_000;

/**
 * Gives a key a new text. The old one works `overlapHours` more, so that every service can be moved; one from a rotation
 * before that ends now.
 * @throws AppError not_found; conflict when it is revoked or has expired
 */
export async function rotateApiKey(
  ctx: Context,
  { keyId, overlapHours }: { keyId: string; overlapHours: number },
): Promise<NewApiKey & { previousUntil: Date }> {
  const key = makeKeyText();
  const now = ctx.now();
  const previousUntil = new Date(now.getTime() + overlapHours * HOUR_MS);
  return ctx.db.$transaction(async (tx) => {
    const row = await lockKey(tx, keyId);
    if (row.revokedAt || (row.expiresAt && row.expiresAt <= now)) throw new AppError("conflict");
    const after = await tx.apiKey.update({
      where: { id: keyId },
      data: {
        prefix: keyPrefix(key),
        keyHash: sha256(key),
        previousHash: row.keyHash,
        previousUntil,
        rotatedAt: now,
      },
    });
    await recordEvent(tx, ctx, {
      action: "api_key.rotated",
      target: keyTarget(after),
      details: { previousPrefix: row.prefix, previousUntil: previousUntil.toISOString() },
    });
    return { keyId, key, expiresAt: row.expiresAt, previousUntil };
  });
}

/** Ends a key, and what is left of the one before it, on every server from the next call on. @throws AppError not_found */
export async function revokeApiKey(ctx: Context, keyId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const row = await lockKey(tx, keyId);
    if (row.revokedAt) return;
    await tx.apiKey.update({ where: { id: keyId }, data: { revokedAt: ctx.now() } });
    await recordEvent(tx, ctx, { action: "api_key.revoked", target: keyTarget(row) });
  });
}

async function lockKey(tx: DbTransaction, keyId: string): Promise<ApiKey> {
  await tx.$queryRaw`SELECT 1 FROM "ApiKey" WHERE "id" = ${keyId}::uuid FOR UPDATE`;
  const row = await tx.apiKey.findUnique({ where: { id: keyId } });
  if (!row) throw new AppError("not_found");
  return row;
}
