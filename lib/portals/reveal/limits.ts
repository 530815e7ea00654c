// Client-safe: bounds of a reveal, for forms and for their checks.

/** How long a revealed token stands on the screen, in milliseconds (UX-41). */
export const SHOWN_MS = 30_000;
/** Characters of the reason. */
export const LEAST_REASON = 3;
export const MOST_REASON = 200;
