import { settingsSchema } from "./schemas";
import type { Seed } from "./seed";
import type {
  SimAccessToken,
  SimApp,
  SimAuthCode,
  SimCounters,
  SimGrant,
  SimInstall,
  SimJournal,
  SimPortal,
  SimRefreshToken,
  SimSettings,
} from "./types";

/** Everything the pretend HubSpot knows. Nothing is written to disk. */
export interface SimState {
  apps: Map<string, SimApp>;
  portals: Map<number, SimPortal>;
  installs: Map<string, SimInstall>;
  codes: Map<string, SimAuthCode>;
  grants: SimGrant[];
  refreshTokens: Map<string, SimRefreshToken>;
  accessTokens: Map<string, SimAccessToken>;
  /** Times of recent ordinary calls per app and account, for the ten-second limit. */
  recentCalls: Map<string, number[]>;
  /** Times of recent searches per account, for their limit of one second. */
  recentSearches: Map<string, number[]>;
  refreshesInFlight: Map<string, number>;
  journal: SimJournal;
  settings: SimSettings;
  counters: SimCounters;
}

export function createState(seed: Seed): SimState {
  return {
    apps: new Map([[seed.app.clientId, structuredClone(seed.app)]]),
    portals: new Map(seed.portals.map((portal) => [portal.hubId, structuredClone(portal)])),
    installs: new Map(),
    codes: new Map(),
    grants: [],
    refreshTokens: new Map(),
    accessTokens: new Map(),
    recentCalls: new Map(),
    recentSearches: new Map(),
    refreshesInFlight: new Map(),
    journal: { subscriptions: [], entries: [] },
    settings: settingsSchema.parse({}),
    counters: {
      exchanges: 0,
      refreshes: 0,
      rotations: 0,
      introspections: 0,
      revocations: 0,
      uninstalls: 0,
      reusedAuthCodes: 0,
      reusedRotatedTokens: 0,
      overlappingRefreshes: 0,
    },
  };
}

/** Epoch milliseconds on the simulator's own clock. */
export function now(state: SimState): number {
  return Date.now() + state.settings.clockOffsetSeconds * 1000;
}

/** The account, unless it is unknown or was deleted. */
export function findPortal(state: SimState, hubId: number | null): SimPortal | undefined {
  const portal = hubId === null ? undefined : state.portals.get(hubId);
  return portal?.deleted ? undefined : portal;
}

export function installKey(clientId: string, hubId: number): string {
  return `${clientId}:${hubId}`;
}

/** An access token outlives revocation and uninstall; only its own expiry ends it. */
export function isAccessTokenAlive(state: SimState, token: SimAccessToken): boolean {
  return token.expiresAt > now(state);
}

export function isRefreshTokenAlive(state: SimState, entry: SimRefreshToken): boolean {
  return entry.grant.alive && !entry.rotated && !!findPortal(state, entry.grant.hubId);
}
