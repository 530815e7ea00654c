import type { AuditAction } from "@/lib/audit/events";

/** How many tries are free, and how long the next ones have to wait. Nothing here locks for good (SEC-54). */
export interface Limit {
  /** What is limited, in the words of the audit log. */
  what: string;
  /** Tries within the window that need not wait. */
  free: number;
  /** Counted from the first try; after that everything is forgotten, waits included. */
  windowSeconds: number;
  /** The wait after the last free try, after the next one, and so on; the last wait repeats. */
  waitsSeconds: readonly number[];
  /** Whether a success proves the owner of what is counted, so that all tries are forgotten and not just this one. */
  isClearedBySuccess?: boolean;
  event: AuditAction;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const minutes = (...waits: number[]) => waits.map((wait) => wait * MINUTE);

/**
 * The limits. Wherever a password or a one-time secret is checked a try is counted before the check and taken back when
 * it was right, so that tries sent at the same moment cannot all pass, and a try that is refused costs no hash.
 *
 * Signing in is counted per account first, because attackers change addresses more easily than victims: strangers have
 * 10 tries and then wait 1, 2, 4, 8, 16, 32 minutes and an hour each, at most 50 in any 24 hours. A browser that has
 * signed in to the account before has a budget of its own (10, then waits up to 30 minutes) and is held back by nothing
 * that strangers do: neither at its account nor from its address nor everywhere.
 */
export const LIMITS = {
  sign_in_account: {
    what: "signing in to one account",
    free: 10,
    windowSeconds: DAY,
    waitsSeconds: minutes(1, 2, 4, 8, 16, 32, 60),
    isClearedBySuccess: true,
    event: "session.limited",
  },
  sign_in_browser: {
    what: "signing in from a browser that is known to the account",
    free: 10,
    windowSeconds: DAY,
    waitsSeconds: minutes(1, 2, 4, 8, 16, 30),
    isClearedBySuccess: true,
    event: "session.limited",
  },
  sign_in_ip: {
    what: "signing in from one address",
    free: 50,
    windowSeconds: HOUR,
    waitsSeconds: minutes(1, 2, 4, 8, 15),
    event: "session.limited",
  },
  sign_in_all: {
    what: "signing in from anywhere",
    free: 500,
    windowSeconds: MINUTE,
    waitsSeconds: [30],
    event: "session.limited",
  },
  factor: {
    what: "the second factor of one person",
    free: 10,
    windowSeconds: DAY,
    waitsSeconds: minutes(1, 2, 4, 8, 16, 32, 60),
    isClearedBySuccess: true,
    event: "session.limited",
  },
  password: {
    what: "the current password when changing it",
    free: 10,
    windowSeconds: DAY,
    waitsSeconds: minutes(1, 2, 4, 8, 16, 30),
    isClearedBySuccess: true,
    event: "access.limited",
  },
  setup: {
    what: "the setup token, from one address",
    free: 10,
    windowSeconds: HOUR,
    waitsSeconds: minutes(1, 2, 4, 8, 15),
    event: "access.limited",
  },
  invite: {
    what: "one-time links, from one address",
    free: 20,
    windowSeconds: HOUR,
    waitsSeconds: minutes(1, 2, 4, 8, 15),
    event: "access.limited",
  },
  install: {
    what: "starting an install, from one address",
    free: 20,
    windowSeconds: 5 * MINUTE,
    waitsSeconds: minutes(1),
    event: "access.limited",
  },
  reveal: {
    what: "revealing access tokens, of one person",
    free: 20,
    windowSeconds: HOUR,
    waitsSeconds: minutes(60),
    event: "access.limited",
  },
  action: {
    what: "actions of one person or address",
    free: 600,
    windowSeconds: MINUTE,
    waitsSeconds: [10],
    event: "access.limited",
  },
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
