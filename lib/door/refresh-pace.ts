const WINDOW_MS = 10_000;
const MOST_IN_WINDOW = 10;
/** Portals that are remembered before those are forgotten that nobody asks about any more. */
const MANY = 1_000;

/**
 * How often services tell Portico to refresh a portal now. Whoever looks at what becomes of something asks a few times; one
 * in a loop must not make HubSpot give one token after the other.
 */
export class RefreshPace {
  private readonly asked = new Map<string, number[]>();

  /** Whether HubSpot may be asked once more for the portal. A yes is counted. @param now milliseconds, of any clock that runs on */
  lets(portalId: string, now = performance.now()): boolean {
    if (this.asked.size > MANY) this.forget(now);
    const recent = recentOf(this.asked.get(portalId), now);
    const isLet = recent.length < MOST_IN_WINDOW;
    if (isLet) recent.push(now);
    this.asked.set(portalId, recent);
    return isLet;
  }

  private forget(now: number): void {
    for (const [portalId, times] of this.asked)
      if (recentOf(times, now).length === 0) this.asked.delete(portalId);
  }
}

function recentOf(times: number[] = [], now: number): number[] {
  return times.filter((time) => now - time < WINDOW_MS);
}
