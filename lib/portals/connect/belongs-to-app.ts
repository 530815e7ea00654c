import type { TokenInfo } from "@/lib/hubspot/read";

/**
 * Whether introspection names another app than the one HubSpot was asked as (SEC-16). Its `client_id` and its `app_id`
 * are compared whenever they are there; the number of an app is known from the first answer that named it.
 */
export function isForeign(
  app: { clientId: string; hubspotAppId: bigint | null },
  info: Pick<TokenInfo, "clientId" | "appId">,
): boolean {
  if (info.clientId && info.clientId !== app.clientId) return true;
  if (!info.appId || app.hubspotAppId === null) return false;
  return info.appId !== app.hubspotAppId.toString();
}
