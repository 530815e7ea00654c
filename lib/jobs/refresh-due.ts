import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { isAppError, type AppErrorCode } from "@/lib/errors";
import type { HubSpotError } from "@/lib/hubspot/errors";
import { logger } from "@/lib/logger";
import { beginCall, gateOf, hostGate, troubleOf } from "@/lib/portals/breaker/gates";
import { reportTrouble } from "@/lib/portals/breaker/report-trouble";
import { LEASE_MS } from "@/lib/portals/lease";
import { portalsUnderWay, renewClaimedPortal } from "@/lib/portals/refresh/refresh";
import { chooseApp, MOST_AT_ONCE } from "./choose-app";
import { ClaimQueue, type QueuedPortal } from "./claim-queue";
import { listRefreshableApps, type RefreshableApp } from "./refreshable-apps";

/** Failures of our own in a row after which a round gives up: something is wrong that no other portal escapes. */
const MOST_OWN_FAILURES = 5;
/** Answers that wait to be stored: when there are more, HubSpot is asked for no further ones. */
const MOST_UNSTORED = 256;
/** How often it is looked whether an app has something due, and what there is to tell of it. */
const LOOK_AGAIN_MS = 1_000;
/** A portal whose refresh failed here without an outcome that is stored is left alone this long. */
const PORTAL_RESTS_MS = 30_000;
const ENDED: AppErrorCode[] = ["portal_not_active", "revocation_pending", "uninstall_pending"];

/** Portals that rest, and until when. */
const unwell = new Map<string, number>();

let refreshes = 0;

/** How many portals HubSpot was asked about since this was asked last. */
export function countRefreshes(): number {
  const count = refreshes;
  refreshes = 0;
  return count;
}

export interface RoundOptions {
  /** How long the round waits for one portal, in milliseconds. */
  patienceMs?: number;
  /** The most calls at a time, of all apps. */
  mostAtOnce?: number;
}

/**
 * Renews access tokens that are due, as many at a time as HubSpot takes well, fairly between apps: one that is slow or
 * fails holds up no other. There is no barrier: portals are claimed ahead in batches, a call begins as soon as another
 * has its answer, and answers are stored in batches while the next calls are under way. Several servers may run it at
 * once: each claims what the others did not. An answer that cannot be stored for whatever reason goes on by itself and
 * holds nobody else's up.
 * @returns how many portals HubSpot was asked about
 */
export async function refreshDuePortals(
  ctx: Context,
  isStopping: () => boolean = () => false,
  options: RoundOptions = {},
): Promise<number> {
  return new Round(ctx, isStopping, options).run();
}

class Round {
  private apps: RefreshableApp[] = [];
  private appsReadAt = -Infinity;
  private readonly queue: ClaimQueue;
  private claiming: Promise<void> | undefined;
  /** Portals that were begun and are not stored. */
  private underWay = 0;
  /** Of those, the ones HubSpot has not answered. */
  private calling = 0;
  private handled = 0;
  private ownFailures = 0;
  private failure: { error: unknown } | undefined;
  private wake: () => void = () => undefined;
  private readonly patienceMs: number;
  private readonly mostAtOnce: number;

  constructor(
    private readonly ctx: Context,
    private readonly isStopping: () => boolean,
    { patienceMs = LEASE_MS, mostAtOnce = MOST_AT_ONCE }: RoundOptions,
  ) {
    this.patienceMs = patienceMs;
    this.mostAtOnce = mostAtOnce;
    this.queue = new ClaimQueue(ctx);
  }

  async run(): Promise<number> {
    try {
      for (;;) {
        const woken = new Promise<void>((resolve) => (this.wake = resolve));
        const goesOn = !this.isStopping() && !this.failure;
        if (goesOn) this.step();
        // What is not begun is somebody else's at once, not when the last answer is in.
        else await this.queue.giveBack();
        if (this.underWay === 0 && !this.claiming && !(goesOn && this.queue.size > 0)) break;
        await this.untilWoken(woken);
      }
    } finally {
      await this.queue.giveBack();
    }
    if (this.failure) throw this.failure.error;
    return this.handled;
  }

  /** Claims what there is room for, and begins what is claimed. */
  private step(): void {
    const now = this.ctx.now().getTime();
    this.claiming ??= this.lookAndClaim(now);
    while (this.underWay < MOST_UNSTORED + this.mostAtOnce) {
      if (hostGate().free(now, this.calling) <= 0) return;
      const app = this.nextApp(now);
      const portal = app === undefined ? undefined : this.queue.take(app);
      if (!portal) return;
      this.begin(portal);
    }
  }

