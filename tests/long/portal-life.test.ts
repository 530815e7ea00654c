import { randomInt } from "node:crypto";
import { it } from "vitest";
import { useLives } from "../support/life/run";
import { useWorld } from "../support/world";

const live = useLives(useWorld());
const RUNS = Number(process.env.PORTICO_TEST_LIVES ?? 150);
const SEED = Number(process.env.PORTICO_TEST_SEED ?? randomInt(2 ** 31));

it(`${RUNS} lives of a portal, in any order: no live token without a row, no renewal after a revoke, a reason for each status`, async () => {
  process.stdout.write(`PORTICO_TEST_SEED=${SEED} does the same again\n`);
  await live({ runs: RUNS, seed: SEED, accounts: 2, commands: 40 });
});
