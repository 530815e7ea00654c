import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import type { AccountDetails, TokenInfo, TokenSet } from "@/lib/hubspot/read";
import { isForeign } from "./belongs-to-app";
import { GrantRefused } from "./grant-refused";

/** Everything HubSpot told us about a new grant, ready to store. */
export interface FetchedGrant {
  hubId: bigint;
  accessToken?: Secret;
  refreshToken: Secret;
  expiresAt: Date;
  scopes: string[];
  /** False while introspection has not answered: who installed it is asked again later. */
  isIdentified: boolean;
  installerEmail?: string;
  installerUserId?: bigint;
  hubDomain?: string;
  /** HubSpot's number of the app, from an answer that names its client ID too. */
  hubspotAppId?: bigint;
  details?: AccountDetails;
}

export interface GivenTokens {
  tokens: TokenSet;
  refreshToken: Secret;
  startedAt: Date;
}

/**
 * Asks whose grant it is that HubSpot has just given: by a code, or by a refresh of an imported token. The answer of the
 * token endpoint names hub, user and scopes itself, so a grant is not given up because introspection fails.
 * @returns undefined when introspection fails and nothing else names the hub: ask again
 * @throws GrantRefused when the answer shows that the tokens must not be kept
 */
export async function readGrant(
  ctx: Context,
  app: HubSpotApp,
  given: GivenTokens,
): Promise<FetchedGrant | undefined> {
  const { tokens, refreshToken, startedAt } = given;
  // Side by side, since somebody waits for both; what the second says counts only where the first lets the grant in.
  const [introspected, described] = await Promise.allSettled([
    introspectNew(ctx, app, given),
    tokens.accessToken && accountDetails(ctx, app, tokens.accessToken),
  ]);
  const info = valueOf(introspected);
  const details = valueOf(described);
  const hubId = info?.hubId ?? tokens.hubId ?? details?.hubId;
  if (!hubId) {
    if (info) throw new GrantRefused("no_hub_id", info);
    return undefined;
  }
  const userId = info?.userId ?? tokens.userId;
  return {
    hubId: BigInt(hubId),
    accessToken: tokens.accessToken,
    refreshToken,
    expiresAt: new Date(startedAt.getTime() + tokens.expiresInSeconds * 1000),
    scopes: info && info.scopes.length > 0 ? info.scopes : (tokens.scopes ?? []),
    isIdentified: info !== undefined,
    installerEmail: info?.userEmail,
    installerUserId: userId ? BigInt(userId) : undefined,
    hubDomain: info?.hubDomain,
    // A number alone proves nothing, so it is nothing to compare later ones with.
    hubspotAppId: info?.appId && info.clientId ? BigInt(info.appId) : undefined,
    details,
  };
}

/** @throws why there is none */
function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}

/** The token must be alive and of this very app: that stops token substitution (SEC-16). */
async function introspectNew(
  ctx: Context,
  app: HubSpotApp,
  { tokens, refreshToken }: GivenTokens,
): Promise<TokenInfo | undefined> {
  let info: TokenInfo;
  try {
    info = await withCredentials(ctx, app, async (credentials) => {
      const { accessToken } = tokens;
      const told =
        accessToken && (await ctx.hubspot.introspect(credentials, accessToken, "access_token"));
      if (told?.active && namesApp(app, told)) return told;
      // An access token may be dead on arrival; the grant is dead when its refresh token is. And v1 names the client only
      // for a refresh token.
      const about = await ctx.hubspot.introspect(credentials, refreshToken, "refresh_token");
      return told?.active && about.active ? { ...told, clientId: about.clientId } : about;
    });
  } catch (error) {
    if (error instanceof HubSpotError) return undefined;
    throw error;
  }
  if (!info.active) throw new GrantRefused("inactive_token", info);
  if (isForeign(app, info)) throw new GrantRefused("foreign_app", info);
  if (info.hubId && tokens.hubId && info.hubId !== tokens.hubId)
    throw new GrantRefused("foreign_app", info);
  return info;
}

/** Whether an answer holds a name of the app that can be compared: its client ID, or its number once that is known. */
function namesApp(app: Pick<HubSpotApp, "hubspotAppId">, info: TokenInfo): boolean {
  return Boolean(info.clientId || (info.appId && app.hubspotAppId !== null));
}

/** Details make the page richer; a connection does not fail for want of them. */
async function accountDetails(
  ctx: Context,
  app: HubSpotApp,
  accessToken: Secret,
): Promise<AccountDetails | undefined> {
  try {
    return await ctx.hubspot.accountDetails(openCredentials(ctx, app), accessToken);
  } catch (error) {
    if (error instanceof HubSpotError) return undefined;
    throw error;
  }
}
