import { beforeEach, expect, it, vi } from "vitest";
import { logger } from "@/lib/logger";
import { holdUntilStored } from "@/lib/spill/hold";

const pauses = vi.hoisted(() => [] as number[]);
vi.mock("node:timers/promises", () => ({
  setTimeout: async (ms: number) => {
    pauses.push(ms);
  },
}));

beforeEach(() => {
  pauses.length = 0;
  logger.level = "silent";
});

async function storeAfter(failures: number) {
  let tries = 0;
  return holdUntilStored({ portalId: "p" }, async () => {
    tries += 1;
    if (tries <= failures) throw new Error("the database is away");
    return `stored at try ${tries}`;
  });
}

it("tries until the store succeeds, for hours, and gives back what it gave", async () => {
  expect(await storeAfter(5_000)).toBe("stored at try 5001");
  const hours = pauses.reduce((sum, ms) => sum + ms, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(1);
});

it("begins soon and never waits longer than two seconds: a database that is back is used at once", async () => {
  await storeAfter(100);
  expect(pauses[0]).toBeLessThanOrEqual(200);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000);
});

it("says so in the log now and then, not at every try", async () => {
  const warn = vi.spyOn(logger, "warn");
  await storeAfter(1_000);
  expect(warn.mock.calls.length).toBeGreaterThan(3);
  expect(warn.mock.calls.length).toBeLessThan(20);
  warn.mockRestore();
});
