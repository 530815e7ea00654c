import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { writeHeapSnapshot } from "node:v8";
import { createListener } from "@/bin/server/listener.mjs";
import { openDoor } from "@/bin/server/open-door.mjs";
import { stopGently } from "@/bin/server/stop-gently.mjs";
import { startServer } from "@/lib/start-server";

// A server without its pages, in a process of its own: its start, its background work unless that is off, the door for
// programs, its readiness, and its stop, as in bin/server.mjs. PORTICO_TEST_CLIENT_MS shortens how long a stop waits for
// slow clients.
async function main(): Promise<void> {
  await startServer();
  const server = createServer(
    createListener({
      trustedProxies: 0,
      log: { error: (facts: object) => process.stderr.write(`${JSON.stringify(facts)}\n`) },
      handlers: [openDoor, answerReady],
    }),
  );
  const { PORTICO_DRAIN_SECONDS: drain = "1", PORTICO_TEST_CLIENT_MS: patience } = process.env;
  stopGently(server, {
    drainSeconds: Number(drain),
    ...(patience !== undefined && { clientMs: Number(patience) }),
  });
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ port });
    process.on("message", answer);
    // Whoever started it looks at how it ends, and must not keep it alive.
    process.channel?.unref();
  });
}

/**
 * Writes a snapshot of everything this process holds, on demand; `hold` is held from then on. With `hoard` it takes memory
 * until there is none.
 */
function answer({
  snapshot,
  hold,
  hoard,
}: {
  snapshot: string;
  hold?: string;
  hoard?: true;
}): void {
  for (const held: object[] = []; hoard;) held.push(new Array(100_000).fill(held.length));
  if (hold !== undefined) (globalThis as { heldForTest?: string }).heldForTest = `${hold} `.trim();
  process.send?.({ snapshot: writeHeapSnapshot(snapshot) });
}

/** Of the readiness, only what a stop changes: the rest of it is a page's. */
function answerReady(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url !== "/api/health/ready") return false;
  const { porticoDraining } = globalThis as { porticoDraining?: boolean };
  response.writeHead(porticoDraining ? 503 : 200).end();
  return true;
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
