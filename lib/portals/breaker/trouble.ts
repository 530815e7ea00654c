import type { HubSpotError } from "@/lib/hubspot/errors";
import type { GateOutcome } from "./app-gate";
import type { Breaker } from "./breaker";

/** Outcomes of an app that get a line of their own in the log, in a minute; what is more is counted. */
export const TOLD_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

/** What happened to an app that is not written down yet. */
export interface News {
  /** The breaker is open since, or tried in vain. */
  opened?: { kind: string; status?: string; retryAt: number };
  /** HubSpot answered after that. */
  isClosed: boolean;
  /** Refreshes that failed, and portals that recovered, without a line of their own. */
  failed: number;
  recovered: number;
}

/**
 * What there is to tell about how HubSpot treats an app: a few outcomes each by itself, many as a number, the breaker's
 * opening and closing once each.
 */
export class Trouble {
  private minute = 0;
  private told = 0;
  private numbersAt = 0;
  private news: News = { isClosed: false, failed: 0, recovered: 0 };
  private wasOpen = false;
  private lastAnswerAt = 0;

  /** When HubSpot last answered for the app, in milliseconds since the epoch. */
  get answeredAt(): number {
    return this.lastAnswerAt;
  }

  /** Takes a call's outcome in, after the breaker has. */
  note(
    outcome: GateOutcome,
    breaker: Breaker,
    failure: HubSpotError | undefined,
    now: number,
  ): void {
    if (outcome === "answered") {
      this.lastAnswerAt = now;
      if (this.wasOpen) this.news.isClosed = true;
      this.wasOpen = false;
    }
    if (outcome !== "passing" || !breaker.isOpen || !failure) return;
    this.wasOpen = true;
    this.news.opened = {
      kind: failure.kind,
      status: failure.status,
      retryAt: breaker.retryAt,
    };
    this.news.isClosed = false;
  }

  /**
   * Whether an outcome is one of so many that it is counted only.
   * @param what a refresh that failed because of HubSpot, or a portal that recovered from that
   */
  isQuiet(what: "failed" | "recovered", now: number): boolean {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.told = 0;
    }
    if (!this.wasOpen && this.told < TOLD_PER_MINUTE) {
      this.told += 1;
      return false;
    }
    this.news[what] += 1;
    return true;
  }

  /** Takes what is to be written down, or nothing. Numbers alone wait for a minute. */
  takeNews(now: number): News | undefined {
    const { news } = this;
    const hasNumbers = news.failed + news.recovered > 0;
    if (!hasNumbers) this.numbersAt = now;
    const isTime = hasNumbers && now - this.numbersAt >= MINUTE_MS;
    if (!news.opened && !news.isClosed && !isTime) return undefined;
    this.news = { isClosed: false, failed: 0, recovered: 0 };
    this.numbersAt = now;
    return news;
  }

  /** Gives back what could not be written. */
  giveBack({ opened, isClosed, failed, recovered }: News): void {
    this.news.failed += failed;
    this.news.recovered += recovered;
    this.news.opened ??= opened;
    this.news.isClosed ||= isClosed;
  }
}
