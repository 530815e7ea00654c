import { formatDuration } from "../lib/output.mjs";
import { locatePostgres } from "../postgres/postgres-binaries.mjs";
import { changedStages } from "./changed-stages.mjs";
import { runInLanes } from "./stage.mjs";
import { STAGES } from "./test-stages.mjs";
import { textOf, PlainError } from "../lib/plain-error.mjs";

/** Tests choose their own settings; what the shell or a running Portico has must not leak in. */
const FOREIGN = /^(PORTICO_|HUBSPOT_|NEXTAUTH_|OIDC_|DATABASE_URL|NODE_ENV$|PORT$|FORCE_COLOR$)/;
const KEPT = ["HUBSPOT_SPEC_DIR"];

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
 * `npm test [-- stage ...]`: runs the stages, all of them even when one fails. `npm test -- changed` runs what a change
 * touches.
 * @param {string[]} wanted names of stages; none means all that are not for demand only
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<number>} exit code
 */
export async function runTests(wanted, output, lifecycle) {
  clearForeignSettings();
  const startedAt = Date.now();
  repairPostgres();
  const stages = await chooseStages(wanted, output);
  const results = await runInLanes(stages, async (stage) => {
    lifecycle.checkpoint();
    const result = await runStage(stage, output);
    lifecycle.checkpoint();
    return result;
  });
  const sum = (/** @type {"passed" | "failed" | "skipped"} */ kind) =>
    results.reduce((total, result) => total + result[kind], 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  output.line(`\nTook ${formatDuration(Date.now() - startedAt)}.`);
  output.line(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
  return sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
}

/** @param {string[]} wanted @param {import("../lib/output.mjs").Output} output */
async function chooseStages(wanted, output) {
  const names = STAGES.map((stage) => stage.name);
  const unknown = wanted.find((name) => name !== "changed" && !names.includes(name));
  if (unknown !== undefined || (wanted.includes("changed") && wanted.length > 1)) {
    throw new PlainError(
      unknown === undefined ? '"changed" stands alone.' : `There is no test stage "${unknown}".`,
      `Stages: ${names.join(", ")}; or changed: what the change since the last commit touches.`,
    );
  }
  if (wanted.includes("changed")) return changedStages(output);
  return STAGES.filter(({ name, onDemand }) =>
    wanted.length > 0 ? wanted.includes(name) : !onDemand,
  );
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
 * @param {import("./stage.mjs").Stage} stage
 * @param {import("../lib/output.mjs").Output} output
 * @returns {Promise<import("./stage.mjs").StageResult>}
 */
async function runStage(stage, output) {
  const startedAt = Date.now();
  /** @type {import("./stage.mjs").StageResult} */
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
  for (const note of result.notes ?? []) output.line(`  ! passed on the second try: ${note}`);
  return result;
}
