import "server-only";
import type { Context } from "@/lib/context";
import { gateOf, hostGate } from "@/lib/portals/breaker/gates";
import { releaseLeases } from "@/lib/portals/lease";
import { claimDuePortals, type ClaimedPortal, type Wanted } from "@/lib/portals/refresh/claim-due";
import type { SpillRoom } from "@/lib/spill/spill";
import type { RefreshableApp } from "./refreshable-apps";

/** A claimed portal, and room on the disk for what HubSpot will answer. */
export interface QueuedPortal {
  claimed: ClaimedPortal;
  room: SpillRoom;
  claimedAt: number;
}

/** Portals are claimed ahead for this part of a second, so that a call never waits for a claim. */
const AHEAD_SECONDS = 0.2;
const MOST_AHEAD = 64;
/** For whom a claim is not worth while: it waits until more are wanted. */
const LEAST_IN_ONE = 8;
/** How long an app that had nothing due is not looked at. */
const APP_RESTS_MS = 1_000;
/** A lease that waits longer for its turn is given back: somebody may need the portal. */
const MOST_WAIT_MS = 5_000;

/** Portals that were claimed and wait for their call, by app, most urgent first. */
export class ClaimQueue {
  private readonly queues = new Map<string, QueuedPortal[]>();
  private readonly rests = new Map<string, number>();

  constructor(private readonly ctx: Context) {}

  get size(): number {
    return [...this.queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  /** The apps that have portals waiting. */
  waiting(): string[] {
    return [...this.queues].filter(([, queue]) => queue.length > 0).map(([app]) => app);
  }

  take(app: string): QueuedPortal | undefined {
    return this.queues.get(app)?.shift();
  }

  /** What is to be claimed for the apps now: what may begin at once, and a little ahead. */
  wanted(apps: RefreshableApp[], now: number, mostAtOnce: number): Wanted[] {
    const lets = hostGate().breaker.lets(now);
    if (lets === "none" || (lets === "one" && this.size > 0)) return [];
    const wanted = this.wantedEach(apps, now, mostAtOnce);
    // Anybody's will do to find out whether HubSpot answers again.
    return lets === "one" ? wanted.slice(0, 1).map((first) => ({ ...first, count: 1 })) : wanted;
  }

  private wantedEach(apps: RefreshableApp[], now: number, mostAtOnce: number): Wanted[] {
    return apps.flatMap(({ id: appId }) => {
      if ((this.rests.get(appId) ?? 0) > performance.now()) return [];
      const gate = gateOf(appId, mostAtOnce);
      const free = gate.free(now);
      const isOpen = gate.breaker.isOpen || gate.opensAt(now) > 0;
      const ahead = isOpen ? 0 : Math.min(MOST_AHEAD, Math.floor(gate.pace * AHEAD_SECONDS));
      const waits = this.queues.get(appId)?.length ?? 0;
      const count = free + ahead - waits;
      const isWorthIt = count >= LEAST_IN_ONE || (waits === 0 && count > 0);
      return isWorthIt ? [{ appId, count }] : [];
    });
  }

  /** Room on the disk first, so that a disk that cannot keep an answer stops no one. @throws AppError spill_unwritable */
  async claim(wanted: Wanted[], except: string[]): Promise<void> {
    const total = wanted.reduce((sum, { count }) => sum + count, 0);
    const rooms = await Promise.all(Array.from({ length: total }, () => this.ctx.spill.reserve()));
    try {
      const claimed = await claimDuePortals(this.ctx, wanted, except);
      const claimedAt = performance.now();
      for (const { appId } of wanted) {
        const found = claimed.filter(({ portal }) => portal.appId === appId);
        if (found.length === 0) this.rests.set(appId, claimedAt + APP_RESTS_MS);
        for (const one of found) {
          const room = rooms.pop();
          if (room) this.queueOf(appId).push({ claimed: one, room, claimedAt });
        }
      }
    } finally {
      for (const room of rooms) room.release();
    }
  }

  /** Gives back what must not be begun any more: of apps that are paused, and what waited too long. */
  async keepOnly(apps: Set<string>): Promise<void> {
    const tooOld = performance.now() - MOST_WAIT_MS;
    const dropped: QueuedPortal[] = [];
    for (const [app, queue] of this.queues) {
      const isKept = ({ claimedAt }: QueuedPortal) => apps.has(app) && claimedAt > tooOld;
      dropped.push(...queue.filter((one) => !isKept(one)));
      this.queues.set(app, queue.filter(isKept));
    }
    await this.release(dropped);
  }

  /** Gives everything back. */
  async giveBack(): Promise<void> {
    const all = [...this.queues.values()].flat();
    this.queues.clear();
    await this.release(all);
  }

  private async release(portals: QueuedPortal[]): Promise<void> {
    if (portals.length === 0) return;
    for (const { room } of portals) room.release();
    await releaseLeases(
      this.ctx,
      portals.map(({ claimed }) => claimed.lease),
    );
  }

  private queueOf(app: string): QueuedPortal[] {
    const queue = this.queues.get(app) ?? [];
    this.queues.set(app, queue);
    return queue;
  }
}
