// `npm run seed -- --portals N`: N synthetic portals for load tests. They hold made-up tokens and are never refreshed
// by themselves, so nothing of it is ever sent to HubSpot.
import { parseArgs } from "node:util";
import { closeResources } from "@/lib/resources";
import { CommandError } from "./commands/errors";
import { seedPortals } from "./demo/seed-portals";

const MAX_PORTALS = 1_000_000;

try {
  const { values } = parseArgs({ options: { portals: { type: "string", default: "1000" } } });
  const portals = Number(values.portals);
  if (!Number.isInteger(portals) || portals < 1 || portals > MAX_PORTALS) {
    throw new CommandError(`--portals takes a whole number from 1 to ${MAX_PORTALS}.`);
  }
  const made = await seedPortals(portals, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${portals} portals`);
  });
  process.stderr.write("\n");
  process.stdout.write(`Made ${made} portals of the app "Load test".\n`);
} catch (error) {
  const isKnown = error instanceof CommandError || (error instanceof TypeError && "code" in error);
  if (!isKnown) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await closeResources().catch(() => undefined);
}
