import "server-only";
import { isAlive as isPidTaken, startTimeOf } from "@/bin/process/process-identity.mjs";
import { hostMark } from "./host";

const NAME =
  /^(?<owner>[0-9a-f-]{36})\.(?:(?<host>[0-9a-f]{8})\.)?(?<pid>\d+)\.(?<startTime>\d*)\.\d+\.spill$/;

/** A living process touches its files this often, for those who cannot look at it. */
export const HEARTBEAT_MS = 10_000;
/** A file nobody has touched for this long belongs to a dead process; well before the leases of that process end. */
const SILENT_MS = 60_000;

/** Whose file it is. */
export interface FileOwner {
  /** Names the process: its lease rows begin with it. */
  owner: string;
  host?: string;
  pid: number;
  startTime: string;
}

/** A file's name tells whose it is: host, process and, because pids are used again, when it started. */
export function ownFileName(owner: string, number: number): string {
  return `${owner}.${hostMark()}.${process.pid}.${digitsOf(startTimeOf(process.pid))}.${number}.spill`;
}

/** Whose file it is; undefined for any other file. */
export function readFileName(name: string): FileOwner | undefined {
  const found = NAME.exec(name)?.groups;
  if (!found?.owner) return undefined;
  const { owner, host, startTime = "" } = found;
  return { owner, host, pid: Number(found.pid), startTime };
}

/**
 * Whether a process may still work with its file. On another machine or in another container its number says nothing;
 * there the file itself tells, by when it was touched last.
 */
export function isStillOwned(
  { host, pid, startTime }: FileOwner,
  touchedAt: Date,
  now: Date = new Date(),
): boolean {
  const isHere = host === undefined || host === hostMark();
  if (!isHere) return now.getTime() - touchedAt.getTime() < SILENT_MS;
  if (!isPidTaken(pid)) return false;
  const current = digitsOf(startTimeOf(pid));
  // Without a start time to compare nobody can tell, and taking a living process for a dead one is the worse mistake.
  return current === "" || startTime === "" || current === startTime;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}
