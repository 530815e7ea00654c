import { Problem } from "./problems";

/** Each call through may hold a body of a megabyte for as long as HubSpot takes. */
const MOST_OF_A_KEY = 256;
const COME_BACK_SECONDS = 1;

/** Counts the calls to HubSpot that each API key has under way in this process, so that no key takes it for itself. */
export class InFlight {
  private readonly counts = new Map<string, number>();

  constructor(private readonly most = MOST_OF_A_KEY) {}

  /**
   * Does one more for a key.
   * @throws Problem too_many_calls, with nothing done
   */
  async run<T>(keyId: string, work: () => Promise<T>): Promise<T> {
    const count = this.counts.get(keyId) ?? 0;
    if (count >= this.most)
      throw new Problem("too_many_calls", { retryAfterSeconds: COME_BACK_SECONDS });
    this.counts.set(keyId, count + 1);
    try {
      return await work();
    } finally {
      const left = (this.counts.get(keyId) ?? 1) - 1;
      if (left > 0) this.counts.set(keyId, left);
      else this.counts.delete(keyId);
    }
  }
}
