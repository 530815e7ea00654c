import { it } from "vitest";
import { useLives } from "../../support/life/run";
import { useWorld } from "../../support/world";

const live = useLives(useWorld());

it("of a portal, in any order: no live token without a row, no renewal after a revoke, a reason for each status", async () => {
  await live({ runs: 4, seed: 4, accounts: 1, commands: 14 });
}, 180_000);
