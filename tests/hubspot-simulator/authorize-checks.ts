import { findPortal, installKey } from "./state";
import type { SimState } from "./state";
import type { SimApp, SimPortal, SimUser } from "./types";

/** The consent request as it arrived, before anything about it is believed. */
export interface ConsentRequest {
  clientId: string | null;
  redirectUri: string | null;
  scope: string | null;
  optionalScope: string | null;
  /** Echoed exactly; null when the request carried none. */
  state: string | null;
  codeChallenge: string | null;
  codeChallengeMethod: string | null;
}

export interface CheckedConsent {
  app: SimApp;
  redirectUri: string;
  scopes: string[];
  optionalScopes: string[];
}

/** Text for HubSpot's own page. Nothing of it ever reaches the redirect URI. */
export interface ConsentProblem {
  problem: string;
  kind: "error" | "permissions";
}

const prefix = "Authorization failed";

export function splitScopes(value: string | null): string[] {
  return [...new Set((value ?? "").split(/\s+/).filter(Boolean))];
}

function fail(problem: string): ConsentProblem {
  return { problem, kind: "error" };
}

/** Everything HubSpot can judge before an account is chosen. */
export function checkConsent(
  state: SimState,
  request: ConsentRequest,
): CheckedConsent | ConsentProblem {
  const app = state.apps.get(request.clientId ?? "");
  if (!app) return fail(`${prefix} because no app with this client ID exists.`);
  const redirectUri = request.redirectUri ?? "";
  if (!app.redirectUris.includes(redirectUri)) {
    const text = `as the redirect URL '${redirectUri}' doesn't match the app's registered redirect URL`;
    return fail(`${prefix} ${text}.`);
  }
  const scopes = splitScopes(request.scope);
  const optionalScopes = splitScopes(request.optionalScope);
  const missing = app.requiredScopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) {
    return fail(
      `${prefix} because the provided scopes are insufficient. Missing: ${missing.join(", ")}`,
    );
  }
  const inScope = [...app.requiredScopes, ...app.conditionallyRequiredScopes];
  const wrong = [
    ...scopes.filter((scope) => !inScope.includes(scope)),
    ...optionalScopes.filter((scope) => !app.optionalScopes.includes(scope)),
  ];
  if (wrong.length > 0) {
    const text =
      "because there is a mismatch between the scopes in the install URL and the app's configured scopes";
    return fail(`${prefix} ${text}: ${wrong.join(", ")}`);
  }
  return checkPkce(request) ?? { app, redirectUri, scopes, optionalScopes };
}

// Without a method RFC 7636 means "plain", which is not supported either.
function checkPkce(request: ConsentRequest): ConsentProblem | null {
  const { codeChallenge, codeChallengeMethod } = request;
  if (codeChallenge === null && codeChallengeMethod === null) return null;
  if (codeChallengeMethod !== "S256") {
    return fail(`${prefix} because code_challenge_method must be S256.`);
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(codeChallenge ?? "")) {
    return fail(`${prefix} because code_challenge is not a SHA-256 value in base64url.`);
  }
  return null;
}

/** Scopes that come with a product tier; every other scope is there for all accounts. */
function isTiered(scope: string): boolean {
  if (["content", "automation", "hubdb"].includes(scope)) return true;
  return scope.startsWith("crm.objects.custom.") || scope.split(".").includes("sensitive");
}

/** An account registered without a list of tier scopes owns every tier. */
function portalHas(portal: SimPortal, scope: string): boolean {
  return !isTiered(scope) || (portal.availableTierScopes?.includes(scope) ?? true);
}

export interface CheckedChoice {
  portal: SimPortal;
  user: SimUser;
  granted: string[];
}

/** Judges the chosen account and person, and says what would be granted. Without a person, the first who may install. */
export function checkChoice(
  state: SimState,
  consent: CheckedConsent,
  hubId: number,
  userId: number | null,
): CheckedChoice | ConsentProblem {
  const portal = findPortal(state, hubId);
  if (!portal) return fail("This account doesn't exist or you don't have access to it.");
  const mayInstall = (person: SimUser) => person.superAdmin || person.marketplaceAccess;
  const user =
    userId === null
      ? (portal.users.find(mayInstall) ?? portal.users[0])
      : portal.users.find((person) => person.userId === userId);
  if (!user) return fail("The chosen user doesn't belong to the chosen account.");
  if (!mayInstall(user)) {
    const problem =
      "You don't have permission to connect this app. Ask a Super Admin, or a user with App Marketplace access, to connect it.";
    return { problem, kind: "permissions" };
  }
  const lacking = consent.scopes.filter((scope) => !portalHas(portal, scope));
  if (lacking.length > 0) {
    const problem = `This account's subscription doesn't include what the app requires: ${lacking.join(", ")}`;
    return { problem, kind: "permissions" };
  }
  const { app } = consent;
  const installed = [...state.installs.values()].filter((i) => i.clientId === app.clientId);
  const known = state.installs.has(installKey(app.clientId, hubId));
  if (app.installCap !== undefined && !known && installed.length >= app.installCap) {
    return fail(`This app has reached its limit of ${app.installCap} installs.`);
  }
  const optional = consent.optionalScopes.filter((scope) => portalHas(portal, scope));
  return { portal, user, granted: [...consent.scopes, ...optional] };
}
