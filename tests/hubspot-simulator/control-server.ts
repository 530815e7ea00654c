import type { IncomingMessage, ServerResponse } from "node:http";
import { ZodError } from "zod";
import { ControlError, controlRoutes } from "./control-routes";
import { readCall } from "./http";
import type { World } from "./world";

const patterns = Object.entries(controlRoutes).map(([key, handle]) => {
  const [method = "", path = ""] = key.split(" ");
  return { method, pattern: new RegExp(`^${path.replace(/:[a-zA-Z]+/g, "([^/]+)")}$`), handle };
});

/**
 * Serves one control call: JSON in, JSON out. A browser page elsewhere must not steer the simulator, so the Host has
 * to be a loopback name and a body has to be declared as JSON.
 */
export async function serveControl(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const result = await handle(world, request);
    if (result === undefined) response.writeHead(204).end();
    else respond(response, 200, result);
  } catch (error) {
    if (error instanceof ControlError) respond(response, error.status, { error: error.message });
    else if (error instanceof ZodError) {
      respond(response, 400, { error: "invalid input", issues: error.issues });
    } else respond(response, 500, { error: error instanceof Error ? error.message : "failed" });
  }
}

async function handle(world: World, request: IncomingMessage): Promise<unknown> {
  const call = await readCall(request);
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(call.headers["host"] ?? "")) {
    throw new ControlError(403, "the control side answers on loopback names only");
  }
  const candidates = patterns.filter(({ pattern }) => pattern.test(call.path));
  const match = candidates.find(({ method }) => method === call.method);
  if (!match) {
    const known = candidates.length > 0;
    throw new ControlError(known ? 405 : 404, `no control call ${call.method} ${call.path}`);
  }
  const params = (match.pattern.exec(call.path) ?? []).slice(1).map(decodeURIComponent);
  return match.handle({ world, body: readJson(call), query: call.query, params });
}

function readJson(call: { rawBody: string; contentType: string; method: string }): unknown {
  if (call.method === "POST" && call.contentType !== "application/json") {
    throw new ControlError(415, "POST application/json");
  }
  if (call.rawBody === "") return undefined;
  try {
    return JSON.parse(call.rawBody);
  } catch {
    throw new ControlError(400, "the body is not JSON");
  }
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
