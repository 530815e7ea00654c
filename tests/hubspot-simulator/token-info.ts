import { createHash } from "node:crypto";
import { findPortal, installKey, isAccessTokenAlive, isRefreshTokenAlive, now } from "./state";
import type { SimState } from "./state";
import type { SimAccessToken, SimApp, SimRefreshToken } from "./types";

/** A live access token of an account with its app, or undefined. */
export function findLiveAccessToken(
  state: SimState,
  token: string,
): { entry: SimAccessToken; app: SimApp; hubId: number; userId: number } | undefined {
  const entry = state.accessTokens.get(token);
  const app = entry && state.apps.get(entry.clientId);
  if (!entry || !app || entry.hubId === null || entry.userId === null) return undefined;
  if (!isAccessTokenAlive(state, entry) || !findPortal(state, entry.hubId)) return undefined;
  return { entry, app, hubId: entry.hubId, userId: entry.userId };
}

export function findLiveRefreshToken(
  state: SimState,
  token: string,
): { entry: SimRefreshToken; app: SimApp } | undefined {
  const entry = state.refreshTokens.get(token);
  const app = entry && state.apps.get(entry.grant.clientId);
  return entry && app && isRefreshTokenAlive(state, entry) ? { entry, app } : undefined;
}

/** `user` (absent when HubSpot knows no address) and `hub_domain`: optional in every schema. */
export function identityFields(state: SimState, hubId: number, userId: number) {
  const portal = findPortal(state, hubId);
  const email = portal?.users.find((user) => user.userId === userId)?.email;
  return {
    ...(email ? { user: email } : {}),
    ...(portal ? { hub_domain: portal.domain } : {}),
  };
}

/** Whole seconds an access token has left. */
export function secondsLeft(state: SimState, entry: SimAccessToken): number {
  return Math.max(0, Math.floor((entry.expiresAt - now(state)) / 1000));
}

/** Every field the published schema names; contents that HubSpot keeps opaque are opaque here too. */
export function signedAccessToken(state: SimState, entry: SimAccessToken, app: SimApp) {
  const hubId = entry.hubId ?? 0;
  const install = state.installs.get(installKey(app.clientId, hubId));
  const sign = (salt: string) =>
    createHash("sha256").update(`${salt}:${entry.token}`).digest("base64");
  return {
    expiresAt: entry.expiresAt,
    scopes: sign("scopes").slice(0, 16),
    hubId,
    userId: entry.userId ?? 0,
    appId: app.appId,
    signature: sign("signature"),
    scopeToScopeGroupPks: sign("groups").slice(0, 24),
    newSignature: sign("new-signature"),
    hublet: findPortal(state, hubId)?.hublet ?? "na1",
    trialScopes: "",
    trialScopeToScopeGroupPks: "",
    isUserLevel: false,
    installingUserId: install?.installingUserId ?? entry.userId ?? 0,
    isServiceAccount: false,
    isPrivateDistribution: app.isPrivateDistribution,
    appInstallId: install?.appInstallId ?? "",
    audience: "hubapi",
  };
}
