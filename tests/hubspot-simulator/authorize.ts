import { checkChoice, checkConsent } from "./authorize-checks";
import type { ConsentProblem, ConsentRequest } from "./authorize-checks";
import { consentPage, cancelledPage, problemPage } from "./consent-page";
import { methodNotAllowed, unsupportedMediaType } from "./errors";
import { regionalId } from "./grants";
import { isForm } from "./http";
import type { Call, Reply } from "./http";
import { now } from "./state";
import type { SimState } from "./state";

function readRequest(fields: URLSearchParams): ConsentRequest {
  return {
    clientId: fields.get("client_id"),
    redirectUri: fields.get("redirect_uri"),
    scope: fields.get("scope"),
    optionalScope: fields.get("optional_scope"),
    state: fields.get("state"),
    codeChallenge: fields.get("code_challenge"),
    codeChallengeMethod: fields.get("code_challenge_method"),
  };
}

/** The consent page (GET) and its form (POST), with an account preselected when the path names one. */
export function handleAuthorize(state: SimState, call: Call, hubId: number | null): Reply {
  if (call.method === "GET") {
    const request = readRequest(call.query);
    const consent = checkConsent(state, request);
    if ("problem" in consent) return problemPage(consent);
    const portals = [...state.portals.values()].filter(
      (portal) => !portal.deleted && (hubId === null || portal.hubId === hubId),
    );
    if (portals.length === 0) {
      return problemPage({ problem: "You don't have access to this account.", kind: "error" });
    }
    return consentPage({ action: call.path, request, consent, portals });
  }
  if (call.method !== "POST") return methodNotAllowed(call.method, ["GET", "POST"]);
  if (!isForm(call.contentType)) return unsupportedMediaType();
  if (call.form.get("decision") === "cancel") return cancelledPage();
  const request = readRequest(call.form);
  const chosenHub = hubId ?? Number(call.form.get("hub_id"));
  const chosenUser = call.form.get("user_id");
  const result = approve(state, request, chosenHub, chosenUser ? Number(chosenUser) : null);
  if ("problem" in result) return problemPage(result);
  return { status: 302, headers: { location: result.redirectTo, "cache-control": "no-store" } };
}

/** Approves a consent request: remembers a fresh code and says where the browser goes. */
export function approve(
  state: SimState,
  request: ConsentRequest,
  hubId: number,
  userId: number | null,
): { redirectTo: string } | ConsentProblem {
  const consent = checkConsent(state, request);
  if ("problem" in consent) return consent;
  const choice = checkChoice(state, consent, hubId, userId);
  if ("problem" in choice) return choice;
  const code = regionalId(state, hubId);
  state.codes.set(code, {
    code,
    clientId: consent.app.clientId,
    redirectUri: consent.redirectUri,
    hubId,
    userId: choice.user.userId,
    scopes: choice.granted,
    ...(request.codeChallenge === null ? {} : { codeChallenge: request.codeChallenge }),
    expiresAt: now(state) + state.settings.codeTtlSeconds * 1000,
    used: false,
  });
  // Appended by hand: the registered URI must come back byte for byte.
  const mark = consent.redirectUri.includes("?") ? "&" : "?";
  const echoed = request.state === null ? "" : `&state=${encodeURIComponent(request.state)}`;
  return { redirectTo: `${consent.redirectUri}${mark}code=${encodeURIComponent(code)}${echoed}` };
}
