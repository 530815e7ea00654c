import { formatDuration } from "./output.mjs";
import { locatePostgres } from "./postgres-binaries.mjs";
import { STAGES } from "./test-stages.mjs";
import { textOf, PlainError } from "./plain-error.mjs";

/** Tests choose their own settings; what the shell or a running Portico has must not leak in. */
const FOREIGN = /^(PORTICO_|HUBSPOT_|NEXTAUTH_|OIDC_|DATABASE_URL|NODE_ENV$|PORT$|FORCE_COLOR$)/;
const KEPT = ["HUBSPOT_SPEC_DIR"];

/** @typedef {{passed: number, failed: number, skipped: number, output: string}} StageResult */

/**
 * Removes every setting of a real installation from the environment of this process.
 * @param {Record<string, string | undefined>} [env]
 */
export function clearForeignSettings(env = process.env) {
  for (const name of Object.keys(env)) {
    if (FOREIGN.test(name) && !KEPT.includes(name)) delete env[name];
  }
}

/**
 * `npm test [-- stage ...]`: runs the stages one after the other, all of them even when one fails.
 * @param {string[]} wanted names of stages; none means all
 * @param {import("./output.mjs").Output} output
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<number>} exit code
 */
export async function runTests(wanted, output, lifecycle) {
  const names = STAGES.map((stage) => stage.name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new PlainError(`There is no test stage "${unknown}".`, `Stages: ${names.join(", ")}`);
  }
  clearForeignSettings();
  const startedAt = Date.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  repairPostgres();
  for (const stage of STAGES) {
    if (wanted.length > 0 && !wanted.includes(stage.name)) continue;
    lifecycle.checkpoint();
    const result = await runStage(stage, output);
    lifecycle.checkpoint();
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped;
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  output.line(`\nTook ${formatDuration(Date.now() - startedAt)}.`);
  output.line(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** Integration tests start PostgreSQL without the launcher; where there is no binary they say so themselves. */
function repairPostgres() {
  try {
    locatePostgres();
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
  }
}

/**
 * @param {import("./test-stages.mjs").Stage} stage
 * @param {import("./output.mjs").Output} output
 * @returns {Promise<StageResult>}
 */
async function runStage(stage, output) {
  const startedAt = Date.now();
  /** @type {StageResult} */
  let result;
  try {
    result = await stage.run(output);
  } catch (error) {
    const detail = error instanceof PlainError ? `${error.detail}\n${error.hint}` : "";
    result = { passed: 0, failed: 1, skipped: 0, output: `${textOf(error)}\n${detail}` };
  }
  const { passed, failed, skipped } = result;
  const counts = `${passed} passed${failed ? `, ${failed} failed` : ""}${skipped ? `, ${skipped} skipped` : ""}`;
  if (failed === 0) {
    output.done(stage.name, counts, startedAt);
  } else {
    output.failed(stage.name, `${counts}  ${formatDuration(Date.now() - startedAt)}`);
    output.line(result.output.trimEnd());
  }
  return result;
}
