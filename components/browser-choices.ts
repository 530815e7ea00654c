// What somebody chose for this browser and not for themselves. It names nobody and nothing, so signing out leaves it.

/** Light, dark or system. */
export const THEME_KEY = "portico-theme";
/** Whether single keys do something. */
export const SINGLE_KEYS_KEY = "portico-single-keys";

/** Does what empties the storage of this browser, such as signing out, and gives these choices back. */
export async function keepingChoices<T>(work: () => Promise<T>): Promise<T> {
  const choices = [THEME_KEY, SINGLE_KEYS_KEY].map((key) => [key, read(key)] as const);
  try {
    return await work();
  } finally {
    for (const [key, value] of choices) if (value !== null) write(key, value);
  }
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    // Storage that is switched off holds no choices.
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Storage that is full or switched off: the browser follows its system again.
  }
}
