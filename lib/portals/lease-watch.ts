import "server-only";
import type { Context } from "@/lib/context";
import { LEASE_MS } from "./lease";

/** Most answers of HubSpot come within this time: until then a token that came to another server is looked for often. */
const SOON_MS = 2_000;
const SOON_PAUSE_MS = 8;
const LATE_PAUSE_MS = 40;

interface Waiting {
  portalId: string;
  since: number;
  giveUpAt: number;
  done(isOver: boolean): void;
  failed(error: unknown): void;
}

/**
 * Looks at the leases that others of one database hold: all that somebody here waits for in one statement. Nobody is
 * notified instead: a NOTIFY in each renewal would let their commits pass one by one (PostgreSQL takes a lock of the whole
 * cluster for it), and a pooler has no notifications at all.
 */
class LeaseWatch {
  private waiting: Waiting[] = [];
  private isLooking = false;

  constructor(private readonly db: Context["db"]) {}

  wait(portalId: string, patienceMs: number): Promise<boolean> {
    return new Promise((done, failed) => {
      const since = performance.now();
      this.waiting.push({ portalId, since, giveUpAt: since + patienceMs, done, failed });
      if (!this.isLooking) void this.look();
    });
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    while (this.waiting.length > 0) {
      await this.lookOnce();
      if (this.waiting.length > 0)
        await new Promise((resolve) => setTimeout(resolve, this.pauseMs()));
    }
    this.isLooking = false;
  }

  private pauseMs(): number {
    const soon = performance.now() - SOON_MS;
    return this.waiting.some(({ since }) => since > soon) ? SOON_PAUSE_MS : LATE_PAUSE_MS;
  }

  /** Who comes while the statement is under way is looked at by the next. */
  private async lookOnce(): Promise<void> {
    const looked = this.waiting;
    this.waiting = [];
    try {
      const held = await this.heldAmong(looked.map(({ portalId }) => portalId));
      for (const one of looked) {
        if (!held.has(one.portalId)) one.done(true);
        else if (performance.now() >= one.giveUpAt) one.done(false);
        else this.waiting.push(one);
      }
    } catch (error) {
      for (const { failed } of looked) failed(error);
    }
  }

  private async heldAmong(portalIds: string[]): Promise<Set<string>> {
    const rows = await this.db.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Portal" WHERE "id" = ANY(${portalIds}::uuid[]) AND "leaseUntil" > now()`;
    return new Set(rows.map(({ id }) => id));
  }
}

const watches = new WeakMap<Context["db"], LeaseWatch>();

/**
 * Waits until nobody holds the lease of a portal any more.
 * @param patienceMs milliseconds
 * @returns false when it is still held after that
 * @throws what the database said
 */
export function waitForLease(
  { db }: Pick<Context, "db">,
  portalId: string,
  patienceMs: number = LEASE_MS,
): Promise<boolean> {
  let watch = watches.get(db);
  if (!watch) watches.set(db, (watch = new LeaseWatch(db)));
  return watch.wait(portalId, patienceMs);
}
