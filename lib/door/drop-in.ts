import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isKeyText } from "@/lib/api-keys/key-text";
import { sha256 } from "@/lib/crypto/token";
import { noteRefusal } from "./admit";
import { assertGood, assertMay, choosePortal } from "./authenticate";
import type { PortalCall } from "./call";
import { readForm } from "./form-body";
import { contextOf, type DoorParts } from "./parts";
import { Problem, type ProblemCode } from "./problems";
import type { Knowledge, PortalFacts } from "./read-statement";
import { DEFAULT_MIN_TTL } from "./schemas";
import { sendJson } from "./send";
import { readToken } from "./token-call";

/** HubSpot's token endpoint in every version that code in the field calls. */
const PATH = /^\/hubspot\/oauth\/(v1|2026-03|2026-09)\/token$/;
/** What stands in for a refresh token: the portal's Hub ID. */
const HANDLE = /^ptc-hub-([1-9]\d{0,17})$/;

/** A refusal in HubSpot's own words, so that code written for HubSpot understands it (HubSpot facts, section 4.1). */
class TokenError extends Error {
  constructor(
    readonly httpStatus: number,
    readonly error: string,
    readonly hubspotStatus: string,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

export function isDropIn(path: string): boolean {
  return path.startsWith("/hubspot/");
}

/**
 * `POST /hubspot/oauth/{version}/token`: HubSpot's own token endpoint for code that refreshes by itself. `client_id` is
 * the app's, `client_secret` an API key, `refresh_token` the handle `ptc-hub-{hubId}`, which is given back unchanged: code
 * that stores what it gets stores nothing that could go stale, and never races a refresh.
 * @returns HubSpot's name of the refusal, or "ok"
 */
export async function answerDropIn(
  door: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<string> {
  try {
    sendJson(response, 200, await tokensFor(door, request, response));
    return "ok";
  } catch (error) {
    const failure = error instanceof Problem ? inHubSpotsWords(error) : error;
    if (!(failure instanceof TokenError)) throw error;
    const { httpStatus, error: name, hubspotStatus: status, message, retryAfterSeconds } = failure;
    const body = { error: name, error_description: message, status, message };
    sendJson(response, httpStatus, body, {
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    });
    return name;
  }
}

async function tokensFor(door: DoorParts, request: IncomingMessage, response: ServerResponse) {
  if (!PATH.test((request.url ?? "").split("?", 1)[0] ?? "")) throw new Problem("not_found");
  if (request.method !== "POST") throw new Problem("method_not_allowed");
  const cameAt = performance.now();
  const form = await readForm(request);
  if (form === "not_a_form")
    throw new TokenError(415, "invalid_request", "BAD_CONTENT_TYPE", "send a form, as to HubSpot");
  if (form === "too_large")
    throw new TokenError(413, "invalid_request", "TOO_LARGE", "the form is too large");
  const lookAgain = () => lookUp(door, request, form);
  const { key, portal } = await lookAgain();
  door.uses.note(String(key.keyId));
  const call: PortalCall = {
    request,
    response,
    ctx: contextOf(door.resources, request, response, key),
    key,
    query: { min_ttl: DEFAULT_MIN_TTL },
    cameAt,
    lookAgain,
    portal,
  };
  const token = await readToken(call);
  door.uses.note(String(key.keyId), portal.portalId);
  return {
    token_type: "bearer",
    refresh_token: `ptc-hub-${portal.hubId}`,
    access_token: token.access_token,
    hub_id: token.hub_id,
    scopes: token.scopes,
    token_use: "access_token",
    expires_in: token.expires_in,
  };
}

/** First whether the key is one; then in HubSpot's order: client, kind of grant, refresh token. @throws Problem, TokenError */
async function lookUp(
  { resources, reader, refusals }: DoorParts,
  request: IncomingMessage,
  form: URLSearchParams,
): Promise<{ key: Knowledge["key"]; portal: PortalFacts }> {
  const clientId = form.get("client_id") ?? "";
  if (!CLIENT_ID.test(clientId)) throw UNKNOWN_CLIENT();
  const secret = form.get("client_secret") ?? "";
  const hubId = HANDLE.exec(form.get("refresh_token") ?? "")?.[1] ?? null;
  let known: Knowledge | undefined;
  try {
    if (!isKeyText(secret)) throw new Problem(secret ? "invalid_key" : "missing_key");
    known = await reader.look({ keyHash: sha256(secret), hubId, appSlug: null, clientId });
    // Which client IDs there are is for those to hear who have a key.
    assertGood(known.key);
    const isApp = known.portals.length > 0 || (await isClientOfOurs(resources, clientId));
    if (!isApp) throw UNKNOWN_CLIENT();
    assertMay(known.key, "tokens:read");
    assertGrantType(form.get("grant_type"));
    if (hubId === null) throw NO_HANDLE();
    return { key: known.key, portal: choosePortal(known.portals) };
  } catch (error) {
    if (error instanceof Problem) noteRefusal(refusals, error, request, known?.key);
    throw error;
  }
}

/** As HubSpot writes them, and whatever else it may come to write. */
const CLIENT_ID = /^[\x21-\x7e]{1,200}$/;

async function isClientOfOurs({ db }: DoorParts["resources"], clientId: string): Promise<boolean> {
  return (await db.hubSpotApp.count({ where: { clientId } })) > 0;
}

function assertGrantType(kind: string | null): void {
  if (kind === "refresh_token") return;
  const words = "Portico refreshes; to connect a portal, use its console";
  throw new TokenError(400, "unsupported_grant_type", "BAD_GRANT_TYPE", words);
}

const UNKNOWN_CLIENT = () =>
  new TokenError(400, "invalid_request", "BAD_CLIENT_ID", "missing or unknown client id");

const NO_HANDLE = () =>
  new TokenError(
    400,
    "invalid_grant",
    "BAD_REFRESH_TOKEN",
    "the refresh token of a portal here is ptc-hub- and its Hub ID, like ptc-hub-62515",
  );

const GRANT_GONE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "needs_reconnect",
  "revoked",
  "uninstalled",
  "unknown_portal",
]);
const WRONG_KEY: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "missing_key",
  "invalid_key",
  "expired_key",
  "revoked_key",
]);

function inHubSpotsWords(problem: Problem): TokenError {
  const { code, status, title, options } = problem;
  const words = options.detail ? `${title} ${options.detail}` : title;
  if (GRANT_GONE.has(code)) return new TokenError(400, "invalid_grant", "BAD_REFRESH_TOKEN", words);
  if (WRONG_KEY.has(code)) return new TokenError(400, "invalid_client", "BAD_CLIENT_SECRET", words);
  if (code === "insufficient_scope")
    return new TokenError(400, "unauthorized_client", "BAD_CLIENT_SECRET", words);
  const name = status < 500 ? "invalid_request" : "temporarily_unavailable";
  return new TokenError(status, name, code.toUpperCase(), words, options.retryAfterSeconds);
}
