import { Breaker } from "./breaker";

/** Failures in a row, and apps they are of, after which it is HubSpot that does not answer. */
const FAILURES = 10;
const APPS = 2;

/**
 * The circuit breaker for HubSpot as a whole: when several apps fail and none succeeds, one call of any app tries for all
 * (SEC-40). An app that fails alone never opens it.
 */
export class HostGate {
  private readonly apps = new Set<string>();
  readonly breaker = new Breaker(({ inARow }) => inARow >= FAILURES && this.apps.size >= APPS);

  /** How many more calls may begin now. @param underWay calls of all apps */
  free(now: number, underWay: number): number {
    const lets = this.breaker.lets(now);
    if (lets === "all") return Infinity;
    return lets === "one" && underWay === 0 ? 1 : 0;
  }

  answered(): void {
    this.apps.clear();
    this.breaker.succeeded();
  }

  /** No answer, or one that HubSpot is not able to serve. A 429 is the affair of its app. */
  failed(appId: string, now: number): void {
    this.apps.add(appId);
    this.breaker.failed(now);
  }
}
