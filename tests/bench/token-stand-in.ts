// HubSpot for the benchmarks, in a process of its own: a token endpoint that answers after a while, and rotates; 4 KB of
// JSON for any GET. It tells how often the token endpoint was called.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const delayMs = Number(process.argv[2] ?? 200);
const PAGE = JSON.stringify({ results: [], filler: "x".repeat(4_000) });
let calls = 0;

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const json = { "content-type": "application/json" };
    if (request.method === "GET") return response.writeHead(200, json).end(PAGE);
    calls += 1;
    return setTimeout(() => {
      const body = JSON.stringify({
        access_token: `bench-access-${randomUUID()}`,
        refresh_token: `bench-refresh-${randomUUID()}`,
        expires_in: 1_800,
        token_type: "bearer",
      });
      response.writeHead(200, json).end(body);
    }, delayMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("message", (word) => {
  const { user, system } = process.cpuUsage();
  process.send?.(word === "cpu" ? { cpuMs: (user + system) / 1000 } : { calls });
});
