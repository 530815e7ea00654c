const PATIENCE_MS = 45_000;
const PAUSE_MS = 50;

/** Repeats an expectation until it holds. @throws what it said last, after 45 seconds */
export async function eventually(expectation: () => unknown): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
