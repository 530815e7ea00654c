/** The most refreshes under way at a time, of all apps. */
export const MOST_AT_ONCE = 64;
/** Of those, places that an app with as many under way does not get. */
const KEPT_FOR_SMALL = 8;

/** An app with something to refresh and leave to begin. */
export interface AbleApp {
  app: string;
  /** How many of its refreshes are under way. */
  busy: number;
}

/**
 * The app that gets the next place: the one with the fewest under way. The last places are for apps that have few, so
 * that one whose calls all hang cannot take everything.
 * @param underWay refreshes of all apps
 */
export function chooseApp(able: AbleApp[], underWay: number): string | undefined {
  const room = MOST_AT_ONCE - underWay;
  if (room <= 0) return undefined;
  const [first] = able
    .filter(({ busy }) => room > KEPT_FOR_SMALL || busy < KEPT_FOR_SMALL)
    .sort((one, other) => one.busy - other.busy);
  return first?.app;
}
