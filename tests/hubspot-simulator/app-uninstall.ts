import { authenticateBearer } from "./bearer";
import { uninstall } from "./grants";
import type { Call, Reply } from "./http";
import type { SimState } from "./state";

/**
 * `DELETE /appinstalls/{version}/external-install`: 204, no body. Ends every refresh token of the app in that account.
 * A second call answers 204 too: no source says otherwise, and the end state is the same.
 */
export function handleUninstall(state: SimState, call: Call): Reply {
  const caller = authenticateBearer(state, call, ["oauth"]);
  if ("failure" in caller) return caller.failure;
  uninstall(state, caller.token.clientId, caller.portal.hubId);
  return { status: 204, headers: caller.rateHeaders };
}
