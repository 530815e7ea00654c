// `npm run seed -- --portals N`: N synthetic portals for load tests. They hold made-up tokens and are never refreshed
// by themselves, so nothing of it is ever sent to HubSpot.
import { closeResources } from "@/lib/resources";
import { operatorContext } from "./commands/context";
import { CommandError } from "./commands/errors";
import { readSeedOptions } from "./commands/seed-options.mjs";
import { seedPortals } from "./demo/seed-portals";
import { PlainError } from "./lib/plain-error.mjs";

try {
  const { portals } = readSeedOptions(process.argv.slice(2));
  const made = await seedPortals(await operatorContext(), portals, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${portals} portals`);
  });
  process.stderr.write("\n");
  process.stdout.write(`Made ${made} portals of the app "Load test".\n`);
} catch (error) {
  const isKnown = error instanceof CommandError || error instanceof PlainError;
  if (!isKnown) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await closeResources().catch(() => undefined);
}
