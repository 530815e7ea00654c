const WINDOW_MS = 10_000;
/** Of what refreshes cost together. */
const MOST_IN_WINDOW = 10;
/** One that HubSpot refused or did not answer costs as much as so many others: it has trouble, or nothing to give. */
const COST_OF_FAILURE = 3;
/** Portals that are remembered before those are forgotten that nobody asks about any more. */
const MANY = 1_000;

/**
 * How often services tell Portico to refresh a portal now. Whoever looks at what becomes of something asks a few times; one
 * in a loop must not make HubSpot give one token after the other.
 */
export class RefreshPace {
  private readonly made = new Map<string, Made[]>();

  /** Whether HubSpot may be asked once more for the portal. @param now milliseconds, of any clock that runs on */
  lets(portalId: string, now = performance.now()): boolean {
    const spent = recentOf(this.made.get(portalId), now).reduce((sum, { cost }) => sum + cost, 0);
    return spent < MOST_IN_WINDOW;
  }

  /** Counts a call that was made, whoever shared it. */
  note(portalId: string, isWell: boolean, now = performance.now()): void {
    if (this.made.size > MANY) this.forget(now);
    const one = { at: now, cost: isWell ? 1 : COST_OF_FAILURE };
    this.made.set(portalId, [...recentOf(this.made.get(portalId), now), one]);
  }

  private forget(now: number): void {
    for (const [portalId, made] of this.made)
      if (recentOf(made, now).length === 0) this.made.delete(portalId);
  }
}

interface Made {
  at: number;
  cost: number;
}

function recentOf(made: Made[] = [], now: number): Made[] {
  return made.filter(({ at }) => now - at < WINDOW_MS);
}
