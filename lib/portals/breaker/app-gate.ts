import { Breaker, isTooMuchForAnApp } from "./breaker";

const FIRST_LIMIT = 8;
/** The most calls for one app at a time. */
export const MOST_PER_APP = 256;
/** Many calls fail of one cause: it halves the limit once. */
const ONE_CAUSE_MS = 1_000;
/** Longer than this HubSpot's `Retry-After` keeps nobody away: a call finds out. */
const MOST_RETRY_AFTER_MS = 10 * 60_000;
/** How long calls are remembered for the pace. */
const PACE_MS = 1_000;

/**
 * How a refresh went, as far as the app and HubSpot are concerned: an answer, whatever it says of the grant; a failure
 * that passes (429, 423, 5xx, no answer); or nothing that HubSpot had to do with.
 */
export type GateOutcome = "answered" | "passing" | "neither";

/**
 * How many refreshes of one app may be under way: grows while HubSpot answers, halves when it does not, and after too
 * many failures lets nobody through for a while, then one to try (SEC-40).
 */
export class AppGate {
  readonly breaker = new Breaker(isTooMuchForAnApp);
  private limit: number;
  private calmLimit: number;
  private inFlight = 0;
  private halvedAt = -Infinity;
  private restUntil = 0;
  private paceSince = 0;
  private paceCount = 0;
  private lastPace = 0;

  /** @param most calls at a time */
  constructor(private readonly most: number = MOST_PER_APP) {
    this.limit = Math.min(FIRST_LIMIT, most);
    this.calmLimit = most;
  }

  /** How many are under way. */
  get busy(): number {
    return this.inFlight;
  }

  /** How many may be under way at a time, as HubSpot's answers have it now. */
  get room(): number {
    return Math.floor(this.limit);
  }

  /** Answers per second of late. */
  get pace(): number {
    return this.lastPace;
  }

  /** When the next call may begin, in milliseconds since the epoch; 0 when it may now. */
  opensAt(now: number): number {
    const at = Math.max(this.restUntil, this.breaker.retryAt);
    return at > now ? at : 0;
  }

  /** How many more may begin now. */
  free(now: number): number {
    if (this.restUntil > now) return 0;
    const lets = this.breaker.lets(now);
    if (lets === "none") return 0;
    if (lets === "one") return this.inFlight > 0 ? 0 : 1;
    return Math.max(0, Math.floor(this.limit) - this.inFlight);
  }

  began(): void {
    this.inFlight += 1;
  }

  /** @param retryAfterSeconds what HubSpot asked for: until then nobody of the app asks (SEC-38) */
  ended(outcome: GateOutcome, now: number, retryAfterSeconds = 0): void {
    this.inFlight -= 1;
    if (outcome === "answered") this.widen(now);
    if (outcome === "passing") this.narrow(now, retryAfterSeconds);
  }

  private widen(now: number): void {
    this.breaker.succeeded();
    this.count(now);
    const step = this.limit < this.calmLimit ? 1 : 1 / this.limit;
    this.limit = Math.min(this.most, this.limit + step);
  }

  private narrow(now: number, retryAfterSeconds: number): void {
    const restMs = Math.min(MOST_RETRY_AFTER_MS, retryAfterSeconds * 1000);
    this.restUntil = Math.max(this.restUntil, now + restMs);
    if (now - this.halvedAt >= ONE_CAUSE_MS) {
      this.halvedAt = now;
      this.limit = Math.max(1, this.limit / 2);
      this.calmLimit = this.limit;
    }
    this.breaker.failed(now);
  }

  private count(now: number): void {
    this.paceCount += 1;
    const ms = now - this.paceSince;
    if (ms < PACE_MS) {
      this.lastPace = Math.max(this.lastPace, this.paceCount);
      return;
    }
    this.lastPace = ms < 2 * PACE_MS ? (this.paceCount * 1000) / ms : 1;
    this.paceSince = now;
    this.paceCount = 0;
  }
}
