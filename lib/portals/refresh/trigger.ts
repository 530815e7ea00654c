/** Who wanted a refresh: somebody at a screen, the background work, or a caller that needs a token now. */
export type RefreshTrigger = "person" | "schedule" | "need";
