const FIRST_LIMIT = 8;
/** The most calls for one app at a time. */
export const MOST_PER_APP = 64;
/** Failures in a row, none of them about a grant, after which an app is left alone. */
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 15_000;
const MOST_OPEN_MS = 120_000;
/** Many calls fail of one cause: it halves the limit once. */
const ONE_CAUSE_MS = 1_000;

/**
 * How a refresh went, as far as the app and HubSpot are concerned: an answer, whatever it says of the grant; a failure
 * that passes (429, 423, 5xx, no answer); or nothing that HubSpot had to do with.
 */
export type GateOutcome = "answered" | "passing" | "neither";

/**
 * How many refreshes of one app may be under way: grows while HubSpot answers, halves when it does not, and after some
 * failures in a row lets nobody through for a while, then one to try (SEC-40).
 */
export class AppGate {
  private limit = FIRST_LIMIT;
  private calmLimit = MOST_PER_APP;
  private inFlight = 0;
  private failures = 0;
  private openings = 0;
  /** 0 while the gate lets calls through. */
  private closedUntil = 0;
  private halvedAt = -Infinity;

  /** How many are under way. */
  get busy(): number {
    return this.inFlight;
  }

  /** How many more may begin now. */
  free(now: number): number {
    if (this.closedUntil > now) return 0;
    // After a pause one goes ahead and tries.
    if (this.closedUntil > 0) return this.inFlight > 0 ? 0 : 1;
    return Math.max(0, Math.floor(this.limit) - this.inFlight);
  }

  began(): void {
    this.inFlight += 1;
  }

  ended(outcome: GateOutcome, now: number): void {
    this.inFlight -= 1;
    if (outcome === "answered") this.widen();
    if (outcome === "passing") this.narrow(now);
  }

  private widen(): void {
    this.failures = 0;
    this.openings = 0;
    this.closedUntil = 0;
    const step = this.limit < this.calmLimit ? 1 : 1 / this.limit;
    this.limit = Math.min(MOST_PER_APP, this.limit + step);
  }

  private narrow(now: number): void {
    this.failures += 1;
    if (now - this.halvedAt >= ONE_CAUSE_MS) {
      this.halvedAt = now;
      this.limit = Math.max(1, this.limit / 2);
      this.calmLimit = this.limit;
    }
    // What began before it closed says nothing new.
    if (this.closedUntil > now) return;
    const isTrying = this.closedUntil > 0;
    if (!isTrying && this.failures < FAILURES_TO_OPEN) return;
    this.closedUntil = now + Math.min(MOST_OPEN_MS, OPEN_MS * 2 ** this.openings);
    this.openings += 1;
  }
}
