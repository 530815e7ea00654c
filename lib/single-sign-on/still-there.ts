import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import type { Session } from "@/lib/db/generated/client";
import { isAppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { askProvider, findProvider, type Provider } from "./provider";
import { providerTokenPlace } from "./provider-token-place";

/** How often the provider is asked whether somebody is still there, in milliseconds. */
export const CHECK_EVERY_MS = 15 * 60_000;
const AT_ONCE = 20;

/**
 * Asks the provider for new tokens of the sessions whose turn it is (RFC 6749 section 6): whoever is gone or locked there gets
 * none, and the session ends. A provider that does not answer ends nothing; it is asked again.
 * @returns more than 0 when more may be due
 */
export async function checkProviderSessions(ctx: Context): Promise<number> {
  if (!ctx.env.oidc) return 0;
  const due = await claimDue(ctx);
  if (due.length === 0) return 0;
  try {
    const provider = await findProvider(ctx.env);
    if (!provider) return 0;
    for (const session of due) await check(ctx, provider, session);
  } catch (error) {
    if (!isAppError(error, "provider_unavailable")) throw error;
    logger.warn({ err: error }, "the identity provider could not be asked about sessions");
    return 0;
  }
  return due.length === AT_ONCE ? due.length : 0;
}

/** Each is taken by one server; the next round of it comes a quarter of an hour later whatever becomes of this one. */
function claimDue({ db, now }: Context): Promise<Session[]> {
  const before = new Date(now().getTime() - CHECK_EVERY_MS);
  return db.$queryRaw<Session[]>`
    UPDATE "Session" SET "providerCheckedAt" = ${now()} WHERE "id" IN (
      SELECT "id" FROM "Session"
      WHERE "providerCheckedAt" <= ${before} AND "providerTokenSealed" IS NOT NULL
        AND "endedAt" IS NULL AND "expiresAt" > ${now()}
      ORDER BY "providerCheckedAt" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING *`;
}

async function check(ctx: Context, provider: Provider, session: Session): Promise<void> {
  const token = ctx.vault.open(providerTokenPlace(session.id), session.providerTokenSealed ?? "");
  const answer = await refresh(provider, token);
  if (answer === "gone") return end(ctx, session);
  if (typeof answer === "string" && answer !== "unclear")
    await ctx.db.session.updateMany({
      where: { id: session.id, endedAt: null },
      data: {
        providerTokenSealed: ctx.vault.seal(providerTokenPlace(session.id), new Secret(answer)),
      },
    });
}

/** @returns the token to ask with next time, "gone", or "unclear" for an answer that says neither */
async function refresh(provider: Provider, token: Secret): Promise<string> {
  const { clientId, clientSecret } = provider.settings;
  const credentials = [clientId, clientSecret.reveal()].map(encodeURIComponent).join(":");
  const answer = await askProvider(provider.token_endpoint, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token.reveal() }),
  });
  const { error, access_token, refresh_token } = (answer ?? {}) as Record<string, unknown>;
  if (error === "invalid_grant") return "gone";
  if (typeof access_token !== "string") {
    logger.warn({ error: String(error) }, "the identity provider gave no token for a session");
    return "unclear";
  }
  return typeof refresh_token === "string" ? refresh_token : token.reveal();
}

async function end(ctx: Context, session: Session): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: session.id, endedAt: null },
      data: { endedAt: ctx.now(), endReason: "provider_ended", providerTokenSealed: null },
    });
    if (count === 0) return;
    const person = await tx.person.findUnique({ where: { id: session.personId } });
    await recordEvent(tx, ctx, {
      action: "session.ended_by_provider",
      target: { kind: "person", id: session.personId, label: person?.email ?? "" },
    });
  });
}
