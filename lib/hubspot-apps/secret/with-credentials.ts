import "server-only";
import type { Context } from "@/lib/context";
import type { HubSpotApp } from "@/lib/db/generated/client";
import type { AppCredentials } from "@/lib/hubspot/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { logger } from "@/lib/logger";
import { openCredentials } from "./credentials";
import { notePreviousUse } from "./previous-use";
import { previousSecretPlace } from "./secret-place";

type AppWithSecrets = Pick<
  HubSpotApp,
  | "id"
  | "clientId"
  | "apiVersion"
  | "clientSecretSealed"
  | "clientSecretFingerprint"
  | "previousSecretSealed"
  | "previousSecretFingerprint"
  | "previousSecretUntil"
>;

/**
 * Does work at HubSpot as an app. While a secret is being replaced, the previous one is tried second, and only when
 * HubSpot refuses the new one: no source says whether HubSpot keeps the old secret valid (facts, section 10).
 * @param work is safe to start again after a refusal of the app's credentials; it also learns which secret it works with
 * @throws HubSpotError the answer to the new secret when HubSpot refuses both; AppError sealed_unreadable
 */
export async function withCredentials<T>(
  ctx: Pick<Context, "vault" | "now" | "db">,
  app: AppWithSecrets,
  work: (credentials: AppCredentials, secretFingerprint: string) => Promise<T>,
): Promise<T> {
  const current = openCredentials(ctx, app);
  try {
    return await work(current, app.clientSecretFingerprint);
  } catch (error) {
    const previous = secretRefused(error) ? openPrevious(ctx, app) : undefined;
    if (!previous) throw error;
    const result = await secondTry(error, () =>
      work({ ...current, clientSecret: previous.secret }, previous.fingerprint),
    );
    // What HubSpot gave, a rotated token perhaps, must not be lost for want of this note.
    await notePreviousUse(ctx, app.id).catch((cause: unknown) =>
      logger.error({ err: cause, appId: app.id }, "use of the previous secret was not noted"),
    );
    return result;
  }
}

async function secondTry<T>(first: unknown, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (second) {
    throw secretRefused(second) ? first : second;
  }
}

/** An unknown client ID is no better with another secret. */
function secretRefused(error: unknown): boolean {
  return (
    error instanceof HubSpotError &&
    error.kind === "app_credentials" &&
    error.status !== "BAD_CLIENT_ID"
  );
}

function openPrevious(ctx: Pick<Context, "vault" | "now">, app: AppWithSecrets) {
  const { previousSecretSealed: sealed, previousSecretUntil: until } = app;
  const fingerprint = app.previousSecretFingerprint;
  if (!sealed || !fingerprint || !until || until <= ctx.now()) return undefined;
  return { secret: ctx.vault.open(previousSecretPlace(app.id), sealed), fingerprint };
}
