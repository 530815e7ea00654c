import { ensureBuilt } from "../build/build.mjs";
import { prepareDataDir } from "../settings/data-dir.mjs";
import { hasOwner } from "../database/database.mjs";
import { takeDataDir } from "../process/launcher-lock.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { requireFreePort } from "../process/ports.mjs";
import { prepare } from "./prepare.mjs";
import { endOrphan, startServer, waitUntilLive } from "./serve.mjs";
import { loadEnvFile, readSettings } from "../settings/settings.mjs";

/**
 * @typedef {object} StartOptions
 * @property {"start" | "dev"} [mode]
 * @property {string} [subfolder] of the data folder
 * @property {boolean} [emptyDatabase] for the demo: begin with an empty embedded database
 * @property {(settings: import("../settings/settings.mjs").Settings) => Promise<Record<string, string>>} [beforeServer] may start
 *   what the server needs; returns more environment
 * @property {(prepared: import("./prepare.mjs").Prepared) => Promise<void>} [afterReady]
 */

/**
 * The main job: prepares everything, serves until it is told to stop, and returns the exit code.
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle
 * @param {StartOptions} [options]
 * @returns {Promise<number>}
 */
export async function start(
  output,
  lifecycle,
  { mode = "start", subfolder, emptyDatabase, beforeServer, afterReady } = {},
) {
  loadEnvFile();
  const settings = readSettings(process.env, subfolder);
  prepareDataDir(settings.dataDir);
  const lock = takeDataDir(settings);
  lifecycle.onEnd(lock.release);
  if (await endOrphan(lock.previous))
    output.note("server", "ended the one a killed launcher had left behind");
  // Said before the long steps as well as after: nobody waits for a build to learn that the port is taken.
  await requireFreePort(settings.port, settings.host);
  const prepared = await prepare(settings, output, lifecycle, { emptyDatabase });
  if (mode === "start") await ensureBuilt(output);
  lifecycle.checkpoint();
  Object.assign(prepared.env, await beforeServer?.(settings));
  lifecycle.checkpoint();
  await requireFreePort(settings.port, settings.host);

  const startedAt = Date.now();
  const env = mode === "dev" ? { ...prepared.env, NODE_ENV: "development" } : prepared.env;
  const server = startServer(env, prepared.handover);
  lifecycle.onEnd(server.stop);
  lock.recordServer(server.pid);
  await waitUntilLive(server, settings, lifecycle.isStopping);
  lifecycle.checkpoint();
  output.done("server", `listening on ${settings.host}:${settings.port}`, startedAt);
  await afterReady?.(prepared);
  await announce(settings, prepared, output);

  const ends = [server.exited, lifecycle.stopRequested, prepared.databaseFailed ?? []].flat();
  const end = await Promise.race(ends);
  if (!end || lifecycle.isStopping()) return 0;
  if (end instanceof PlainError) throw end;
  throw new PlainError(
    `The server stopped by itself (${end.signal ? `signal ${end.signal}` : `exit code ${end.code}`}).`,
    "What it printed above says why. Nothing is lost: start again.",
  );
}

/** @param {import("../settings/settings.mjs").Settings} settings @param {import("./prepare.mjs").Prepared} prepared @param {import("../lib/output.mjs").Output} output */
async function announce({ origin }, { databaseUrl, secrets }, output) {
  output.line(`\nPortico is ready at ${origin}`);
  if (await hasOwner(databaseUrl)) return;
  const { own, value } = secrets.PORTICO_SETUP_TOKEN;
  // In the fragment, which browsers keep to themselves: the token reaches no server or proxy log. The operator's own
  // token is not repeated.
  const address = own ? `${origin}/setup#token=${value}` : `${origin}/setup`;
  const whose = own ? "" : " (with your PORTICO_SETUP_TOKEN)";
  output.line(`First run: open ${address} to create the owner account${whose}`);
}
