import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { UseCounter } from "@/lib/api-keys/use-counter";
import type { Context } from "@/lib/context";
import { databaseTrouble, type DatabaseTrouble } from "@/lib/db/errors";
import { logger } from "@/lib/logger";
import { observeApiCall } from "@/lib/metrics/observe";
import { warmUpRefresh } from "@/lib/portals/refresh/warm-up";
import type { Facts, OpenSpan, SpanSpec } from "@/lib/tracing/active.mjs";
import { inSpan } from "@/lib/tracing/spans";
import { admit, type Found } from "./admit";
import { answerDropIn, isDropIn } from "./drop-in";
import { openApiDocument } from "./openapi";
import { contextOf, type DoorParts, type Resources } from "./parts";
import { findPass, type Passed } from "./pass-through";
import { Problem } from "./problems";
import { letGo } from "./pass-body";
import { InFlight } from "./in-flight";
import { createReader } from "./reader";
import { Refusals } from "./refusals";
import { matchRoute } from "./routes";
import { sendJson, sendProblem } from "./send";

const PREFIX = "/api/v1";
const DOCUMENT = "/openapi.json";
const WRITE_USES_EVERY_MS = 5_000;
const WRITE_REFUSALS_EVERY_MS = 60_000;

/** Where programs come in: everything below /api/v1 and /hubspot, answered before Next sees it. */
export interface Door {
  /** @returns false when the address is none of the door's */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Makes connections and prepares statements that the first call would wait for. @throws what the database said */
  warmUp(): Promise<void>;
  /** Writes what was counted, and closes the door's connections. */
  close(): Promise<void>;
}

/** @param resources of this process @param databaseUrl for the door's own connections */
export function createDoor(resources: Resources, databaseUrl: string): Door {
  const reader = createReader(databaseUrl);
  const uses = new UseCounter();
  const refusals = new Refusals();
  const inFlight = new InFlight();
  const parts: DoorParts = { resources, reader, refusals, uses };
  const system: Context = {
    ...resources,
    actor: { kind: "system", label: "Portico" },
    requestId: "door",
  };
  const write = {
    uses: () => uses.flush(resources).catch(tell),
    refusals: () => refusals.flush(system).catch(tell),
  };
  const timers = [
    setInterval(() => void write.uses(), WRITE_USES_EVERY_MS).unref(),
    setInterval(() => void write.refusals(), WRITE_REFUSALS_EVERY_MS).unref(),
  ];

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    found: Found,
    span: OpenSpan,
  ): Promise<object> {
    const cameAt = performance.now();
    const { key, keyId, query, portal } = await admit(reader, refusals, request, found);
    const ctx = contextOf(resources, request, response, key);
    const lookAgain = () => admit(reader, refusals, request, found);
    const call = { request, response, ctx, key, query, cameAt, lookAgain };
    const { route } = found;
    uses.note(keyId);
    if (route.about === "key") return route.run(call);
    if (!portal) throw new Problem("unknown_portal");
    span.note({ "portico.hub_id": portal.hubId });
    const run = () => route.run({ ...call, portal });
    const isPassed = route.permission.startsWith("hubspot:");
    const result = await (isPassed ? inFlight.run(keyId, run) : run());
    if (route.permission.startsWith("tokens:")) uses.note(keyId, portal.portalId, "reads");
    if (isPassed) uses.note(keyId, portal.portalId, "calls");
    return result;
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    span: OpenSpan,
  ): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const isApi = !isDropIn(path);
    let call = isApi ? "unknown" : "drop_in";
    const observed = (code: string) => {
      observeApiCall(call, code);
      span.rename(`portico.door.${call}`);
      span.note(outcomeFacts(call, code, response));
    };
    try {
      if (!isApi) return observed(await answerDropIn(parts, request, response));
      const pass = findPass(request, path.slice(PREFIX.length));
      if (pass) {
        call = callOf(pass);
        const { outcome } = (await answer(request, response, pass, span)) as Passed;
        return observed(outcome);
      }
      const found = findRoute(method, path.slice(PREFIX.length));
      call = callOf(found);
      if (found === "document") sendJson(response, 200, openApiDocument(resources.env.origin));
      else {
        const query = new URLSearchParams(url.slice(path.length));
        sendJson(response, 200, await answer(request, response, { ...found, query }, span));
      }
      observed("ok");
    } catch (error) {
      const isGone = request.destroyed && !request.complete;
      const problem = problemOf(error, request);
      if (isGone) response.destroy();
      else sendProblem(response, problem);
      observed(isGone ? "gone" : problem.code);
    } finally {
      letGo(request);
    }
  }

  return {
    async handle(request, response) {
      const path = (request.url ?? "/").split("?", 1)[0] ?? "";
      const isApi = path === PREFIX || path.startsWith(`${PREFIX}/`);
      if (!isApi && !isDropIn(path)) return false;
      await inSpan(spanOf(request, response), (span) => serve(request, response, path, span));
      return true;
    },
    async warmUp() {
      await Promise.all([
        reader.look({ keyHash: "", hubId: null, appSlug: null, clientId: null }),
        warmUpRefresh(system),
      ]);
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([write.uses(), write.refusals()]);
      await reader.close();
    },
  };
}

