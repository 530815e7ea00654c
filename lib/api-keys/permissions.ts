// Client-safe: what an API key may be allowed to do, in the words of the screen.

export const API_PERMISSIONS = [
  "tokens:read",
  "portals:read",
  "portals:write",
  "hubspot:read",
  "hubspot:write",
] as const;
export type ApiPermission = (typeof API_PERMISSIONS)[number];

export const API_PERMISSION_MEANINGS: Record<ApiPermission, string> = {
  "tokens:read": "Get working access tokens.",
  "portals:read": "List portals, and see installer, scopes and health.",
  "portals:write": "Refresh now, and revoke refresh tokens.",
  "hubspot:read": "Read from HubSpot through Portico.",
  "hubspot:write": "Change data in HubSpot through Portico.",
};

export function isApiPermission(value: string): value is ApiPermission {
  return (API_PERMISSIONS as readonly string[]).includes(value);
}
