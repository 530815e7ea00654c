/** The most refreshes HubSpot is asked for at a time, of all apps. */
export const MOST_AT_ONCE = 320;
/** The part of the places that an app with as many under way does not get. */
const KEPT_FOR_SMALL = 1 / 8;

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
export function chooseApp(
  able: AbleApp[],
  underWay: number,
  most: number = MOST_AT_ONCE,
): string | undefined {
  const room = most - underWay;
  const kept = Math.ceil(most * KEPT_FOR_SMALL);
  if (room <= 0) return undefined;
  const [first] = able
    .filter(({ busy }) => room > kept || busy < kept)
    .sort((one, other) => one.busy - other.busy);
  return first?.app;
}
