import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createDb } from "@/lib/db/client";
import { AppError, isAppError } from "@/lib/errors";
import { countTry, forgetTries, takeBackTry } from "@/lib/people/limits/count-try";
import { LIMITS, type LimitName } from "@/lib/people/limits/limits";
import { throttle, throttled } from "@/lib/people/throttle";
import { eventsOf, expectRefused } from "../support/checks";
import { warmUp } from "../support/warm-up";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const HOUR_MS = 3_600_000;
let key: string;
let time: number;

beforeEach(() => {
  time = Date.now();
  key = randomUUID();
});

/** The clock stands still unless a test moves it, however slow the machine is. */
const context = (...args: Parameters<ReturnType<typeof world>["context"]>) => ({
  ...world().context(...args),
  now: () => new Date(time),
});
const tryOnce = (name: LimitName = "sign_in_account") => countTry(context(), name, key);
const wait = (seconds: number) => {
  time += seconds * 1000;
};
/** Seconds that the next try has to wait; 0 when it may go on. */
const waitOf = async (name?: LimitName) => (await tryOnce(name)).waitMs / 1000;

async function useUp(name: LimitName = "sign_in_account"): Promise<void> {
  for (let n = 0; n < LIMITS[name].free; n += 1)
    expect(await tryOnce(name)).toEqual({ waitMs: 0, refused: 0 });
}

describe("the tries of a key", () => {
  it("wait longer each time once the free ones are used up", async () => {
    await useUp();
    for (const seconds of LIMITS.sign_in_account.waitsSeconds) {
      expect(await waitOf()).toBe(seconds);
      wait(seconds - 1);
      expect(await waitOf()).toBe(1);
      wait(1);
      expect(await waitOf()).toBe(0);
    }
    expect(await waitOf()).toBe(3_600);
  });

  it("are not made worse by tries that were refused", async () => {
    await useUp();
    wait(30);
    for (let n = 1; n <= 20; n += 1)
      expect(await tryOnce()).toEqual({ waitMs: 30_000, refused: n });
    wait(30);
    expect(await tryOnce()).toEqual({ waitMs: 0, refused: 0 });
  });

  it("of strangers at one account are at most fifty in any day, however patient they are", async () => {
    const passed: number[] = [];
    const end = time + 72 * HOUR_MS;
    while (time < end) {
      const { waitMs } = await tryOnce();
      if (waitMs === 0) passed.push(time);
      time += waitMs;
    }
    const perDay = passed.map(
      (from) => passed.filter((at) => at >= from && at < from + 24 * HOUR_MS).length,
    );
    expect(Math.max(...perDay)).toBeGreaterThan(30);
    expect(Math.max(...perDay)).toBeLessThanOrEqual(50);
  });

  it("are forgotten after the window, waits included", async () => {
    await useUp();
    wait(LIMITS.sign_in_account.windowSeconds);
    await useUp();
    expect(await waitOf()).toBeGreaterThan(0);
  });

  it("that were right are taken back, and do not lift a wait that others have earned", async () => {
    const { free } = LIMITS.sign_in_account;
    for (let n = 0; n < 3 * free; n += 1) {
      expect(await waitOf()).toBe(0);
      await takeBackTry(context(), "sign_in_account", key);
    }
    await useUp();
    wait(60);
    expect(await waitOf()).toBe(0);
    await takeBackTry(context(), "sign_in_account", key);
    expect(await waitOf()).toBe(120);
  });

  it("taken back before a wait began leave none", async () => {
    await useUp();
    await takeBackTry(context(), "sign_in_account", key);
    expect(await waitOf()).toBe(0);
    expect(await waitOf()).toBeGreaterThan(0);
  });

  it("are forgotten on request", async () => {
    await useUp();
    await forgetTries(context(), "sign_in_account", key);
    await useUp();
  });

  it("of one limit and key are no other's", async () => {
    await useUp();
    expect(await waitOf("password")).toBe(0);
    key = randomUUID();
    expect(await waitOf()).toBe(0);
  });

  it("sent to two servers at the same moment pass as often as they are free", async () => {
    const other = createDb(world().databaseUrl, { max: 10 });
    try {
      await Promise.all([warmUp(world().db, 30), warmUp(other, 10)]);
      const servers = [context(), context(undefined, { db: other })];
      const tries = Array.from({ length: 60 }, (_, n) =>
        countTry(servers[n % 2] ?? context(), "sign_in_account", key),
      );
      const passed = (await Promise.all(tries)).filter(({ waitMs }) => waitMs === 0);
      expect(passed).toHaveLength(LIMITS.sign_in_account.free);
    } finally {
      await other.$disconnect();
    }
  });
});

