import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { isAppError, type AppErrorCode } from "@/lib/errors";
import type { HubSpotError, HubSpotErrorKind } from "@/lib/hubspot/errors";
import { logger } from "@/lib/logger";
import { LEASE_MS } from "@/lib/portals/lease";
import { renewDuePortal } from "@/lib/portals/refresh/refresh";
import { AppGate, type GateOutcome } from "./app-gate";
import { listDuePortals, listRefreshableApps, type DuePortal } from "./due-portals";

/** The most refreshes under way at a time, of all apps. */
const MOST_AT_ONCE = 64;
/** Portals that are read ahead for one app. */
const READ_AHEAD = 64;
/** How often it is looked whether an app has something due. */
const LOOK_AGAIN_MS = 1_000;
/** A portal that somebody else is at is left to them this long. */
const PORTAL_RESTS_MS = 30_000;
const ENDED: AppErrorCode[] = ["portal_not_active", "revocation_pending", "uninstall_pending"];

/** What this process has learned of the apps. */
const gates = new Map<string, AppGate>();

/**
 * Renews access tokens that are due, as many at a time as HubSpot takes well, fairly between apps: one that is slow or
 * fails holds up no other. Several servers may run it at once: the lease lets one of them through per portal. One whose
 * answer cannot be stored for whatever reason goes on by itself and holds nobody else's up.
 * @param patienceMs how long the round waits for one portal
 * @returns how many portals HubSpot was asked about
 */
export async function refreshDuePortals(
  ctx: Context,
  isStopping: () => boolean = () => false,
  patienceMs: number = LEASE_MS,
): Promise<number> {
  return new Round(ctx, isStopping, patienceMs).run();
}

class Round {
  private apps: string[] = [];
  private appsReadAt = -Infinity;
  private readonly queues = new Map<string, DuePortal[]>();
  private readonly underWay = new Map<string, Promise<void>>();
  /** When it is looked again: for apps that had nothing due, and for portals that somebody else is at. */
  private readonly appRests = new Map<string, number>();
  private readonly portalRests = new Map<string, number>();
  private handled = 0;
  private failure: { error: unknown } | undefined;

  constructor(
    private readonly ctx: Context,
    private readonly isStopping: () => boolean,
    private readonly patienceMs: number,
  ) {}

  async run(): Promise<number> {
    for (;;) {
      if (!this.isStopping() && !this.failure) {
        await this.readAhead();
        this.begin();
      }
      if (this.underWay.size === 0) break;
      await this.untilSomethingHappens();
    }
    if (this.failure) throw this.failure.error;
    return this.handled;
  }

  /** Reads portals of the apps that have room and an empty queue. */
  private async readAhead(): Promise<void> {
    const now = Date.now();
    if (now - this.appsReadAt >= LOOK_AGAIN_MS) await this.readApps(now);
    const hungry = this.apps.filter(
      (app) =>
        gateOf(app).free(now) > 0 &&
        !this.queues.get(app)?.length &&
        (this.appRests.get(app) ?? 0) <= now,
    );
    if (hungry.length === 0) return;
    for (const [id, until] of this.portalRests) if (until <= now) this.portalRests.delete(id);
    const except = [...this.underWay.keys(), ...this.portalRests.keys()];
    const found = await listDuePortals(this.ctx, hungry, READ_AHEAD, except);
    for (const app of hungry) {
      const queue = found.filter(({ appId }) => appId === app);
      this.queues.set(app, queue);
      if (queue.length === 0) this.appRests.set(app, now + LOOK_AGAIN_MS);
    }
  }

  private async readApps(now: number): Promise<void> {
    this.apps = await listRefreshableApps(this.ctx);
    this.appsReadAt = now;
    for (const app of this.queues.keys()) if (!this.apps.includes(app)) this.queues.delete(app);
  }

  /** One of each app in turn, until all room is taken. */
  private begin(): void {
    let hasBegun = true;
    while (hasBegun) {
      hasBegun = false;
      for (const [app, queue] of this.queues) {
        if (this.underWay.size >= MOST_AT_ONCE) return;
        const portal = gateOf(app).free(Date.now()) > 0 ? queue.shift() : undefined;
        if (!portal) continue;
        this.take(portal);
        hasBegun = true;
      }
    }
  }

  private take(portal: DuePortal): void {
    const gate = gateOf(portal.appId);
    gate.began();
    const work = withinPatience(refreshOne(this.ctx, portal), this.patienceMs)
      .then(({ called, outcome }) => {
        if (called) this.handled += 1;
        else this.portalRests.set(portal.id, Date.now() + PORTAL_RESTS_MS);
        gate.ended(outcome, Date.now());
      })
      .catch((error: unknown) => {
        gate.ended("neither", Date.now());
        this.failure ??= { error };
      })
      .finally(() => this.underWay.delete(portal.id));
    this.underWay.set(portal.id, work);
  }

  private async untilSomethingHappens(): Promise<void> {
    const limit = new AbortController();
    const pause = sleep(LOOK_AGAIN_MS, undefined, { signal: limit.signal, ref: false });
    await Promise.race([...this.underWay.values(), pause.catch(() => undefined)]);
    limit.abort();
  }
}

function gateOf(appId: string): AppGate {
  const gate = gates.get(appId) ?? new AppGate();
  gates.set(appId, gate);
  return gate;
}

interface Turn {
  /** False when somebody else is at the portal: what becomes of it is seen in a later round. */
  called: boolean;
  outcome: GateOutcome;
}

const NOT_OURS: Turn = { called: false, outcome: "neither" };

async function withinPatience(work: Promise<Turn>, patienceMs: number): Promise<Turn> {
  const limit = new AbortController();
  const { signal } = limit;
  const patience = sleep(patienceMs, NOT_OURS, { signal, ref: false }).catch(() => NOT_OURS);
  return Promise.race([work, patience]).finally(() => limit.abort());
}

async function refreshOne(ctx: Context, portal: DuePortal): Promise<Turn> {
  try {
    const { called, failure } = await renewDuePortal(ctx, portal);
    return called ? { called, outcome: outcomeOf(failure) } : NOT_OURS;
  } catch (error) {
    // Revoked or removed between reading and claiming is no failure.
    if (isAppError(error) && ENDED.includes(error.code)) return NOT_OURS;
    // Without a place for answers every portal would fail alike: the round ends, and says so once.
    if (isAppError(error, "spill_unwritable")) throw error;
    logger.error({ err: error, portalId: portal.id }, "scheduled refresh failed");
    return { called: true, outcome: "neither" };
  }
}

/** Failures that say nothing about the portal: HubSpot has too much to do, or does not answer. */
const ABOUT_HUBSPOT: ReadonlySet<HubSpotErrorKind> = new Set<HubSpotErrorKind>([
  "rate_limited",
  "unavailable",
  "unreachable",
]);

function outcomeOf(failure: HubSpotError | undefined): GateOutcome {
  if (failure?.kind === "malformed") return "neither";
  return failure && ABOUT_HUBSPOT.has(failure.kind) ? "passing" : "answered";
}
