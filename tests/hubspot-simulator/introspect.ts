import { authenticateClient } from "./client-auth";
import { tokenError } from "./errors";
import { json } from "./http";
import type { Call, Reply } from "./http";
import type { SimState } from "./state";
import {
  findLiveAccessToken,
  findLiveRefreshToken,
  identityFields,
  secondsLeft,
  signedAccessToken,
} from "./token-info";

/**
 * `POST /oauth/{version}/token/introspect`. Only `token` names the token. Unknown, ended and expired tokens and those
 * of another app all answer 200 `{"active":false}` and nothing more.
 */
export function handleIntrospect(state: SimState, call: Call): Reply {
  const client = authenticateClient(state, call);
  if ("failure" in client) return client.failure;
  const token = call.form.get("token");
  if (!token) return tokenError("BAD_TOKEN");
  state.counters.introspections += 1;
  const { clientId } = client.app;

  const access = findLiveAccessToken(state, token);
  if (access && access.app.clientId === clientId) {
    const { entry, app, hubId, userId } = access;
    return json(200, {
      active: true,
      token,
      hub_id: hubId,
      user_id: userId,
      app_id: app.appId,
      client_id: clientId,
      ...identityFields(state, hubId, userId),
      scopes: entry.scopes,
      signed_access_token: signedAccessToken(state, entry, app),
      expires_in: secondsLeft(state, entry),
      is_private_distribution: app.isPrivateDistribution,
      token_use: "access_token",
      token_type: "Bearer",
    });
  }
  const refresh = findLiveRefreshToken(state, token);
  if (refresh && refresh.app.clientId === clientId) {
    const { hubId, userId, scopes } = refresh.entry.grant;
    return json(200, {
      active: true,
      token,
      hub_id: hubId,
      user_id: userId,
      app_id: refresh.app.appId,
      client_id: clientId,
      ...identityFields(state, hubId, userId),
      scopes,
      token_use: "refresh_token",
      token_type: "Bearer",
    });
  }
  return json(200, { active: false });
}
