import { join } from "node:path";
import { runInheritedWithSecrets } from "../process/children.mjs";
import { ROOT } from "../lib/paths.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { isLoopbackOrigin, loadEnvFile, readSettings } from "../settings/settings.mjs";
import { startSimulator } from "./simulator.mjs";
import { start } from "./start.mjs";

/** A demonstration must never touch real data or be reachable from outside. */
function requireHarmless() {
  loadEnvFile();
  if (process.env.DATABASE_URL || process.env.DATABASE_URL_FILE) {
    throw new PlainError(
      "The demo fills its database with sample data, so it does not run while DATABASE_URL is set.",
      "Unset DATABASE_URL and DATABASE_URL_FILE; the demo keeps its own database below the data folder.",
    );
  }
  const { origin, host } = readSettings();
  const local = ["127.0.0.1", "::1", "localhost"].includes(host);
  if (isLoopbackOrigin(origin) && local) return;
  throw new PlainError(
    "The demo has sample accounts with printed passwords, so it only runs on this machine.",
    "Unset PORTICO_URL and PORTICO_HOST, or give them loopback values (http://localhost:3000, 127.0.0.1).",
  );
}

/**
 * `npm run demo`: the production server against the simulator, with sample people and portals.
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle
 */
export function demo(output, lifecycle) {
  return startWithSimulator(output, lifecycle, "demo");
}

/**
 * `npm run dev`: Next's development server against the simulator.
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle
 */
export function dev(output, lifecycle) {
  return startWithSimulator(output, lifecycle, "dev");
}

/**
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle
 * @param {"demo" | "dev"} kind also the folder below the data folder
 */
function startWithSimulator(output, lifecycle, kind) {
  requireHarmless();
  /** @type {Record<string, string>} */
  let simulatorEnv = {};
  let controlUrl = "";
  return start(output, lifecycle, {
    mode: kind === "dev" ? "dev" : "start",
    subfolder: kind,
    // The simulator forgets everything when it stops, so the demo's database begins anew with it.
    emptyDatabase: kind === "demo",
    beforeServer: async (settings) => {
      const startedAt = Date.now();
      const simulator = await startSimulator(settings);
      lifecycle.onEnd(simulator.stop);
      controlUrl = simulator.controlUrl;
      output.done("simulator", `HubSpot simulator on ${simulator.apiUrl}`, startedAt);
      simulatorEnv = {
        HUBSPOT_API_URL: simulator.apiUrl,
        HUBSPOT_APP_URL: simulator.appUrl,
        ...(kind === "demo" && { PORTICO_DEMO: "1" }),
      };
      return simulatorEnv;
    },
    afterReady: async ({ env, handover }) => {
      if (kind !== "demo") return;
      const args = ["--conditions=react-server", "--import", "tsx", join(ROOT, "bin/demo-data.ts")];
      const code = await runInheritedWithSecrets(args, handover, {
        cwd: ROOT,
        env: { ...env, ...simulatorEnv, SIMULATOR_CONTROL_URL: controlUrl },
      });
      if (code !== 0)
        throw new PlainError(
          "The sample data could not be made.",
          "Remove the folder data/demo and start the demo again.",
        );
    },
  });
}
