import type { ServerResponse } from "node:http";

/**
 * Whoever waits for an answer, as long as they do. An AbortSignal says the same, and costs a short call more than all the
 * rest of its bookkeeping.
 */
export class Caller {
  isGone = false;
  /** Called once when they go away before all of their answer was sent. */
  onGone: (() => void) | undefined;

  constructor(response: ServerResponse) {
    response.once("close", () => {
      if (response.writableFinished) return;
      this.isGone = true;
      this.onGone?.();
    });
  }

  /** @throws Error when they have gone away */
  assertWaiting(): void {
    if (this.isGone) throw new Error("nobody waits any more");
  }

  /** Waits, unless they go away. @throws Error then */
  async wait(ms: number): Promise<void> {
    this.assertWaiting();
    await new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      this.onGone = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.onGone = undefined;
    this.assertWaiting();
  }
}
