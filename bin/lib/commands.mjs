import { ensureInstalled } from "./install.mjs";
import { createLifecycle } from "./lifecycle.mjs";
import { createOutput } from "./output.mjs";
import { Interrupted, PlainError } from "./plain-error.mjs";

// Modules that need installed packages are imported inside the commands: on a bare clone there are none yet.
/** @typedef {{args: string[], output: import("./output.mjs").Output, lifecycle: import("./lifecycle.mjs").Lifecycle}} Context */
/** @type {Record<string, (context: Context) => Promise<number>>} */
const COMMANDS = {
  start: async ({ output, lifecycle }) => (await import("./start.mjs")).start(output, lifecycle),
  demo: async ({ output, lifecycle }) => (await import("./demo.mjs")).demo(output, lifecycle),
  dev: async ({ output, lifecycle }) => (await import("./demo.mjs")).dev(output, lifecycle),
  simulator: async ({ args }) => (await import("./simulator.mjs")).runSimulator(args),
  test: async ({ args, output, lifecycle }) =>
    (await import("./test-run.mjs")).runTests(args, output, lifecycle),
  cli: (context) => tool("cli", context),
  bench: (context) => tool("bench", context),
  seed: (context) => tool("seed", context),
};

/** Whose standard output belongs to the program they run, so the launcher speaks on the error stream. */
const QUIET = ["cli", "bench", "seed", "simulator"];

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
  const lifecycle = createLifecycle();
  if (!quiet) output.line(name === "test" ? "" : "Portico\n");
  let code = await attempt(output, lifecycle, async () => {
    await ensureInstalled(output);
    lifecycle.checkpoint();
    return command({ args, output, lifecycle });
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
 * @param {import("./output.mjs").Output} output
 * @param {import("./lifecycle.mjs").Lifecycle | null} lifecycle null: nothing may be kept quiet
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