/** The span of a call, before it is known what it asks for. */
function spanOf({ method, headers }: IncomingMessage, response: ServerResponse): SpanSpec {
  const requestId = String(response.getHeader("x-request-id") ?? "");
  const facts = { "http.request.method": method, "portico.request_id": requestId };
  return { name: "portico.door", kind: "server", headers, facts };
}

function outcomeFacts(call: string, code: string, response: ServerResponse): Facts {
  const statusCode = response.headersSent ? response.statusCode : undefined;
  return {
    "portico.call": call,
    "portico.outcome": code,
    "http.response.status_code": statusCode,
    "error.type": (statusCode ?? 0) >= 500 ? code : undefined,
  };
}

/** What a call asks for, as the metrics name it. */
function callOf(found: "document" | Pick<Found, "route">): string {
  if (found === "document") return found;
  const { method, path } = found.route;
  return CALLS[path] ?? `${method} ${path}`;
}

/** Calls through Portico have one name, whatever their method. */
const CALLS: Partial<Record<string, string>> = {
  "/portals": "list",
  "/portals/{hubId}": "portal",
  "/portals/{hubId}/token": "token",
  "/portals/{hubId}/refresh": "refresh",
  "/portals/{hubId}/grant": "revoke",
  "/portals/{hubId}/hubspot/{path}": "hubspot",
};

/** @throws Problem not_found, method_not_allowed */
function findRoute(method: string, below: string): "document" | Omit<Found, "query"> {
  if (below === DOCUMENT) {
    if (method === "GET") return "document";
    throw new Problem("method_not_allowed", { headers: { allow: "GET" } });
  }
  const found = matchRoute(method, below);
  if (!found) throw new Problem("not_found");
  if ("allowed" in found)
    throw new Problem("method_not_allowed", { headers: { allow: found.allowed.join(", ") } });
  return found;
}

/** What a service may know of the database's trouble: whether waiting helps, or its operator has to. */
const TROUBLES: Record<DatabaseTrouble, string> = {
  away: "Portico's database does not answer just now.",
  busy: "Portico's database has no free connection just now. Send fewer calls at a time.",
  read_only:
    "Portico's database takes no changes just now: it is read-only. Tokens that are valid are still given.",
  full: "Portico's database has no disk space or memory left. Tokens that are valid are still given.",
};

/** What a failure is to the caller. What is not foreseen goes to the log, never to the caller. */
function problemOf(error: unknown, { headers }: IncomingMessage): Problem {
  if (error instanceof Problem) return error;
  const requestId = headers["x-request-id"];
  const trouble = databaseTrouble(error);
  if (trouble) {
    logger.warn({ err: error, requestId, trouble }, "the database did not do what the door asked");
    return new Problem("unavailable", { retryAfterSeconds: 2, detail: TROUBLES[trouble] });
  }
  logger.error({ err: error, requestId }, "a call at the door failed");
  return new Problem("internal");
}

function tell(error: unknown): void {
  logger.warn({ err: error }, "what the door counted could not be written yet");
}
