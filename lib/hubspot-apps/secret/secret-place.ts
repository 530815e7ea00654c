import type { SealPlace } from "@/lib/crypto/seal";

/** Where an app's client secret is sealed. */
export function clientSecretPlace(appId: string): SealPlace {
  return { table: "HubSpotApp", column: "clientSecretSealed", rowId: appId };
}

/** Where the client secret before it stays sealed during its grace time. */
export function previousSecretPlace(appId: string): SealPlace {
  return { table: "HubSpotApp", column: "previousSecretSealed", rowId: appId };
}
