import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { ConnectAttempt, HubSpotApp } from "@/lib/db/generated/client";
import { withCredentials } from "@/lib/hubspot-apps/with-credentials";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { AppCredentials } from "@/lib/hubspot/client";
import type { AccountDetails, TokenInfo, TokenSet } from "@/lib/hubspot/read";
import { codeVerifierPlace } from "./token-places";

export type GrantRefusal =
  | "hubspot_error"
  | "code_missing"
  | "foreign_app"
  | "inactive_token"
  | "no_hub_id"
  | "no_refresh_token"
  | "other_portal";

/** HubSpot answered, and the answer must not be stored. */
export class GrantRefused extends Error {
  readonly status?: string;
  readonly correlationId?: string;

  constructor(
    readonly code: GrantRefusal,
    options: { status?: string; correlationId?: string } = {},
  ) {
    super(code);
    this.status = options.status;
    this.correlationId = options.correlationId;
  }
}

/** Everything HubSpot told us about a new grant, checked and ready to store. */
export interface FetchedGrant {
  hubId: bigint;
  accessToken: Secret;
  refreshToken: Secret;
  expiresAt: Date;
  scopes: string[];
  installerEmail?: string;
  installerUserId?: bigint;
  hubDomain?: string;
  details?: AccountDetails;
}

/**
 * Redeems the code once, introspects the token, reads the account. Network only; nothing is stored here.
 * @throws HubSpotError when HubSpot fails, GrantRefused when its answer does not belong to this app or portal
 */
export async function fetchGrant(
  ctx: Context,
  attempt: ConnectAttempt & { app: HubSpotApp },
  code: Secret,
): Promise<FetchedGrant> {
  const startedAt = ctx.now();
  const codeVerifier = attempt.codeVerifierSealed
    ? ctx.vault.open(codeVerifierPlace(attempt.id), attempt.codeVerifierSealed)
    : undefined;
  // HubSpot checks the secret before the code, so a refused secret does not spend it.
  const { app, tokens } = await withCredentials(ctx, attempt.app, async (accepted) => ({
    app: accepted,
    tokens: await ctx.hubspot.exchangeCode(accepted, {
      code: code.reveal(),
      redirectUri: attempt.redirectUri,
      codeVerifier,
    }),
  }));
  const { refreshToken } = tokens;
  if (!refreshToken) throw new GrantRefused("no_refresh_token", tokens);
  const fetched = await readGrant(ctx, app, { tokens, refreshToken, startedAt });
  await assertExpectedPortal(ctx, attempt, app, fetched.hubId.toString(), refreshToken);
  return fetched;
}

/**
 * Everything worth knowing about a grant whose tokens HubSpot has just given: by a code, or by a refresh of an
 * imported token.
 * @throws HubSpotError when HubSpot fails, GrantRefused when the tokens are not of this app
 */
export async function readGrant(
  ctx: Context,
  app: AppCredentials,
  { tokens, refreshToken, startedAt }: { tokens: TokenSet; refreshToken: Secret; startedAt: Date },
): Promise<FetchedGrant> {
  const info = await introspectNew(ctx, app, tokens, refreshToken);
  const details = await accountDetails(ctx, app, tokens.accessToken);
  const hubId = info.hubId ?? tokens.hubId ?? details?.hubId;
  if (!hubId) throw new GrantRefused("no_hub_id", info);
  const userId = info.userId ?? tokens.userId;
  return {
    hubId: BigInt(hubId),
    accessToken: tokens.accessToken,
    refreshToken,
    expiresAt: new Date(startedAt.getTime() + tokens.expiresInSeconds * 1000),
    scopes: info.scopes.length > 0 ? info.scopes : (tokens.scopes ?? []),
    installerEmail: info.userEmail,
    installerUserId: userId ? BigInt(userId) : undefined,
    hubDomain: info.hubDomain,
    details,
  };
}

/** The token must be alive and of this very app: that stops token substitution (SEC-16). */
async function introspectNew(
  ctx: Context,
  app: AppCredentials,
  tokens: TokenSet,
  refreshToken: Secret,
): Promise<TokenInfo> {
  // Only refresh-token metadata names the client on v1.
  const info =
    app.apiVersion === "v1"
      ? await ctx.hubspot.introspect(app, refreshToken, "refresh_token")
      : await ctx.hubspot.introspect(app, tokens.accessToken, "access_token");
  if (!info.active) throw new GrantRefused("inactive_token", info);
  if (info.clientId && info.clientId !== app.clientId) throw new GrantRefused("foreign_app", info);
  if (info.hubId && tokens.hubId && info.hubId !== tokens.hubId)
    throw new GrantRefused("foreign_app", info);
  return info;
}

/** Details make the page richer; a connection does not fail for want of them. */
async function accountDetails(
  ctx: Context,
  app: AppCredentials,
  accessToken: Secret,
): Promise<AccountDetails | undefined> {
  try {
    return await ctx.hubspot.accountDetails(app, accessToken);
  } catch (error) {
    if (error instanceof HubSpotError) return undefined;
    throw error;
  }
}

/** A reconnect that lands on another portal is stopped, and the grant nobody asked for is given back. */
async function assertExpectedPortal(
  ctx: Context,
  attempt: ConnectAttempt,
  app: AppCredentials,
  hubId: string,
  refreshToken: Secret,
): Promise<void> {
  if (!attempt.expectedPortalId) return;
  const expected = await ctx.db.portal.findUnique({
    where: { id: attempt.expectedPortalId },
    select: { hubId: true },
  });
  if (!expected || expected.hubId.toString() === hubId) return;
  // HubSpot may hand out a refresh token that another row already holds: that one must live.
  const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", refreshToken);
  const held = await ctx.db.grant.count({
    where: { refreshTokenFingerprint, refreshTokenSealed: { not: null } },
  });
  if (held === 0) {
    await ctx.hubspot.revoke(app, refreshToken).catch((error: unknown) => {
      if (!(error instanceof HubSpotError)) throw error;
    });
  }
  throw new GrantRefused("other_portal", { status: hubId });
}
