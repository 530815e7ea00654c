const OPEN_MS = 15_000;
const MOST_OPEN_MS = 120_000;
const WINDOW = 20;

/** How a run of outcomes looks to whoever decides whether it is too much. */
export interface Run {
  /** Failures since the last success. */
  inARow: number;
  /** Failures among the last outcomes, and how many of those there are. */
  recent: number;
  outcomes: number;
}

/** What a circuit breaker lets through: everything, one call that tries, or nothing (SEC-40). */
export type Lets = "all" | "one" | "none";

/**
 * A circuit breaker: opens after too many failures, then lets one call through after a pause that doubles, and closes
 * with the first success. Times are milliseconds since the epoch.
 */
export class Breaker {
  private failures = 0;
  private recent: boolean[] = [];
  private openings = 0;
  /** 0 while it is closed. */
  private opensUntil = 0;

  constructor(private readonly isTooMuch: (run: Run) => boolean) {}

  get isOpen(): boolean {
    return this.opensUntil > 0;
  }

  /** When the next call may try; 0 while all may. */
  get retryAt(): number {
    return this.opensUntil;
  }

  lets(now: number): Lets {
    if (this.opensUntil > now) return "none";
    return this.opensUntil > 0 ? "one" : "all";
  }

  succeeded(): void {
    this.failures = 0;
    this.openings = 0;
    this.opensUntil = 0;
    this.note(false);
  }

  failed(now: number): void {
    this.failures += 1;
    this.note(true);
    // What began before it opened says nothing new.
    if (this.opensUntil > now) return;
    if (!this.isOpen && !this.isTooMuch(this.run())) return;
    this.opensUntil = now + Math.min(MOST_OPEN_MS, OPEN_MS * 2 ** this.openings);
    this.openings += 1;
    this.recent = [];
  }

  private run(): Run {
    const { length: outcomes } = this.recent;
    return { inARow: this.failures, recent: this.recent.filter(Boolean).length, outcomes };
  }

  private note(isFailure: boolean): void {
    this.recent.push(isFailure);
    if (this.recent.length > WINDOW) this.recent.shift();
  }
}

/** Five failures in a row, or half of the last twenty calls (SEC-40). */
export function isTooMuchForAnApp({ inARow, recent, outcomes }: Run): boolean {
  return inARow >= 5 || (outcomes >= WINDOW && recent * 2 >= outcomes);
}
