import { handleAccountDetails } from "./account-info";
import { handleUninstall } from "./app-uninstall";
import { handleAuthorize } from "./authorize";
import { contactRoutes } from "./contacts/routes";
import { methodNotAllowed, notFound } from "./errors";
import type { Call, Reply } from "./http";
import { handleJournalFile, handleJournalPlace, handleSubscriptions } from "./journal";
import { handleIntrospect } from "./introspect";
import { handleRevoke } from "./revoke";
import type { Route } from "./route";
import type { SimState } from "./state";
import { handleToken } from "./token-endpoint";
import { handleV1AccessToken, handleV1RefreshToken } from "./v1-tokens";

const dated = "(2026-03|2026-09|v3)";

const routes: Route[] = [
  { pattern: /^\/oauth\/authorize$/, handle: (state, call) => handleAuthorize(state, call, null) },
  {
    pattern: /^\/oauth\/(\d+)\/authorize$/,
    handle: (state, call, hubId) => handleAuthorize(state, call, Number(hubId)),
  },
  { pattern: /^\/oauth\/(2026-03|2026-09|v3|v1)\/token$/, method: "POST", handle: handleToken },
  {
    pattern: new RegExp(`^/oauth/${dated}/token/introspect$`),
    method: "POST",
    handle: handleIntrospect,
  },
  { pattern: new RegExp(`^/oauth/${dated}/token/revoke$`), method: "POST", handle: handleRevoke },
  {
    pattern: /^\/oauth\/v1\/access-tokens\/([^/]+)$/,
    handle: (state, call, token) => handleV1AccessToken(state, call.method, token),
  },
  {
    pattern: /^\/oauth\/v1\/refresh-tokens\/([^/]+)$/,
    handle: (state, call, token) => handleV1RefreshToken(state, call.method, token),
  },
  {
    pattern: new RegExp(`^/account-info/${dated}/details$`),
    method: "GET",
    handle: handleAccountDetails,
  },
  ...contactRoutes,
  {
    pattern: new RegExp(`^/appinstalls/${dated}/external-install$`),
    method: "DELETE",
    handle: handleUninstall,
  },
  { pattern: /^\/webhooks-journal\/subscriptions\/2026-03$/, handle: handleSubscriptions },
  {
    pattern: /^\/webhooks-journal\/journal\/2026-03\/(earliest|latest|offset\/[^/]+\/next)$/,
    method: "GET",
    handle: handleJournalPlace,
  },
  { pattern: /^\/journal-files\/([^/]+)$/, method: "GET", handle: handleJournalFile },
];

/** Answers one product-side call. */
export function route(state: SimState, call: Call): Reply {
  const allowed: string[] = [];
  for (const { pattern, method, handle } of routes) {
    const match = pattern.exec(call.path);
    if (!match) continue;
    if (method === undefined || method === call.method)
      return handle(state, call, decode(match[1] ?? ""));
    allowed.push(method);
  }
  return allowed.length > 0 ? methodNotAllowed(call.method, allowed) : notFound(call.path);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