describe("addresses", () => {
  const count = (address: string) => countTry(context(), "setup", address);
  const network = () => `2001:db8:${Math.floor(Math.random() * 0xffff).toString(16)}:7`;

  it("of one IPv6 network count together, those of the next do not", async () => {
    const [mine, next] = [network(), `${network()}7`];
    for (let n = 0; n < LIMITS.setup.free; n += 1)
      expect((await count(`${mine}::${n.toString(16)}`)).waitMs).toBe(0);
    expect((await count(`${mine}:ffff:1:2:3`)).waitMs).toBeGreaterThan(0);
    expect((await count(`${next}::1`)).waitMs).toBe(0);
  });

  it("count by network also beside other words of a key", async () => {
    const mine = network();
    const start = (n: number) => countTry(context(), "install", `${mine}::${n.toString(16)} acme`);
    for (let n = 0; n < LIMITS.install.free; n += 1) expect((await start(n)).waitMs).toBe(0);
    expect((await start(999)).waitMs).toBeGreaterThan(0);
  });
});

describe("rows that are over", () => {
  it("are cleared by those who begin one", async () => {
    await world().db.throttle.deleteMany();
    for (let n = 0; n < 25; n += 1) await countTry(context(), "action", randomUUID());
    wait(2 * 24 * 3_600);
    for (let n = 0; n < 10; n += 1) await countTry(context(), "setup", randomUUID());
    const now = context().now();
    expect(await world().db.throttle.count({ where: { forgetAt: { lte: now } } })).toBe(0);
    expect(await world().db.throttle.count()).toBe(10);
  });
});

describe("work that checks a secret", () => {
  const budgets = () => [
    { name: "sign_in_ip", key: `ip ${key}` } as const,
    { name: "sign_in_account", key } as const,
  ];
  const run = (work: () => Promise<unknown>) =>
    throttled(context(NOBODY), budgets(), "sign_in_failed", work);
  const triesOf = async () => {
    const rows = await world().db.throttle.findMany({
      where: { forgetAt: { gt: new Date(time) } },
    });
    return rows.map(({ key: row, tries }) => [row.split(":")[0], tries]).sort();
  };

  beforeEach(() => world().db.throttle.deleteMany());

  it("is counted before it is done", async () => {
    await run(async () => {
      expect(await triesOf()).toEqual([
        ["sign_in_account", 1],
        ["sign_in_ip", 1],
      ]);
    });
  });

  it("stays counted when it was a wrong guess", async () => {
    await expectRefused(
      run(() => Promise.reject(new AppError("sign_in_failed"))),
      "sign_in_failed",
    );
    expect(await triesOf()).toEqual([
      ["sign_in_account", 1],
      ["sign_in_ip", 1],
    ]);
  });

  it("is taken back when it was right: all of the account, this one of the address", async () => {
    for (let n = 0; n < 3; n += 1)
      await run(() => Promise.reject(new AppError("sign_in_failed"))).catch(() => undefined);
    expect(await run(() => Promise.resolve("in"))).toBe("in");
    expect(await triesOf()).toEqual([["sign_in_ip", 3]]);
  });

  it("is taken back when it failed for another reason, which is what is said", async () => {
    await expect(run(() => Promise.reject(new Error("disk")))).rejects.toThrow("disk");
    expect(await triesOf()).toEqual([
      ["sign_in_account", 0],
      ["sign_in_ip", 0],
    ]);
  });

  it("is not done over the limit, and then counts nowhere", async () => {
    for (let n = 0; n < 10; n += 1) await countTry(context(), "sign_in_account", key);
    let done = 0;
    const refusal = await expectRefused(
      run(async () => (done += 1)),
      "rate_limited",
    );
    expect(refusal.details.retryAfterSeconds).toBe(60);
    expect(done).toBe(0);
    expect(await triesOf()).toEqual([
      ["sign_in_account", 10],
      ["sign_in_ip", 0],
    ]);
  });
});

describe("the audit log", () => {
  it("gets a line after 1, 10 and 100 refusals of a wait, not one per try", async () => {
    const ctx = context({ ...NOBODY, ip: "203.0.113.9" });
    for (let n = 0; n < LIMITS.setup.free; n += 1) await throttle(ctx, "setup", key);
    const results = await Promise.allSettled(
      Array.from({ length: 150 }, () => throttle(ctx, "setup", key)),
    );
    for (const result of results)
      expect(result.status === "rejected" && isAppError(result.reason, "rate_limited")).toBe(true);
    const events = await eventsOf(world(), "access.limited");
    const counts = events.map(({ details }) => (details as { refused: number }).refused);
    expect(counts.sort((a, b) => a - b)).toEqual([1, 10, 100]);
    expect(events[0]).toMatchObject({ outcome: "denied", ip: "203.0.113.9" });
    expect(events[0]?.details).toMatchObject({ limit: LIMITS.setup.what });
  });
});
