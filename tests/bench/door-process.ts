// A server process of its own for the benchmark of token reads: the real door, or the floor it is measured against.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { createListener } from "@/bin/server/listener.mjs";
import { createDoor } from "@/lib/door/door";
import { getEnv } from "@/lib/env";
import { createContext } from "@/lib/resources";

async function door(): Promise<RequestListener> {
  const {
    actor: _actor,
    requestId: _requestId,
    ...resources
  } = await createContext({
    kind: "system",
    label: "bench",
  });
  const { handle, warmUp } = createDoor(resources, getEnv().databaseUrl.reveal());
  await warmUp();
  const log = { error: (...words: unknown[]) => console.error(...words) };
  return createListener({ trustedProxies: 0, log, handlers: [handle] });
}

/** Bare `node:http` and one read of one row by its key. */
async function floor(): Promise<RequestListener> {
  const pool = new pg.Pool({ connectionString: getEnv().databaseUrl.reveal(), max: 4 });
  const text = `SELECT "accessTokenSealed" FROM "Grant" WHERE "id" = (SELECT "currentGrantId" FROM "Portal" WHERE "hubId" = $1)`;
  return async ({ url = "" }, response) => {
    const { rows } = await pool.query({ name: "floor", text, values: [url.split("/")[4]] });
    const body = JSON.stringify(rows[0]);
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  };
}

const listener = await (process.argv[2] === "door" ? door() : floor());
const server = createServer(listener).listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("message", (word) => {
  if (word === "memory") {
    globalThis.gc?.();
    return process.send?.({ heapMb: process.memoryUsage().heapUsed / 1e6 });
  }
  const { user, system } = process.cpuUsage();
  return process.send?.({ cpuMs: (user + system) / 1000 });
});
