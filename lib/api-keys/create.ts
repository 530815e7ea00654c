import "server-only";
import { recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import { keyPrefix, makeKeyText } from "./key-text";
import type { CreateApiKeyInput } from "./schemas";
import { keyTarget } from "./target";

const DAY_MS = 24 * 3_600_000;

export interface NewApiKey {
  keyId: string;
  /** Shown once; only its hash is stored. */
  key: string;
  expiresAt: Date | null;
}

/** Makes a key for a service. @throws AppError invalid_input for an app that is not here */
export async function createApiKey(ctx: Context, input: CreateApiKeyInput): Promise<NewApiKey> {
  const key = makeKeyText();
  const { name, permissions, expiresInDays, hubIds } = input;
  const appIds = [...new Set(input.appIds)];
  const expiresAt = expiresInDays ? new Date(ctx.now().getTime() + expiresInDays * DAY_MS) : null;
  return ctx.db.$transaction(async (tx) => {
    const apps = await tx.hubSpotApp.findMany({
      where: { id: { in: appIds } },
      select: { slug: true },
    });
    if (apps.length < appIds.length)
      throw new AppError("invalid_input", {
        details: { fields: { appIds: "An app you chose is gone. Reload the page." } },
      });
    const row = await tx.apiKey.create({
      data: {
        name,
        prefix: keyPrefix(key),
        keyHash: sha256(key),
        permissions: [...new Set(permissions)],
        appIds,
        hubIds,
        expiresAt,
        createdAt: ctx.now(),
        createdById: personIdOf(ctx.actor),
      },
    });
    await recordEvent(tx, ctx, {
      action: "api_key.created",
      target: keyTarget(row),
      details: {
        permissions: row.permissions,
        apps: apps.map(({ slug }) => slug),
        hubIds: hubIds.map(String),
        expiresAt: expiresAt?.toISOString() ?? null,
      },
    });
    return { keyId: row.id, key, expiresAt };
  });
}
