import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import type { Db } from "@/lib/db/client";
import { startDatabaseClock } from "@/lib/db/clock";

const MINUTE = 60_000;

/** A machine whose steady clock stands at 5 s and a database whose time of day nobody else has. */
async function scene(options: { onSetBack?: (ms: number) => Promise<void> } = {}) {
  const machine = { steady: 5_000, wall: 1_000_000 };
  const database = { ms: 2_000_000, answersAfterMs: 2, isAway: false };
  const pass = (ms: number) => {
    machine.steady += ms;
    machine.wall += ms;
    database.ms += ms;
  };
  const db = {
    $queryRaw: async () => {
      if (database.isAway) throw new Error("Connection terminated");
      pass(database.answersAfterMs / 2);
      const { ms } = database;
      pass(database.answersAfterMs / 2);
      return [{ ms }];
    },
  };
  const onSetBack = vi.fn(options.onSetBack ?? (async () => undefined));
  const clock = await startDatabaseClock(db as unknown as Db, {
    onSetBack,
    steady: () => machine.steady,
    wall: () => machine.wall,
  });
  clock.end();
  return {
    machine,
    database,
    pass,
    clock,
    onSetBack,
    ahead: () => clock.now().getTime() - database.ms,
  };
}

describe("the database's clock", () => {
  it("is what a process goes by, whatever the machine's says", async () => {
    const { pass, machine, ahead } = await scene();
    expect(ahead()).toBe(0);
    pass(MINUTE);
    expect(ahead()).toBe(0);
    machine.wall += 10 * MINUTE;
    expect(ahead()).toBe(0);
    machine.wall -= 20 * MINUTE;
    expect(ahead()).toBe(0);
  });

  it("is looked at anew as soon as the machine's is set or has slept", async () => {
    const { machine, database, clock, ahead } = await scene();
    // Asleep: the steady clock stood still.
    machine.wall += 10 * MINUTE;
    database.ms += 10 * MINUTE;
    clock.now();
    await clock.look();
    expect(ahead()).toBe(0);
  });

  it("is followed when it is set forward, and nothing has to be moved", async () => {
    const { database, clock, onSetBack, ahead } = await scene();
    database.ms += 10 * MINUTE;
    await clock.look();
    expect(ahead()).toBe(0);
    expect(onSetBack).not.toHaveBeenCalled();
  });

  it("is followed when it is set back, and it is said by how much", async () => {
    const { database, clock, onSetBack, ahead } = await scene();
    database.ms -= 10 * MINUTE;
    await clock.look();
    expect(ahead()).toBe(0);
    expect(onSetBack.mock.calls).toEqual([[10 * MINUTE]]);
  });

  it("is not learned from an answer that took long, nor from none", async () => {
    const { database, clock, onSetBack, ahead, pass } = await scene();
    database.answersAfterMs = 4_000;
    database.ms -= 10 * MINUTE;
    await clock.look();
    expect(ahead()).toBe(10 * MINUTE);
    database.isAway = true;
    await clock.look();
    pass(MINUTE);
    expect(ahead()).toBe(10 * MINUTE);
    expect(onSetBack).not.toHaveBeenCalled();
  });

  it("is followed also when what was to be moved could not be, and that is tried again", async () => {
    let isAway = true;
    const onSetBack = async () => {
      if (isAway) throw new Error("the database is away");
    };
    const made = await scene({ onSetBack });
    made.database.ms -= 10 * MINUTE;
    await made.clock.look();
    expect(made.ahead()).toBe(0);
    isAway = false;
    await made.clock.look();
    await made.clock.look();
    expect(made.onSetBack.mock.calls).toEqual([[10 * MINUTE], [10 * MINUTE]]);
  });
});

/** Where the time of day itself is meant, not how long something takes. */
const TIME_OF_DAY = ["lib/alerts/schemas.ts", "lib/db/clock.ts", "lib/door/pass-through.ts"];

it("no wait in the product is counted by a clock that somebody may set", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const found = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|mjs)$/.test(name) && !name.startsWith("db/generated"))
    .map((name) => `lib/${name}`)
    .filter((path) => /\bDate\.now\b/.test(readFileSync(join(root, path), "utf8")));
  expect(found.sort()).toEqual(TIME_OF_DAY);
});
