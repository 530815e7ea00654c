import { createHash } from "node:crypto";
import { authenticateClient } from "./client-auth";
import { tokenError } from "./errors";
import { issueAccessToken, openGrant, rotateRefreshToken } from "./grants";
import { json } from "./http";
import type { Call, Reply } from "./http";
import { findPortal, now } from "./state";
import type { SimState } from "./state";
import type { SimApp, SimAuthCode, SimGrant } from "./types";

/** `POST /oauth/{version}/token`. v1 alone also reads the secret and the refresh token from the query. */
export function handleToken(state: SimState, call: Call, version: string): Reply {
  const field = (name: string): string | null =>
    call.form.get(name) ?? (version === "v1" ? call.query.get(name) : null);
  const client = authenticateClient(state, call, field("client_secret"));
  if ("failure" in client) return client.failure;
  switch (call.form.get("grant_type")) {
    case "authorization_code":
      return exchangeCode(state, call, client.app);
    case "refresh_token":
      return refresh(state, client.app, field("refresh_token"), call.rotate);
    case "client_credentials":
      if (!/^\d{4}-\d{2}$/.test(version)) return tokenError("BAD_GRANT_TYPE");
      return clientCredentials(state, client.app, call.form.get("scope"));
    default:
      return tokenError("BAD_GRANT_TYPE");
  }
}

function exchangeCode(state: SimState, call: Call, app: SimApp): Reply {
  const code = state.codes.get(call.form.get("code") ?? "");
  if (!code || code.clientId !== app.clientId) return tokenError("BAD_AUTH_CODE");
  if (code.used) {
    state.counters.reusedAuthCodes += 1;
    return tokenError("BAD_AUTH_CODE");
  }
  if (code.expiresAt <= now(state)) return tokenError("EXPIRED_AUTH_CODE");
  const redirectUri = call.form.get("redirect_uri");
  if (!redirectUri) return tokenError("BAD_REDIRECT_URI");
  if (redirectUri !== code.redirectUri) return tokenError("MISMATCH_REDIRECT_URI_AUTH_CODE");
  if (!isVerifierRight(code, call.form.get("code_verifier")))
    return tokenError("BAD_CODE_VERIFIER");
  if (!findPortal(state, code.hubId)) return tokenError("BAD_HUB");
  code.used = true;
  state.counters.exchanges += 1;
  return tokenReply(state, openGrant(state, code));
}

// A verifier without a challenge is refused as well: accepting it would hide a lost challenge (RFC 9700, 4.8.2).
function isVerifierRight(code: SimAuthCode, verifier: string | null): boolean {
  if (code.codeChallenge === undefined) return verifier === null;
  if (verifier === null || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  return createHash("sha256").update(verifier).digest("base64url") === code.codeChallenge;
}

function refresh(state: SimState, app: SimApp, token: string | null, rotateNow: boolean): Reply {
  const entry = state.refreshTokens.get(token ?? "");
  if (!entry) return tokenError("BAD_REFRESH_TOKEN");
  const { grant } = entry;
  if (grant.clientId !== app.clientId) {
    return tokenError("BAD_REFRESH_TOKEN", "refresh token was not issued to this client");
  }
  if (!findPortal(state, grant.hubId)) return tokenError("BAD_HUB");
  if (entry.rotated) {
    state.counters.reusedRotatedTokens += 1;
    return tokenError("BAD_REFRESH_TOKEN");
  }
  if (!grant.alive) return tokenError("BAD_REFRESH_TOKEN");
  state.counters.refreshes += 1;
  if (rotateNow || state.settings.rotateRefreshTokens) rotateRefreshToken(state, grant);
  return tokenReply(state, grant);
}

// The field set seen live: no user_id here, so whoever needs the person must introspect.
function tokenReply(state: SimState, grant: SimGrant): Reply {
  const { token } = issueAccessToken(state, grant);
  return json(200, {
    token_type: "bearer",
    refresh_token: grant.refreshToken,
    access_token: token,
    hub_id: grant.hubId,
    scopes: grant.scopes,
    expires_in: state.settings.accessTokenTtlSeconds,
    token_use: "access_token",
  });
}

// App-level tokens carry developer scopes, or scopes configured on the app; anything else is BAD_SCOPES.
function clientCredentials(state: SimState, app: SimApp, scope: string | null): Reply {
  const scopes = [...new Set((scope ?? "").split(" ").filter(Boolean))];
  const configured = [
    app.requiredScopes,
    app.conditionallyRequiredScopes,
    app.optionalScopes,
  ].flat();
  const known = (name: string) => name.startsWith("developer.") || configured.includes(name);
  if (scopes.length === 0 || !scopes.every(known)) return tokenError("BAD_SCOPES");
  const owner = { clientId: app.clientId, hubId: null, userId: null, scopes };
  return json(200, {
    access_token: issueAccessToken(state, owner).token,
    expires_in: state.settings.accessTokenTtlSeconds,
    token_type: "bearer",
    token_use: "client_credentials",
    scopes,
  });
}
