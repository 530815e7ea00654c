/** @typedef {import("./test-counts.mjs").Counts & {output: string, notes?: string[]}} StageResult notes: what is to be said of a stage that passed */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {(output: import("../lib/output.mjs").Output) => Promise<StageResult>} run
 * @property {boolean} [needsMachine] it keeps every core busy by itself, so nothing runs beside it
 * @property {boolean} [onDemand] runs only when it is named
 */

/** Stages that keep one core busy run two at a time: the machines that run this have two or more. */
const SIDE_BY_SIDE = 2;

/**
 * Runs stages in their order, light ones two at a time, heavy ones alone.
 * @template Result
 * @param {Stage[]} stages
 * @param {(stage: Stage) => Promise<Result>} runOne must not reject for a stage that failed
 * @returns {Promise<Result[]>} in the order of the stages
 */
export async function runInLanes(stages, runOne) {
  /** @type {Promise<Result>[]} */
  const all = [];
  /** @type {Set<Promise<unknown>>} */
  const running = new Set();
  for (const stage of stages) {
    const room = stage.needsMachine ? 0 : SIDE_BY_SIDE - 1;
    while (running.size > room) await Promise.race(running);
    const work = runOne(stage);
    all.push(work);
    const tracked = work.catch(() => {}).finally(() => running.delete(tracked));
    running.add(tracked);
    if (stage.needsMachine) await tracked;
  }
  return Promise.all(all);
}
