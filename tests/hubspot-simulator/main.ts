import { parseArgs } from "node:util";
import { startSimulator } from "./server";

const usage =
  "Usage: main.ts [--port N] [--control-port N] [--demo] [--redirect-uri URI]...  (port 0 = any free port)";

function readPort(name: string, value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new Error(`--${name} is not a port: ${value}`);
  return port;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      "control-port": { type: "string", default: "4011" },
      demo: { type: "boolean", default: false },
      "redirect-uri": { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const simulator = await startSimulator({
    port: readPort("port", values.port),
    controlPort: readPort("control-port", values["control-port"]),
    demo: values.demo,
    redirectUris: values["redirect-uri"],
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)));
  }
  const { apiUrl, appUrl, controlUrl } = simulator;
  process.stdout.write(`${JSON.stringify({ event: "ready", apiUrl, appUrl, controlUrl })}\n`);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n${usage}\n`);
  process.exit(1);
});
