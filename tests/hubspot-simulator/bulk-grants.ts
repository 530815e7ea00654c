import { z } from "zod";
import { openGrant } from "./grants";
import { portalSchema } from "./schemas";
import { now } from "./state";
import type { SimState } from "./state";
import type { SimApp, SimAuthCode, SimPortal } from "./types";

export const bulkGrantsSchema = z.strictObject({
  clientId: z.string().min(1),
  firstHubId: z.int().positive(),
  count: z.int().positive().max(10_000),
});

export type SimBulkGrantsInput = z.input<typeof bulkGrantsSchema>;

export const knownGrantSchema = z.strictObject({
  clientId: z.string().min(1),
  hubId: z.int().positive(),
  refreshToken: z.string().min(1),
  scopes: z.array(z.string()).min(1),
});

export type SimKnownGrantInput = z.input<typeof knownGrantSchema>;

export interface SimBulkGrant {
  hubId: number;
  domain: string;
  refreshToken: string;
}

/** Opens a grant whose refresh token somebody has already, by the account's first admin. */
export function openKnownGrant(
  state: SimState,
  app: SimApp,
  portal: SimPortal,
  { refreshToken, scopes }: SimKnownGrantInput,
): void {
  openGrant(state, spentCode(state, app, portal, scopes), refreshToken);
}

function spentCode(state: SimState, app: SimApp, portal: SimPortal, scopes: string[]): SimAuthCode {
  return {
    code: "",
    clientId: app.clientId,
    redirectUri: app.redirectUris[0] ?? "",
    hubId: portal.hubId,
    userId: portal.users[0]?.userId ?? 0,
    scopes,
    expiresAt: now(state),
    used: true,
  };
}

/** Opens a grant in each of many new accounts, by their first admin, with the scopes every install of the app grants. */
export function openBulkGrants(
  state: SimState,
  app: SimApp,
  { firstHubId, count }: SimBulkGrantsInput,
): SimBulkGrant[] {
  return Array.from({ length: count }, (_entry, index) => {
    const portal = portalSchema.parse({ hubId: firstHubId + index });
    state.portals.set(portal.hubId, portal);
    const code = spentCode(state, app, portal, app.requiredScopes);
    const { refreshToken } = openGrant(state, code);
    return { hubId: portal.hubId, domain: portal.domain, refreshToken };
  });
}
