import { AWAY_MARK } from "@/lib/away-mark";

export type FailureProps = { error: unknown; retry: () => void; className?: string };

/** The reference Next writes to the server log beside the error; the error's own text stays there. */
export function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

/** True when the server could not reach its database: that passes, and is nobody's mistake. */
export function isDatabaseAway(error: unknown): boolean {
  return digestOf(error)?.startsWith(AWAY_MARK) ?? false;
}
