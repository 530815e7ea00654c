import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createListener } from "@/bin/server/listener.mjs";
import { openDoor } from "@/bin/server/open-door.mjs";
import { stopGently } from "@/bin/server/stop-gently.mjs";
import { startServer } from "@/lib/start-server";

// A server without its pages, in a process of its own: its start, its background work unless that is off, the door for
// programs, and its stop, as in bin/server.mjs.
async function main(): Promise<void> {
  await startServer();
  const server = createServer(
    createListener({
      trustedProxies: 0,
      log: { error: (facts: object) => process.stderr.write(`${JSON.stringify(facts)}\n`) },
      handlers: [openDoor],
    }),
  );
  stopGently(server, Number(process.env.PORTICO_DRAIN_SECONDS ?? 1));
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ port });
    // Whoever started it looks at how it ends, and must not keep it alive.
    process.channel?.unref();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
