import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { createListener, type Handler } from "@/bin/server/listener.mjs";
import { rawRequest, type RawRequest } from "./raw-request";

/** What the layer behind the handlers was asked, in order. */
export type Inner = (request: IncomingMessage, response: ServerResponse) => unknown;

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server with these handlers on a port of its own, for one test. @returns how to ask it */
export async function listen(
  handlers: (origin: URL) => Handler[],
  { trustedProxies = 0 }: { trustedProxies?: number } = {},
) {
  const server = createServer();
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const origin = new URL(`http://localhost:${port}`);
  const errors: unknown[] = [];
  const log = { error: (...said: unknown[]) => void errors.push(said) };
  server.on("request", createListener({ trustedProxies, handlers: handlers(origin), log }));
  const ask = (sent: RawRequest) =>
    rawRequest(`http://127.0.0.1:${port}`, {
      ...sent,
      headers: { host: origin.host, ...sent.headers },
    });
  return { ask, origin, errors };
}

/** A last handler that answers 200 with what `inner` gives back. */
export function answering(inner: Inner): Handler {
  return async (request, response) => {
    response.end(String((await inner(request, response)) ?? "passed on"));
    return true;
  };
}
