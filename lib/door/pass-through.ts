import "server-only";
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { logger } from "@/lib/logger";
import { inSpan } from "@/lib/tracing/spans";
import type { Found } from "./admit";
import type { PortalCall } from "./call";
import { Caller } from "./caller";
import { letGo, takeBody } from "./pass-body";
import { headersForHubSpot } from "./pass-headers";
import { allowedPath, allowedQuery, isReading } from "./pass-path";
import type { Answer } from "./pass-answer";
import { codeOf, createSend, type Asked } from "./pass-send";
import { Problem } from "./problems";
import { portalQuery } from "./schemas";
import { replaceToken, workingToken, type WorkingToken } from "./token-call";

const PATTERN = /^\/portals\/([^/]+)\/hubspot(\/.*)$/;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
/** Seconds: longer than HubSpot takes to look at a token. */
const MIN_TTL = 30;
/** Seconds in which a token that HubSpot gave is not replaced by the next. */
const FRESH_SECONDS = 30;
const MAX_WAIT_SECONDS = 60;
/** Where HubSpot limits a service and does not say for how long. */
const DEFAULT_PAUSE_SECONDS = 1;

const send = createSend();
/** HubSpot's answer is passed on, so nothing is said of it. */
const ANYTHING = z.looseObject({});

/**
 * A call through Portico: `ANY /portals/{hubId}/hubspot/{path}`, with the app in a header, since the query is HubSpot's.
 * What it runs answers by itself.
 * @param below the path below /api/v1 as it came
 * @returns undefined when the address is another
 * @throws Problem method_not_allowed
 */
export function findPass(request: IncomingMessage, below: string): Found | undefined {
  const [, hubId, path] = PATTERN.exec(below) ?? [];
  if (hubId === undefined || path === undefined) return undefined;
  const method = METHODS.find((one) => one === request.method);
  // TRACE would give the token back (RFC 9110 section 9.3.8).
  if (!method) throw new Problem("method_not_allowed", { headers: { allow: METHODS.join(", ") } });
  const app = request.headers["portico-app"];
  return {
    hubId,
    query: new URLSearchParams(app === undefined ? {} : { app: String(app) }),
    route: {
      method,
      path: "/portals/{hubId}/hubspot/{path}",
      does: "A call of HubSpot's API",
      permission: isReading(method, path) ? "hubspot:read" : "hubspot:write",
      about: "portal",
      query: portalQuery,
      answer: ANYTHING,
      run: (call) => passThrough(call, path),
    },
  };
}

/** How an answer ended: whole, or broken off by HubSpot or by the service. As the metrics name it. */
export interface Passed {
  outcome: "ok" | "broken_off" | "gone";
}

/**
 * Passes a request to HubSpot with the portal's token, and the answer back as it comes. An answer that breaks off destroys
 * the connection to the service; a service that goes away ends the call to HubSpot.
 * @throws Problem before anything was answered
 */
async function passThrough(call: PortalCall, path: string): Promise<Passed> {
  const { request, response, ctx, portal } = call;
  const caller = new Caller(response);
  try {
    const { asked, until } = await readAsked(call, path, caller);
    const answer = await ask(call, asked, until);
    await answer.passOn(response, asked);
    return { outcome: "ok" };
  } catch (error) {
    if (!response.headersSent && !caller.isGone) throw error;
    // There is nobody left to tell: the connection is gone.
    const facts = { portalId: portal.portalId, requestId: ctx.requestId, reason: codeOf(error) };
    logger.info(facts, "a call through to HubSpot broke off");
    const outcome = caller.isGone ? "gone" : "broken_off";
    response.destroy();
    return { outcome };
  } finally {
    letGo(request);
  }
}

