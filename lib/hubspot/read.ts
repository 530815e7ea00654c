import "server-only";
import { Secret } from "@/lib/crypto/secret";
import { HubSpotError } from "./errors";
import type { Answer } from "./transport";
import { accountDetailsWire, contactsPageWire, tokenInfoWire, tokenWire } from "./wire";

/** What the token endpoint gave. Ids are decimal strings: HubSpot's int32 may grow. */
export interface TokenSet {
  /** Absent only when there is a refresh token, which must not be lost for want of it. */
  accessToken?: Secret;
  refreshToken?: Secret;
  /** 0 when HubSpot named no time to live that is still to come. */
  expiresInSeconds: number;
  hubId?: string;
  userId?: string;
  scopes?: string[];
  correlationId?: string;
}

/** What introspection says about a token; the token itself is dropped. */
export interface TokenInfo {
  active: boolean;
  tokenUse?: string;
  hubId?: string;
  userId?: string;
  appId?: string;
  clientId?: string;
  userEmail?: string;
  hubDomain?: string;
  scopes: string[];
  /** Seconds left, for access tokens. */
  expiresInSeconds?: number;
  correlationId?: string;
}

export interface AccountDetails {
  hubId?: string;
  accountType?: string;
  timeZone?: string;
  currency?: string;
  uiDomain?: string;
  dataHostingLocation?: string;
}

/** HubSpot's access tokens live 30 minutes today and lived 6 hours once; beyond a month the answer is nonsense. */
const MAX_EXPIRES_IN_SECONDS = 31 * 24 * 3600;
const USUAL_EXPIRES_IN_SECONDS = 1800;

/**
 * Reads an answer of the token endpoint. Whatever token it holds is read: HubSpot may have rotated, and then this answer
 * is the only place where the new refresh token stands.
 * @throws HubSpotError malformed when it holds no token at all
 */
export function readTokens(answer: Answer): TokenSet {
  const parsed = tokenWire.safeParse(answer.body);
  if (!parsed.success) throw malformed(answer);
  const wire = parsed.data;
  if (!wire.access_token && !wire.refresh_token) throw malformed(answer);
  return {
    accessToken: wire.access_token ? new Secret(wire.access_token) : undefined,
    refreshToken: wire.refresh_token ? new Secret(wire.refresh_token) : undefined,
    expiresInSeconds: lifetimeSeconds(wire.expires_in ?? undefined),
    hubId: wire.hub_id ?? undefined,
    userId: wire.user_id ?? undefined,
    scopes: wire.scopes ?? wire.scope ?? undefined,
    correlationId: answer.correlationId,
  };
}

/**
 * v1 metadata has no `active`: an answer that names somebody means the token lives. Introspection always has it (RFC
 * 7662 section 2.2), and without it nothing is known: "not active" would count as the proof of a revocation.
 */
export function readTokenInfo(
  answer: Answer,
  options: { activeWhenAbsent: boolean; tokenUse?: string },
): TokenInfo {
  const parsed = tokenInfoWire.safeParse(answer.body);
  if (!parsed.success) throw malformed(answer);
  const wire = parsed.data;
  const namesSomebody = Boolean(wire.hub_id ?? wire.user_id ?? wire.app_id ?? wire.client_id);
  const active = wire.active ?? (options.activeWhenAbsent && namesSomebody ? true : undefined);
  if (active === undefined) throw malformed(answer);
  return {
    active,
    tokenUse: wire.token_use ?? options.tokenUse,
    hubId: wire.hub_id ?? undefined,
    userId: wire.user_id ?? undefined,
    appId: wire.app_id ?? undefined,
    clientId: wire.client_id ?? undefined,
    userEmail: wire.user ?? undefined,
    hubDomain: wire.hub_domain ?? undefined,
    scopes: wire.scopes ?? wire.scope ?? [],
    expiresInSeconds: wire.expires_in ?? undefined,
    correlationId: answer.correlationId,
  };
}

export function readAccountDetails(answer: Answer): AccountDetails {
  const parsed = accountDetailsWire.safeParse(answer.body);
  if (!parsed.success) throw malformed(answer);
  const wire = parsed.data;
  return {
    hubId: wire.portalId ?? undefined,
    accountType: wire.accountType ?? undefined,
    timeZone: wire.timeZone ?? undefined,
    currency: wire.companyCurrency ?? undefined,
    uiDomain: hubSpotHost(wire.uiDomain ?? undefined),
    dataHostingLocation: wire.dataHostingLocation ?? undefined,
  };
}

export function readContactCount(answer: Answer): { count: number; more: boolean } {
  const parsed = contactsPageWire.safeParse(answer.body);
  if (!parsed.success) throw malformed(answer);
  return { count: parsed.data.results.length, more: Boolean(parsed.data.paging?.next?.after) };
}

/** No time, or an absurd one, is taken for the usual one; a time that is over means expired now. */
function lifetimeSeconds(named: number | undefined): number {
  if (named === undefined || named > MAX_EXPIRES_IN_SECONDS) return USUAL_EXPIRES_IN_SECONDS;
  return Math.max(0, Math.floor(named));
}

/** `uiDomain` becomes a link on our pages, so only HubSpot's own hosts pass. */
function hubSpotHost(host?: string): string | undefined {
  return host && /^([a-z0-9-]+\.)+hubspot\.com$/.test(host) ? host : undefined;
}

export function malformed(answer: Answer): HubSpotError {
  return new HubSpotError({
    kind: "malformed",
    httpStatus: answer.httpStatus,
    correlationId: answer.correlationId,
  });
}
