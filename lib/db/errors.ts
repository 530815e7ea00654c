import "server-only";
import { Prisma } from "@/lib/db/generated/client";

/** True when a write failed because `column` must be unique. */
export function isUniqueViolation(error: unknown, column: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002")
    return false;
  return JSON.stringify(error.meta ?? {}).includes(column) || error.message.includes(column);
}

/**
 * Why the database does not do what it was asked and may do it later: it does not answer, it has no connection left, it
 * takes no changes, or its disk or memory is used up.
 */
export type DatabaseTrouble = "away" | "busy" | "read_only" | "full";

/** Prisma's codes for: not reachable, timed out, closed by the server. */
const UNREACHABLE = new Set(["P1001", "P1002", "P1008", "P1017"]);
/** PostgreSQL's own (appendix A of its manual), the first that fits. */
const STATES: [RegExp, DatabaseTrouble][] = [
  // Stopping, crashed, starting up, cancelled for its time, and everything about connections.
  [/^(57P0[1-3]|57014|08\w{3})$/, "away"],
  [/^(53300|53400)$/, "busy"],
  [/^25006$/, "read_only"],
  // Insufficient resources: disk, memory; and what the disk itself refused.
  [/^(53\w{3}|58030)$/, "full"],
];
/** The network's own: no such host just now, no way there, cut off on the way. */
const NO_WAY =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/;
/** The words for a pool whose connections are all in use: pg's, and Prisma's for a transaction that cannot begin (P2028). */
const NONE_FREE = /timeout exceeded when trying to connect|unable to start a transaction/i;
const BROKEN = /connection terminated|timeout expired|timeout exceeded|ECONNRE/i;

/** What is wrong with the database for now; nothing when it refused for good, or when the error is not the database's. */
export function databaseTrouble(error: unknown): DatabaseTrouble | undefined {
  if (error instanceof AggregateError) {
    const [first] = error.errors.flatMap((one) => databaseTrouble(one) ?? []);
    if (first) return first;
  }
  if (!(error instanceof Error)) return undefined;
  const isPrismas = error instanceof Prisma.PrismaClientKnownRequestError;
  const code = isPrismas ? originalCode(error.meta) : "code" in error ? String(error.code) : "";
  const state = STATES.find(([pattern]) => pattern.test(code))?.[1];
  if (state) return state;
  if (NONE_FREE.test(error.message)) return "busy";
  if (isPrismas && error.code === "P2037") return "busy";
  if (isPrismas && UNREACHABLE.has(error.code)) return "away";
  return BROKEN.test(error.message) || NO_WAY.test(code) ? "away" : undefined;
}

/** True when the database did not do something that it may do later; false when it refused for good. */
export function isUnreachable(error: unknown): boolean {
  return databaseTrouble(error) !== undefined;
}

/** True when nothing can be stored just now, and what is stored can still be read. */
export function takesNoChanges(error: unknown): boolean {
  const trouble = databaseTrouble(error);
  return trouble === "read_only" || trouble === "full";
}

function originalCode(meta: Record<string, unknown> | undefined): string {
  const adapter = meta?.driverAdapterError as { cause?: { originalCode?: unknown } } | undefined;
  const code = adapter?.cause?.originalCode;
  return typeof code === "string" ? code : "";
}
