import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { alertFigures } from "@/lib/alerts/figures";
import { getBackups } from "@/lib/backup/backup-view";
import { createQueue, type JobQueue, type QueuedJob } from "@/lib/queue/queue";
import { workQueue } from "@/lib/queue/work-queue";
import { createBlankDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { useWorld } from "../support/world";

const world = useWorld();
const queue = () => world().queue;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  for (const { id } of await queue().take("deliver", 100)) await queue().done("deliver", id);
});

const add = (...ids: string[]) =>
  queue().add(
    "deliver",
    ids.map((deliveryId) => ({ data: { deliveryId } })),
  );
const job = (start_after: string) =>
  world().db.$executeRawUnsafe(`UPDATE pgboss.job SET ${start_after} WHERE name = 'deliver'`);

function work(run: (one: QueuedJob<"deliver">) => Promise<void>, atOnce = 2) {
  const stop = workQueue(
    { name: "deliver", atOnce, everyMs: 20, run: (_ctx, one) => run(one) },
    () => Promise.resolve(world().context()),
  );
  stops.push(stop);
  return stop;
}

describe("the queue", () => {
  it("gives each job to one taker, and holds one of those that are alike", async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    await add(...ids);
    await add(...ids);
    const other = createQueue(world().databaseUrl);
    stops.push(() => other.close());
    const taken = await Promise.all([queue().take("deliver", 15), other.take("deliver", 15)]);
    const got = taken.flat().map(({ data }) => data.deliveryId);
    expect(got.sort()).toEqual(ids.sort());
    for (const { id } of taken.flat()) await queue().done("deliver", id);
    expect(await queue().size("deliver")).toBe(0);
  });

  it("waits until a job may begin", async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    await queue().add("deliver", [{ data: { deliveryId: "later" }, startAfter }]);
    expect(await queue().take("deliver", 5)).toEqual([]);
    await job("start_after = now()");
    expect(await queue().take("deliver", 5)).toMatchObject([{ data: { deliveryId: "later" } }]);
    await job("state = 'completed', completed_on = now()");
  });

  it("gives a job again that failed, and one whose taker died", async () => {
    await add("again");
    const [first] = await queue().take("deliver", 1);
    await queue().failed("deliver", first?.id ?? "", "it did not work");
    expect(await queue().take("deliver", 1)).toEqual([]);
    await job("start_after = now()");
    const [second] = await queue().take("deliver", 1);
    expect(second?.id).toBe(first?.id);
    // Nobody says what became of it.
    await job("started_on = now() - interval '2 minutes'");
    await queue().tidy();
    await job("start_after = now()");
    expect((await queue().take("deliver", 1))[0]?.id).toBe(first?.id);
    await queue().done("deliver", first?.id ?? "");
  });

  it("says what the database refused, and everything else can be looked at all the same", async () => {
    const database = await createBlankDatabase();
    const url = new URL(database.url);
    // The database of the tests belongs to its role; this one belongs to nobody who may make a schema.
    const refusing = createQueue(url.href.replace(url.pathname, "/no_such_database"));
    await expect(refusing.size("deliver")).rejects.toThrow();
    const ctx = { ...world().context(), queue: refusing };
    expect((await alertFigures(ctx)).queues).toBeNull();
    expect(await getBackups(ctx)).toMatchObject({ isBeingWritten: false });
    await refusing.close();
    await database.drop();
  });
});

describe("a worker of the queue", () => {
  it("works so many at a time, and a slow one holds up its own place alone", async () => {
    let [now, most] = [0, 0];
    const done: string[] = [];
    let release: () => void = () => undefined;
    const slow = new Promise<void>((free) => (release = free));
    await add("slow");
    work(async ({ data }) => {
      most = Math.max(most, ++now);
      if (data.deliveryId === "slow") await slow;
      done.push(data.deliveryId);
      now -= 1;
    });
    await eventually(() => expect(now).toBe(1));
    await add("a", "b", "c", "d");
    await eventually(() => expect(done.sort()).toEqual(["a", "b", "c", "d"]));
    release();
    await eventually(() => expect(done).toContain("slow"));
    expect(most).toBe(2);
  });

  it("stops taking when it is told to, and waits for what is under way", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((free) => (release = free));
    const done: string[] = [];
    await add("held");
    const stop = work(async ({ data }) => {
      await held;
      done.push(data.deliveryId);
    });
    await eventually(async () =>
      expect(
        await world().db.$queryRaw`SELECT 1 FROM pgboss.job WHERE state = 'active'`,
      ).toHaveLength(1),
    );
    const stopping = stop();
    await add("too late");
    release();
    await stopping;
    expect(done).toEqual(["held"]);
    expect(await queue().size("deliver")).toBe(1);
  });

  it("goes on when the database was away", async () => {
    const done: string[] = [];
    const broken: JobQueue = {
      ...queue(),
      take: (() => {
        let tries = 0;
        return (name: "deliver", most: number) =>
          ++tries === 1 ? Promise.reject(new Error("away")) : queue().take(name, most);
      })() as JobQueue["take"],
    };
    await add("after all");
    const stop = workQueue(
      {
        name: "deliver",
        atOnce: 1,
        everyMs: 20,
        run: (_ctx, { data }) => Promise.resolve(void done.push(data.deliveryId)),
      },
      () => Promise.resolve({ ...world().context(), queue: broken }),
    );
    stops.push(stop);
    await eventually(() => expect(done).toEqual(["after all"]));
  });
});
