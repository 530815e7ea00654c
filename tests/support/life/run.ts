import fc from "fast-check";
import { afterAll, beforeAll, expect } from "vitest";
import { verifyAudit } from "@/lib/audit/verify";
import { expectNoPlaintext } from "../checks";
import type { World } from "../world";
import { assertSettled, connectFirst, lifeCommands } from "./commands";
import { Life, Spares } from "./life";

export interface Lives {
  /** How many lives are lived, each of a new app. */
  runs: number;
  seed: number;
  /** Accounts at HubSpot; the fewer, the more happens to each. */
  accounts: number;
  /** The most commands of one. */
  commands: number;
}

/**
 * For the enclosing file: lives portals through commands that fast-check makes up, and holds the invariants against each.
 * A failure names the seed, the path and the commands; the same seed finds it again.
 */
export function useLives(world: () => World): (lives: Lives) => Promise<void> {
  let spares: Spares;
  beforeAll(async () => {
    spares = new Spares(world());
    await world().control.setSettings({ rotateRefreshTokens: true, rateLimitMax: 100_000 });
  });
  afterAll(() => spares.end());
  return async ({ runs, seed, accounts, commands }) => {
    const life = fc.commands(lifeCommands(accounts), { maxCommands: commands, size: "max" });
    const property = fc.asyncProperty(life, async (chosen) => {
      const real = await Life.begin(world(), spares, accounts);
      const model = { hasPortal: Array.from({ length: accounts }, () => false) };
      await connectFirst(real, model);
      await fc.asyncModelRun(() => ({ model, real }), chosen);
      await assertSettled(real);
    });
    // Without shrinking: what HubSpot's clock and other processes did is not done again.
    await fc.assert(property, { numRuns: runs, seed, endOnFailure: true });
    await expectNoPlaintext(world());
    expect((await verifyAudit(world().context())).brokenAt).toBeFalsy();
  };
}
