import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { isAppError, type AppErrorCode } from "@/lib/errors";
import type { HubSpotError, HubSpotErrorKind } from "@/lib/hubspot/errors";
import { logger } from "@/lib/logger";
import { LEASE_MS } from "@/lib/portals/lease";
import { renewDuePortal } from "@/lib/portals/refresh/refresh";
import { AppGate, type GateOutcome } from "./app-gate";
import { chooseApp } from "./choose-app";
import { listDuePortals, listRefreshableApps, type DuePortal } from "./due-portals";

/** Failures of our own in a row after which a round gives up: something is wrong that no other portal escapes. */
const MOST_OWN_FAILURES = 5;
/** Portals that are read ahead for one app. */
const READ_AHEAD = 64;
/** How often it is looked whether an app has something due. */
const LOOK_AGAIN_MS = 1_000;
/** A portal that somebody else is at is left to them this long. */
const PORTAL_RESTS_MS = 30_000;
const ENDED: AppErrorCode[] = ["portal_not_active", "revocation_pending", "uninstall_pending"];

/** What this process has learned of the apps. */
const gates = new Map<string, AppGate>();
/** Portals whose refresh failed here without an outcome that is stored, and until when they are left alone. */
const unwell = new Map<string, number>();

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
  private ownFailures = 0;
  private failure: { error: unknown } | undefined;

  constructor(
    private readonly ctx: Context,
    private readonly isStopping: () => boolean,
    private readonly patienceMs: number,
  ) {}

  async run(): Promise<number> {
    for (;;) {
      if (!this.isStopping() && !this.failure) {
        await this.readAhead().catch((error: unknown) => (this.failure = { error }));
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
    for (const rests of [this.portalRests, unwell])
      for (const [id, until] of rests) if (until <= now) rests.delete(id);
    const except = [...this.underWay.keys(), ...this.portalRests.keys(), ...unwell.keys()];
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

  /** To the app with the fewest under way goes whatever room there is. */
  private begin(): void {
    for (;;) {
      const app = this.nextApp();
      const portal = app === undefined ? undefined : this.queues.get(app)?.shift();
      if (!portal) return;
      this.take(portal);
    }
  }

  private nextApp(): string | undefined {
    const now = Date.now();
    const able = [...this.queues]
      .filter(([app, queue]) => queue.length > 0 && gateOf(app).free(now) > 0)
      .map(([app]) => ({ app, busy: gateOf(app).busy }));
    return chooseApp(able, this.underWay.size);
  }

  private take(portal: DuePortal): void {
    const gate = gateOf(portal.appId);
    gate.began();
    const work = withinPatience(refreshOne(this.ctx, portal), this.patienceMs)
      .then((turn) => this.note(portal, turn))
      .catch((error: unknown) => {
        gate.ended("neither", Date.now());
        this.failure ??= { error };
      })
      .finally(() => this.underWay.delete(portal.id));
    this.underWay.set(portal.id, work);
  }

  private note(portal: DuePortal, { called, outcome, ownFailure, isRefused }: Turn): void {
    const now = Date.now();
    gateOf(portal.appId).ended(outcome, now);
    if (called) this.handled += 1;
    else this.portalRests.set(portal.id, now + PORTAL_RESTS_MS);
    this.ownFailures = ownFailure ? this.ownFailures + 1 : 0;
    if (ownFailure) unwell.set(portal.id, now + PORTAL_RESTS_MS);
    if (this.ownFailures >= MOST_OWN_FAILURES) this.failure ??= ownFailure;
    if (!isRefused) return;
    // The app is paused: what was read of it is out of date.
    this.queues.delete(portal.appId);
    this.appsReadAt = -Infinity;
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
  /** HubSpot had nothing to do with it. */
  ownFailure?: { error: unknown };
  /** HubSpot refuses the app itself. */
  isRefused?: boolean;
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
    if (!called) return NOT_OURS;
    return { called, outcome: outcomeOf(failure), isRefused: failure?.kind === "app_credentials" };
  } catch (error) {
    // Revoked or removed between reading and claiming is no failure.
    if (isAppError(error) && ENDED.includes(error.code)) return NOT_OURS;
    // Without a place for answers every portal would fail alike: the round ends, and says so once.
    if (isAppError(error, "spill_unwritable")) throw error;
    logger.error({ err: error, portalId: portal.id }, "scheduled refresh failed");
    return { called: true, outcome: "neither", ownFailure: { error } };
  }
}

/** Failures that say nothing about the portal: HubSpot has too much to do, or does not answer. */
const ABOUT_HUBSPOT: ReadonlySet<HubSpotErrorKind> = new Set<HubSpotErrorKind>([
  "rate_limited",
  "unavailable",
  "unreachable",
]);

function outcomeOf(failure: HubSpotError | undefined): GateOutcome {
  if (failure?.kind === "malformed" || failure?.kind === "app_credentials") return "neither";
  return failure && ABOUT_HUBSPOT.has(failure.kind) ? "passing" : "answered";
}
