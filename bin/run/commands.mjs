import { checkCommandLine } from "../commands/catalogue.mjs";
import { readSeedOptions } from "../commands/seed-options.mjs";
import { loadEnvFile, requireGoodSettings } from "../settings/settings.mjs";
import { ensureInstalled } from "../build/install.mjs";
import { createLifecycle } from "../process/lifecycle.mjs";
import { createOutput } from "../lib/output.mjs";
import { Interrupted, PlainError } from "../lib/plain-error.mjs";

// Modules that need installed packages are imported inside the commands: on a bare clone there are none yet.
/**
 * @typedef {{args: string[], output: import("../lib/output.mjs").Output, lifecycle: import("../process/lifecycle.mjs").Lifecycle}} Context
 * @typedef {object} LauncherCommand
 * @property {(context: Context) => Promise<number>} run
 * @property {(args: string[]) => string | void} [check] looks at the arguments before anything is begun; throws
 *   PlainError; returns a text when printing it is all there is to do
 * @property {string} [dataFolder] it reads the settings; "" or a folder below the data folder
 */
/** @type {Record<string, LauncherCommand>} */
const COMMANDS = {
  start: {
    run: async ({ output, lifecycle }) => (await import("./start.mjs")).start(output, lifecycle),
    check: refuseArguments("npm start"),
    dataFolder: "",
  },
  demo: {
    run: async ({ output, lifecycle }) => (await import("./demo.mjs")).demo(output, lifecycle),
    check: refuseArguments("npm run demo"),
    dataFolder: "demo",
  },
  dev: {
    run: async ({ output, lifecycle }) => (await import("./demo.mjs")).dev(output, lifecycle),
    check: refuseArguments("npm run dev"),
    dataFolder: "dev",
  },
  simulator: { run: async ({ args }) => (await import("./simulator.mjs")).runSimulator(args) },
  test: {
    run: async ({ args, output, lifecycle }) =>
      (await import("../tests/test-run.mjs")).runTests(args, output, lifecycle),
  },
  cli: { run: (context) => tool("cli", context), check: checkCommandLine, dataFolder: "" },
  // Its arguments name the parts to measure, which it looks at before anything is measured.
  bench: { run: (context) => tool("bench", context), dataFolder: "" },
  seed: {
    run: (context) => tool("seed", context),
    check: (args) => void readSeedOptions(args),
    dataFolder: "",
  },
};

/** Whose standard output belongs to the program they run, so the launcher speaks on the error stream. */
const QUIET = ["cli", "bench", "seed", "simulator"];

/** @param {string} name @returns {(args: string[]) => void} */
function refuseArguments(name) {
  return (args) => {
    if (args.length === 0) return;
    throw new PlainError(
      `${name} takes no arguments, so it does not know what to do with "${args.join(" ")}".`,
      "Settings are variables of the environment, for example PORT=8080 npm start. See .env.example.",
    );
  };
}

/** @param {"cli" | "bench" | "seed"} name @param {Context} context */
async function tool(name, { args, output, lifecycle }) {
  return (await import("./tools.mjs")).runTool(name, args, output, lifecycle);
}

/**
 * Runs one launcher command and ends the process with its exit code.
 * @param {string[]} argv name of the command, then its arguments
 */
export async function runCommand([name = "", ...args]) {
  const quiet = QUIET.includes(name);
  const output = createOutput(quiet ? { stream: process.stderr, quiet: true } : {});
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    output.error(
      new PlainError(
        `There is no command "${name}".`,
        `Commands: ${Object.keys(COMMANDS).join(", ")}`,
      ),
    );
    process.exit(1);
  }
  const usage = precheck(command, args, output);
  if (usage !== undefined) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const lifecycle = createLifecycle();
  if (!quiet) output.line(name === "test" ? "" : "Portico\n");
  let code = await attempt(output, lifecycle, async () => {
    await ensureInstalled(output);
    lifecycle.checkpoint();
    return command.run({ args, output, lifecycle });
  });
  const stopping = lifecycle.isStopping();
  if (stopping && !quiet) output.line("\nStopping …");
  const ended = await attempt(output, null, async () => (await lifecycle.end(), 0));
  if (stopping && ended === 0 && !quiet) output.line("Portico has stopped.");
  // A stop that was asked for is a success, whatever the step it cut off said about it.
  if (stopping && !quiet && name !== "test") code = 0;
  process.exit(ended || code);
}

/**
 * Arguments and settings, before anything is installed, made or started; ends the process when they are wrong.
 * @param {LauncherCommand} command
 * @param {string[]} args
 * @param {import("../lib/output.mjs").Output} output
 * @returns {string | undefined} a text to print instead of running it
 */
function precheck({ check, dataFolder }, args, output) {
  try {
    const usage = check?.(args);
    if (typeof usage === "string") return usage;
    if (dataFolder === undefined) return undefined;
    loadEnvFile();
    requireGoodSettings(process.env, dataFolder);
    return undefined;
  } catch (error) {
    output.error(error);
    process.exit(1);
  }
}

/**
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle | null} lifecycle null: nothing may be kept quiet
 * @param {() => Promise<number>} action
 */
async function attempt(output, lifecycle, action) {
  try {
    return await action();
  } catch (error) {
    // A step that was cut off by a stop complains; that is no news.
    if (error instanceof Interrupted || lifecycle?.isStopping()) return 130;
    output.error(error);
    return 1;
  }
}
