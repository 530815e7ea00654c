import "server-only";
import type { Context } from "@/lib/context";
import type { AppCredentials } from "@/lib/hubspot/client";
import { DEFAULT_API_VERSION, isApiVersion } from "@/lib/hubspot/api-version";
import { clientSecretPlace } from "./secret-place";

interface SealedApp {
  id: string;
  clientId: string;
  clientSecretSealed: string;
  apiVersion: string;
}

/** Opens an app's credentials for a call to HubSpot. @throws AppError sealed_unreadable */
export function openCredentials(ctx: Pick<Context, "vault">, app: SealedApp): AppCredentials {
  return {
    clientId: app.clientId,
    clientSecret: ctx.vault.open(clientSecretPlace(app.id), app.clientSecretSealed),
    apiVersion: isApiVersion(app.apiVersion) ? app.apiVersion : DEFAULT_API_VERSION,
  };
}
