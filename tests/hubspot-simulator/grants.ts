import { randomBytes, randomUUID } from "node:crypto";
import { noteUninstall } from "./journal-entries";
import { findPortal, installKey, now } from "./state";
import type { SimState } from "./state";
import type { SimAccessToken, SimAuthCode, SimGrant } from "./types";

/** Region prefix plus UUID: the form of HubSpot's authorization codes and refresh tokens. */
export function regionalId(state: SimState, hubId: number): string {
  return `${findPortal(state, hubId)?.hublet ?? "na1"}-${randomUUID()}`;
}

interface AccessTokenOwner {
  clientId: string;
  hubId: number | null;
  userId: number | null;
  scopes: string[];
}

/** Issues an opaque access token; longer than 300 characters and of varying length, as HubSpot warns. */
export function issueAccessToken(state: SimState, owner: AccessTokenOwner): SimAccessToken {
  const token = `C${randomBytes(232 + (state.accessTokens.size % 40)).toString("base64url")}`;
  const expiresAt = now(state) + state.settings.accessTokenTtlSeconds * 1000;
  const { clientId, hubId, userId, scopes } = owner;
  const issued = { token, clientId, hubId, userId, scopes: [...scopes], expiresAt };
  state.accessTokens.set(token, issued);
  return issued;
}

/**
 * Turns a spent code into a grant and records the install, which HubSpot does at exchange and not before.
 * @param knownToken the refresh token it had in an earlier world
 */
export function openGrant(state: SimState, code: SimAuthCode, knownToken?: string): SimGrant {
  const { clientId, hubId, userId, scopes } = code;
  const key = installKey(clientId, hubId);
  if (!state.installs.has(key)) {
    const appInstallId = String(40_000_000 + state.installs.size);
    state.installs.set(key, { clientId, hubId, installingUserId: userId, appInstallId });
  }
  const isSame = state.settings.reauthorizeReturnsSameRefreshToken && knownToken === undefined;
  const earlier = isSame
    ? state.grants.find(
        (g) => g.alive && installKey(g.clientId, g.hubId) === key && g.userId === userId,
      )
    : undefined;
  if (earlier) {
    earlier.scopes = [...scopes];
    return earlier;
  }
  const refreshToken = knownToken ?? regionalId(state, hubId);
  const grant: SimGrant = {
    id: randomUUID(),
    clientId,
    hubId,
    userId,
    scopes: [...scopes],
    refreshToken,
    alive: true,
    createdAt: now(state),
  };
  state.grants.push(grant);
  state.refreshTokens.set(refreshToken, { token: refreshToken, grant, rotated: false });
  return grant;
}

/** Gives the grant a new refresh token; the old one is dead from here on. */
export function rotateRefreshToken(state: SimState, grant: SimGrant): void {
  const old = state.refreshTokens.get(grant.refreshToken);
  if (old) old.rotated = true;
  grant.refreshToken = regionalId(state, grant.hubId);
  state.refreshTokens.set(grant.refreshToken, { token: grant.refreshToken, grant, rotated: false });
  state.counters.rotations += 1;
}

/** Ends one grant. Access tokens already issued live on until they expire. */
export function endGrant(grant: SimGrant, endedBy: "revoked" | "uninstalled"): void {
  if (!grant.alive) return;
  grant.alive = false;
  grant.endedBy = endedBy;
}

/** Ends every live grant of the app in the account and returns how many there were. */
export function endGrantsOf(
  state: SimState,
  clientId: string,
  hubId: number,
  endedBy: "revoked" | "uninstalled",
): number {
  const live = state.grants.filter((g) => g.alive && g.clientId === clientId && g.hubId === hubId);
  for (const grant of live) endGrant(grant, endedBy);
  return live.length;
}

/** Removes the app from the account: its refresh tokens die, its access tokens run out by themselves. */
export function uninstall(state: SimState, clientId: string, hubId: number): number {
  const ended = endGrantsOf(state, clientId, hubId, "uninstalled");
  state.installs.delete(installKey(clientId, hubId));
  noteUninstall(state, clientId, hubId);
  state.counters.uninstalls += 1;
  return ended;
}
