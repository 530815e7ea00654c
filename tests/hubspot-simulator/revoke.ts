import { authenticateClient } from "./client-auth";
import { tokenError } from "./errors";
import { endGrant } from "./grants";
import type { Call, Reply } from "./http";
import type { SimState } from "./state";

/**
 * `POST /oauth/{version}/token/revoke`: ends a refresh token and nothing else. The app stays installed and access
 * tokens live on. 200 with an empty body also for a token it does not know (RFC 7009, 2.2) or an access token.
 */
export function handleRevoke(state: SimState, call: Call): Reply {
  const client = authenticateClient(state, call);
  if ("failure" in client) return client.failure;
  const token = call.form.get("token");
  if (!token) return tokenError("BAD_TOKEN");
  state.counters.revocations += 1;
  const entry = state.refreshTokens.get(token);
  if (entry && !entry.rotated && entry.grant.clientId === client.app.clientId) {
    endGrant(entry.grant, "revoked");
  }
  return { status: 200, headers: {} };
}
