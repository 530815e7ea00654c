import { apiError, methodNotAllowed } from "./errors";
import { endGrant } from "./grants";
import { json } from "./http";
import type { Reply } from "./http";
import type { SimState } from "./state";
import {
  findLiveAccessToken,
  findLiveRefreshToken,
  identityFields,
  secondsLeft,
  signedAccessToken,
} from "./token-info";

function unknownToken(): Reply {
  return apiError(404, "missing or unknown token", { category: "OBJECT_NOT_FOUND" });
}

/** `GET /oauth/v1/access-tokens/{token}`: no credentials asked, as on the real, deprecated endpoint. */
export function handleV1AccessToken(state: SimState, method: string, token: string): Reply {
  if (method !== "GET") return methodNotAllowed(method, ["GET"]);
  const found = findLiveAccessToken(state, token);
  if (!found) return unknownToken();
  const { entry, app, hubId, userId } = found;
  return json(200, {
    token,
    ...identityFields(state, hubId, userId),
    scopes: entry.scopes,
    signed_access_token: signedAccessToken(state, entry, app),
    hub_id: hubId,
    app_id: app.appId,
    expires_in: secondsLeft(state, entry),
    user_id: userId,
    token_type: "access",
    is_private_distribution: app.isPrivateDistribution,
  });
}

/** `GET|DELETE /oauth/v1/refresh-tokens/{token}`. Delete answers 204 and neither uninstalls nor ends access tokens. */
export function handleV1RefreshToken(state: SimState, method: string, token: string): Reply {
  if (method === "DELETE") {
    const entry = state.refreshTokens.get(token);
    if (entry && !entry.rotated) endGrant(entry.grant, "revoked");
    state.counters.revocations += 1;
    return { status: 204, headers: {} };
  }
  if (method !== "GET") return methodNotAllowed(method, ["GET", "DELETE"]);
  const found = findLiveRefreshToken(state, token);
  if (!found) return unknownToken();
  const { clientId, hubId, userId, scopes } = found.entry.grant;
  return json(200, {
    token,
    ...identityFields(state, hubId, userId),
    scopes,
    client_id: clientId,
    hub_id: hubId,
    user_id: userId,
    token_type: "refresh",
  });
}
