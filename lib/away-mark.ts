/**
 * What Next hands to the error page in place of an error's text (its digest) when the database did not answer. Client-safe.
 */
export const AWAY_MARK = "database_away";
