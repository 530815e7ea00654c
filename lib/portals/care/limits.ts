// Client-safe: how much of each is taken. Characters are Unicode's, not bytes.

/** As many as a person still takes in at a glance. */
export const MAX_TAGS = 12;
export const MAX_TAG = 30;
export const MAX_NOTE = 4_000;
export const MAX_REASON = 500;
