/** Client-safe: holds the name of a time zone, nothing else. */
export const TIME_ZONE_COOKIE = "portico.time-zone";
