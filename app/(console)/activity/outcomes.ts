/** What became of an act, in words. */
export const OUTCOMES = { ok: "Done", failed: "Failed", denied: "Refused" } as const;
