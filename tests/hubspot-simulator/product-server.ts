import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { apiError } from "./errors";
import { cannedReply, disturb } from "./faults";
import { BodyTooLarge, encodeBody, readCall } from "./http";
import type { Call, Reply } from "./http";
import { route } from "./router";
import type { SimFault, SimLoggedRequest } from "./types";
import type { World } from "./world";

/** Serves one product-side request: log, fault, work, disturbance, answer. */
export async function serveProduct(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let call: Call;
  try {
    call = await readCall(request);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) return;
    send(response, apiError(413, "Request body too large", { category: "VALIDATION_ERROR" }));
    return;
  }
  const entry = world.log.begin(call);
  const release = countRefresh(world, call);
  response.once("close", release);
  try {
    await answer(world, call, entry, response);
  } finally {
    if (entry.outcome !== "hung") release();
  }
}

async function answer(
  world: World,
  call: Call,
  entry: SimLoggedRequest,
  response: ServerResponse,
): Promise<void> {
  const fault = world.faults.take(world.state, call);
  if (fault) entry.faultId = fault.id;
  const delay = world.state.settings.delayMs + (fault?.delayMs ?? 0);
  if (delay > 0) await sleep(delay);
  if (fault?.hang) {
    entry.outcome = "hung";
    return;
  }
  if (fault?.reset) return drop(entry, response);
  const reply = produce(world, call, fault);
  const hold = world.state.settings.answerDelayMs + (fault?.answerDelayMs ?? 0);
  if (hold > 0) await sleep(hold);
  if (fault?.applyThenReset) return drop(entry, response);
  entry.status = reply.status;
  entry.outcome = fault?.resetMidBody ? "dropped" : "answered";
  if (fault?.resetMidBody) sendHalf(response, reply);
  else send(response, reply);
}

function produce(world: World, call: Call, fault: SimFault | undefined): Reply {
  const { state } = world;
  const canned = fault && cannedReply(state, fault);
  const reply = canned ?? route(state, { ...call, rotate: fault?.rotate ?? false });
  const omitted = !canned && call.path.startsWith("/oauth/") ? state.settings.omitFields : [];
  return disturb(reply, omitted, fault);
}

/** Notes a refresh that overlaps another for the same grant; returns how to end its own turn. */
function countRefresh({ state }: World, call: Call): () => void {
  const token = call.form.get("refresh_token") ?? call.query.get("refresh_token");
  const grant = state.refreshTokens.get(token ?? "")?.grant;
  if (!grant || call.form.get("grant_type") !== "refresh_token") return () => undefined;
  const inFlight = state.refreshesInFlight;
  const already = inFlight.get(grant.id) ?? 0;
  if (already > 0) state.counters.overlappingRefreshes += 1;
  inFlight.set(grant.id, already + 1);
  let done = false;
  return () => {
    if (done) return;
    done = true;
    inFlight.set(grant.id, (inFlight.get(grant.id) ?? 1) - 1);
  };
}

function drop(entry: SimLoggedRequest, response: ServerResponse): void {
  entry.outcome = "dropped";
  response.socket?.resetAndDestroy();
}

function writeHead(response: ServerResponse, reply: Reply, length: number): void {
  const bodiless = reply.status === 204 || reply.status === 304;
  response.writeHead(reply.status, {
    "x-hubspot-correlation-id": randomUUID(),
    ...reply.headers,
    ...(bodiless ? {} : { "content-length": String(length) }),
  });
}

function send(response: ServerResponse, reply: Reply): void {
  const body = encodeBody(reply);
  writeHead(response, reply, Buffer.byteLength(body));
  response.end(body);
}

// Announces the full length and sends half of it, so the client sees a body cut short.
function sendHalf(response: ServerResponse, reply: Reply): void {
  const bytes = Buffer.from(encodeBody(reply));
  writeHead(response, reply, bytes.length);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
