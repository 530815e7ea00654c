import { findPortal, isAccessTokenAlive, isRefreshTokenAlive, now } from "./state";
import type { SimState } from "./state";
import type { SimStateView } from "./types";

/** The whole state as plain JSON, with a verdict on every token. */
export function viewState(state: SimState): SimStateView {
  return {
    apps: [...state.apps.values()],
    portals: [...state.portals.values()],
    installs: [...state.installs.values()],
    grants: state.grants,
    refreshTokens: [...state.refreshTokens.values()].map((entry) => ({
      token: entry.token,
      grantId: entry.grant.id,
      hubId: entry.grant.hubId,
      clientId: entry.grant.clientId,
      rotated: entry.rotated,
      alive: isRefreshTokenAlive(state, entry),
    })),
    accessTokens: [...state.accessTokens.values()].map((entry) => ({
      ...entry,
      alive: isAccessTokenAlive(state, entry),
    })),
    codes: [...state.codes.values()].map((code) => ({
      ...code,
      alive: !code.used && code.expiresAt > now(state) && !!findPortal(state, code.hubId),
    })),
    counters: state.counters,
    settings: state.settings,
  };
}