  /** Nothing when no app has room and nothing is to be looked at. */
  private lookAndClaim(now: number): Promise<void> | undefined {
    const mustLook = performance.now() - this.appsReadAt >= LOOK_AGAIN_MS;
    const wanted = mustLook ? [] : this.queue.wanted(this.apps, now, this.mostAtOnce);
    if (!mustLook && wanted.length === 0) return undefined;
    for (const [id, until] of unwell) if (until <= performance.now()) unwell.delete(id);
    // An attempt of this process goes on although its lease may be over: nobody makes another.
    const except = [...unwell.keys(), ...portalsUnderWay()];
    const work = mustLook ? this.readApps(now) : this.queue.claim(wanted, except);
    return work
      .catch((error: unknown) => void (this.failure ??= { error }))
      .then(() => {
        this.claiming = undefined;
        this.wake();
      });
  }

  private async readApps(now: number): Promise<void> {
    this.apps = await listRefreshableApps(this.ctx);
    this.appsReadAt = performance.now();
    const isDown = hostGate().breaker.lets(now) === "none";
    const open = this.apps.filter(({ id }) => !isDown && gateOf(id).opensAt(now) === 0);
    await this.queue.keepOnly(new Set(open.map(({ id }) => id)));
    for (const app of this.apps) await reportTrouble(this.ctx, app);
  }

  private nextApp(now: number): string | undefined {
    const able = this.queue
      .waiting()
      .filter((app) => gateOf(app).free(now) > 0)
      .map((app) => ({ app, busy: gateOf(app).busy }));
    return chooseApp(able, this.calling, this.mostAtOnce);
  }

  private begin({ claimed, room }: QueuedPortal): void {
    const { portal } = claimed;
    const { appId } = portal;
    const callEnded = beginCall(this.ctx, appId);
    this.underWay += 1;
    this.calling += 1;
    let isCalling = true;
    const answered = (failure: HubSpotError | undefined | null) => {
      callEnded(failure);
      if (isCalling) this.calling -= 1;
      isCalling = false;
      this.wake();
    };
    const onAnswer = (failure: HubSpotError | undefined) => {
      answered(failure);
      if (failure?.kind === "app_credentials") this.appsReadAt = -Infinity;
      return { isQuiet: isQuiet(this.ctx, portal, failure) };
    };
    const work = renewClaimedPortal(this.ctx, claimed, room, onAnswer);
    void withinPatience(work, this.patienceMs)
      .then(
        (isDone) => isDone && this.ended(portal.id),
        (error: unknown) => this.ended(portal.id, { error }),
      )
      .finally(() => {
        this.underWay -= 1;
        answered(null);
      });
  }

  private ended(portalId: string, thrown?: { error: unknown }): void {
    // Revoked or removed between claiming and asking is no failure.
    if (thrown && isAppError(thrown.error) && ENDED.includes(thrown.error.code)) return;
    this.handled += 1;
    refreshes += 1;
    this.ownFailures = thrown ? this.ownFailures + 1 : 0;
    if (!thrown) return;
    logger.error({ err: thrown.error, portalId }, "scheduled refresh failed");
    unwell.set(portalId, performance.now() + PORTAL_RESTS_MS);
    if (this.ownFailures >= MOST_OWN_FAILURES) this.failure ??= thrown;
  }

  private async untilWoken(woken: Promise<void>): Promise<void> {
    const limit = new AbortController();
    const pause = sleep(LOOK_AGAIN_MS, undefined, { signal: limit.signal, ref: false });
    await Promise.race([woken, pause.catch(() => undefined)]);
    limit.abort();
  }
}

/** A failure that is HubSpot's, or a recovery from one, when there are many of them. */
function isQuiet(
  ctx: Pick<Context, "now">,
  { appId, status, lastErrorKind }: QueuedPortal["claimed"]["portal"],
  failure: HubSpotError | undefined,
): boolean {
  const kind = failure ? failure.kind : lastErrorKind;
  const isHubSpots = kind === "rate_limited" || kind === "unavailable" || kind === "unreachable";
  if (!isHubSpots || (!failure && status !== "degraded")) return false;
  return troubleOf(appId).isQuiet(failure ? "failed" : "recovered", ctx.now().getTime());
}

/** @returns false when the work is not over yet: it goes on by itself */
async function withinPatience(work: Promise<void>, patienceMs: number): Promise<boolean> {
  const limit = new AbortController();
  const patience = sleep(patienceMs, false, { signal: limit.signal, ref: false });
  return Promise.race([work.then(() => true), patience.catch(() => false)]).finally(() =>
    limit.abort(),
  );
}
