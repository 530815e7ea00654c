import "server-only";
import { HubSpotError } from "@/lib/hubspot/errors";
import { explainFailure } from "@/lib/portals/explain-failure";
import type { UninstallFailure, UninstallResult } from "./uninstall-outcome";
import { say, type Say } from "@/lib/say/say";

/**
 * One or two sentences about how an uninstall went; a part that is missing is named.
 * @param tell of whoever reads it, when that is not who makes this request
 */
export function describeUninstall(result: UninstallResult, tell: Say = say): string {
  if (result.outcome === "uninstalled") {
    return tell("The app was uninstalled. HubSpot confirms that the refresh token is dead.");
  }
  const missing =
    result.step === "remove"
      ? tell("The app is still installed in HubSpot; the uninstall is pending and can be resumed.")
      : tell(
          "The app was removed from the account, but the refresh token is not confirmed dead. The uninstall is pending and can be resumed.",
        );
  return `${tell.any(reasonOf(result.error))} ${missing}`;
}

function reasonOf(error: UninstallFailure): string {
  if (error instanceof HubSpotError) return explainFailure(error).what;
  if (error === "still_active" || error === "answer_lost")
    return explainFailure({ kind: error }).what;
  if (error === "app_credentials_refused") return explainFailure({ kind: "app_credentials" }).what;
  if (error === "hubspot_unavailable")
    return "HubSpot gave no access token, and without one it does not let an app be removed.";
  return "Somebody else worked on this portal at the same time.";
}
