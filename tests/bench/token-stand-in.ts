// HubSpot's token endpoint for the benchmark of refreshing, in a process of its own: answers after a while, and rotates.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const delayMs = Number(process.argv[2] ?? 200);

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    setTimeout(() => {
      const body = JSON.stringify({
        access_token: `bench-access-${randomUUID()}`,
        refresh_token: `bench-refresh-${randomUUID()}`,
        expires_in: 1_800,
        token_type: "bearer",
      });
      response.writeHead(200, { "content-type": "application/json" }).end(body);
    }, delayMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
