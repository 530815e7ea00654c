import "server-only";
import PgBoss from "pg-boss";
import { logger } from "@/lib/logger";

/** Work that outlives a request, and what each piece of it is told. */
export interface QueuedWork {
  /** One event to one webhook. */
  deliver: { deliveryId: string };
  /** Everything that waits for one person or channel, in one message. */
  message: { targetId: string };
  /** Seals everything under the newest key, in somebody's name. */
  rotate_keys: { personId: string; label: string; role: string };
  /** One portal of a bulk job. */
  bulk_row: { rowId: string };
  /** Tells somebody that their account was used in a new browser. */
  sign_in_note: { personId: string; at: string; ip: string; browser: string };
  /** Writes the scheduled backup. */
  backup: { dueAt: string };
}
export type QueueName = keyof QueuedWork;

export interface QueuedJob<Name extends QueueName> {
  id: string;
  data: QueuedWork[Name];
}

export interface NewJob<Name extends QueueName> {
  data: QueuedWork[Name];
  /** Not begun before; at once when absent. */
  startAfter?: Date;
  /** Where one like it waits already, nothing is added. */
  onceKey?: string;
}

/** The queues in PostgreSQL (pg-boss, schema `pgboss`), shared by all servers. It is set up with the first use. */
export interface JobQueue {
  add<Name extends QueueName>(name: Name, jobs: NewJob<Name>[]): Promise<void>;
  /** Takes up to `most` jobs that are due; each is given back when it is neither done nor failed within its time. */
  take<Name extends QueueName>(name: Name, most: number): Promise<QueuedJob<Name>[]>;
  done(name: QueueName, jobId: string): Promise<void>;
  /** It is tried again later, each time after a longer pause, and given up after the last. */
  failed(name: QueueName, jobId: string, why: string): Promise<void>;
  /** Jobs that wait or are under way. */
  size(name: QueueName): Promise<number>;
  /** Gives back what a dead process had taken, and forgets what ended long ago. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Seconds after which a job of a process that died is given to another; longer than the job may take. */
const EXPIRES: Record<QueueName, number> = {
  deliver: 60,
  message: 120,
  sign_in_note: 120,
  bulk_row: 300,
  backup: 3_600,
  rotate_keys: 6 * 3_600,
};
export const QUEUE_NAMES = Object.keys(EXPIRES) as QueueName[];
const DONE_IS_KEPT_SECONDS = 3_600;
const CONNECTIONS = 2;
const REFUSED_MS = 5_000;

export function createQueue(databaseUrl: string): JobQueue {
  let starting: Promise<PgBoss> | undefined;
  const boss = () => {
    if (starting) return starting;
    const begun = (starting = start(databaseUrl));
    // A database that refuses is not asked with every call.
    begun.catch(() => {
      setTimeout(() => {
        if (starting === begun) starting = undefined;
      }, REFUSED_MS).unref();
    });
    return begun;
  };
  return {
    async add(name, jobs) {
      if (jobs.length === 0) return;
      const rows = jobs.map(({ data, startAfter, onceKey }) => ({
        name,
        data,
        ...(startAfter && { startAfter: startAfter.toISOString() }),
        // With the policy "short": one that waits per key.
        singletonKey: onceKey ?? uniqueKeyOf(data),
      }));
      await (await boss()).insert(rows);
    },
    async take<Name extends QueueName>(name: Name, most: number) {
      return (await boss()).fetch<QueuedWork[Name]>(name, { batchSize: most });
    },
    async done(name, jobId) {
      await (await boss()).complete(name, jobId);
    },
    async failed(name, jobId, why) {
      await (await boss()).fail(name, jobId, { why });
    },
    async size(name) {
      return (await boss()).getQueueSize(name, { before: "completed" });
    },
    async tidy() {
      await (await boss()).maintain();
    },
    async close() {
      const started = starting;
      starting = undefined;
      await started?.then(
        (open) => open.stop({ graceful: false }),
        () => undefined,
      );
    },
  };
}

function uniqueKeyOf(data: object): string {
  return Object.values(data).join(" ");
}

/** Nothing of pg-boss runs by itself: its own workers do not survive a database that goes away. */
async function start(databaseUrl: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "portico queue",
    max: CONNECTIONS,
    supervise: false,
    schedule: false,
    archiveCompletedAfterSeconds: DONE_IS_KEPT_SECONDS,
    retryLimit: 5,
    retryDelay: 10,
    retryBackoff: true,
  });
  boss.on("error", (error) =>
    logger.warn({ err: error }, "the queue has trouble with the database"),
  );
  try {
    await boss.start();
    for (const [name, expireInSeconds] of Object.entries(EXPIRES))
      await boss.createQueue(name, { name, policy: "short", expireInSeconds });
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return boss;
}