/** @throws Problem path_not_allowed, invalid_request, too_large */
async function readAsked(
  { request, ctx }: PortalCall,
  path: string,
  caller: Caller,
): Promise<{ asked: Asked; until: number }> {
  const { url = "", method = "GET", headers } = request;
  const queryAt = url.indexOf("?");
  const address = allowedPath(path) + allowedQuery(queryAt < 0 ? "" : url.slice(queryAt));
  const waitSeconds = readWait(headers["portico-wait"]);
  const body = await takeBody(request);
  return {
    asked: {
      origin: addressOf(ctx.env.hubspotApiUrl).origin,
      path: address,
      method,
      headers: headersForHubSpot(headers),
      body,
      caller,
    },
    until: performance.now() + waitSeconds * 1000,
  };
}

const addresses = new Map<string, URL>();

/** Of HubSpot's API, read once. */
function addressOf(url: string): URL {
  const address = addresses.get(url) ?? new URL(url);
  addresses.set(url, address);
  return address;
}

/** Seconds that the service lets Portico wait while HubSpot limits it; 0 without the header. @throws Problem invalid_request */
function readWait(text: string | string[] | undefined): number {
  if (text === undefined) return 0;
  const seconds = /^\d{1,2}$/.test(String(text)) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= MAX_WAIT_SECONDS) return seconds;
  throw new Problem("invalid_request", {
    detail: `Portico-Wait: must be a whole number of seconds from 1 to ${MAX_WAIT_SECONDS}.`,
  });
}

/**
 * HubSpot's answer. A request that was kept is repeated: once with another token after 401, and after 429 as often as the
 * service has time.
 * @param until milliseconds of the epoch
 * @throws Problem hubspot_unavailable; why there is no other token; too_large
 */
async function ask(call: PortalCall, asked: Asked, until: number): Promise<Answer> {
  let token = await workingToken(call, MIN_TTL);
  let isReplaced = false;
  for (;;) {
    const answer = await sendTraced(asked, token.secret);
    if (!asked.body.isKept) return answer;
    if (answer.statusCode === 401 && !isReplaced && mayReplace(token)) {
      await answer.dump();
      token = await replaceToken(call, token);
      isReplaced = true;
    } else {
      const pauseMs = answer.statusCode === 429 ? pauseOf(answer) * 1000 : Infinity;
      if (performance.now() + pauseMs > until) return answer;
      await answer.dump();
      await asked.caller.wait(pauseMs);
      // Meanwhile somebody may have taken the key back, or the portal.
      const { portal } = await call.lookAgain();
      if (!portal) throw new Problem("unknown_portal");
      token = await workingToken({ ...call, portal }, MIN_TTL);
    }
  }
}

/** One call to HubSpot as a span, up to the head of its answer. The path is the service's own and may name somebody. */
function sendTraced(asked: Asked, token: WorkingToken["secret"]): Promise<Answer> {
  const { method, origin } = asked;
  const facts = { "http.request.method": method, "server.address": addressOf(origin).hostname };
  return inSpan({ name: `${method} HubSpot API`, kind: "client", facts }, async ({ note }) => {
    const answer = await send(asked, token);
    const { statusCode, headers } = answer;
    const correlationId = headers["x-hubspot-correlation-id"];
    note({
      "http.response.status_code": statusCode,
      "hubspot.correlation_id": /^[\w.-]{1,80}$/.exec(String(correlationId ?? ""))?.[0],
      "error.type": statusCode >= 400 ? String(statusCode) : undefined,
    });
    return answer;
  });
}

/** A token that HubSpot gave this moment and refuses all the same would only be followed by another such. */
function mayReplace({ facts: { renewedSecondsAgo } }: WorkingToken): boolean {
  return renewedSecondsAgo === null || renewedSecondsAgo >= FRESH_SECONDS;
}

/** Seconds to wait after 429 (RFC 9110 section 10.2.3). */
function pauseOf({ headers }: Answer): number {
  const text = String(headers["retry-after"] ?? "").trim();
  if (/^\d+$/.test(text)) return Math.max(Number(text), DEFAULT_PAUSE_SECONDS);
  const ms = Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? DEFAULT_PAUSE_SECONDS : Math.max(ms / 1000, DEFAULT_PAUSE_SECONDS);
}
