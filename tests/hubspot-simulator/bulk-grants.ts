import { z } from "zod";
import { openGrant } from "./grants";
import { portalSchema } from "./schemas";
import { now } from "./state";
import type { SimState } from "./state";
import type { SimApp } from "./types";

export const bulkGrantsSchema = z.strictObject({
  clientId: z.string().min(1),
  firstHubId: z.int().positive(),
  count: z.int().positive().max(10_000),
});

export type SimBulkGrantsInput = z.input<typeof bulkGrantsSchema>;

export interface SimBulkGrant {
  hubId: number;
  domain: string;
  refreshToken: string;
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
    const { refreshToken } = openGrant(state, {
      code: "",
      clientId: app.clientId,
      redirectUri: app.redirectUris[0] ?? "",
      hubId: portal.hubId,
      userId: portal.users[0]?.userId ?? 0,
      scopes: app.requiredScopes,
      expiresAt: now(state),
      used: true,
    });
    return { hubId: portal.hubId, domain: portal.domain, refreshToken };
  });
}
