// `npm run mutation [-- ROOM...]`: changes the source of the rooms whose faults cost most, one spot at a time, and says
// which changes no unit test noticed. Takes minutes for each room, so it is no stage of `npm test`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOMS } from "./rooms.mjs";
import { ROOT } from "../../bin/lib/paths.mjs";

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(ROOMS);
const unknown = names.filter((name) => !Object.hasOwn(ROOMS, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no room ${unknown.join(", ")}. There are: ${Object.keys(ROOMS).join(", ")}.\n`,
  );
  process.exit(1);
}
for (const name of names) {
  process.stdout.write(`\n${name}\n`);
  const program = join(ROOT, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const env = { ...process.env, PORTICO_MUTATION_ROOM: name };
  const { status } = spawnSync(process.execPath, [program, "run"], {
    cwd: ROOT,
    env,
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
