import { afterAll, beforeAll, expect, it } from "vitest";
import { furnish } from "../e2e/support/furnish";
import { Stack } from "../e2e/support/stack";
import { makeTeam } from "../e2e/support/team";
import { fire } from "../support/fuzz/fire";

const COUNT = Number(process.env.PORTICO_TEST_INPUTS ?? 10_000);
/** Another one each time; a failure names it. */
const SEED = Number(process.env.PORTICO_TEST_SEED ?? Date.now() % 1_000_000_000);
/** After that many the installation begins anew: inputs that succeed wear it out. */
const ROUND = 1_000;

let stack: Stack;

beforeAll(async () => {
  stack = await Stack.start();
  await stack.keep("nothing");
});
afterAll(() => stack.stop());

it(`${COUNT} hostile inputs: no failure, no half-write, no secret in an answer`, async () => {
  process.stdout.write(`seed ${SEED}\n`);
  const faults: string[] = [];
  const answers = new Map<string, number>();
  for (let done = 0; done < COUNT; done += ROUND) {
    await stack.rewind("nothing");
    const team = await makeTeam(await stack.database(), stack.dataDir);
    const world = await furnish(stack, team.owner);
    const count = Math.min(ROUND, COUNT - done);
    const fired = await fire(stack, team, world, { seed: SEED + done, count });
    faults.push(...fired.faults);
    for (const [answer, n] of fired.answers) answers.set(answer, (answers.get(answer) ?? 0) + n);
    process.stdout.write(`${done + count} inputs, ${faults.length} faults\n`);
  }
  process.stdout.write(`${[...answers].map(([name, n]) => `${name}: ${n}`).join("\n")}\n`);
  expect(faults.join("\n\n")).toBe("");
});
