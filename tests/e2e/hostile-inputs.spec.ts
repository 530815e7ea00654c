import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fire } from "../support/fuzz/fire";
import { beginWith, expect, test } from "./support/fixtures";
import { furnish } from "./support/furnish";
import { serverLog } from "./support/server-log";

beginWith("team");

const SEED = Number(process.env.PORTICO_TEST_SEED ?? 20_261_101);
const COUNT = Number(process.env.PORTICO_TEST_INPUTS ?? 400);

test(`${COUNT} hostile inputs: no failure, no half-write, no secret in an answer`, async ({
  stack,
  owner,
  admin,
  support,
}) => {
  test.setTimeout(90_000 + COUNT * 500);
  const before = stack.output().length;
  const keyFile = join(stack.dataDir, "secrets/encryption-keys");
  const keysBefore = readFileSync(keyFile, "utf8");
  const world = await furnish(stack, owner);
  const team = { owner, admin, support };
  const { faults, targets } = await fire(stack, team, world, { seed: SEED, count: COUNT });
  const lines = await serverLog(stack, before);
  const errors = lines.filter(({ level }) => ["error", "fatal"].includes(level));
  expect([...faults, ...errors.map((line) => JSON.stringify(line))].join("\n\n")).toBe("");
  expect(targets.size).toBeGreaterThan(80);
  // Some of them have added keys, or have keys rotated still; the files after this one begin with what there was.
  if (readFileSync(keyFile, "utf8") === keysBefore) return;
  await stack.rewind("team");
  await stack.crashAndRestart(() => writeFileSync(keyFile, keysBefore));
});
