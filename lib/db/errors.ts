import "server-only";
import { Prisma } from "@/lib/db/generated/client";

/** True when a write failed because `column` must be unique. */
export function isUniqueViolation(error: unknown, column: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002")
    return false;
  return JSON.stringify(error.meta ?? {}).includes(column) || error.message.includes(column);
}

/** Prisma's codes for: not reachable, timed out, closed by the server. */
const UNREACHABLE = new Set(["P1001", "P1002", "P1008", "P1017"]);
/** PostgreSQL's own: stopping, crashed, starting up, and no connection left. */
const NOT_NOW = /^(57P0[1-3]|57014|53300|25006|08\d{3})$/;
/** The network's own: no such host just now, no way there, cut off on the way. */
const NO_WAY =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/;
const BROKEN = /connection terminated|timeout expired|timeout exceeded|ECONNRE/i;

/** True when the database did not answer, or said that it cannot just now; false when it refused for good. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (UNREACHABLE.has(error.code)) return true;
    return NOT_NOW.test(originalCode(error.meta)) || BROKEN.test(error.message);
  }
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true;
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return BROKEN.test(error.message) || NOT_NOW.test(code) || NO_WAY.test(code);
}

function originalCode(meta: Record<string, unknown> | undefined): string {
  const adapter = meta?.driverAdapterError as { cause?: { originalCode?: unknown } } | undefined;
  const code = adapter?.cause?.originalCode;
  return typeof code === "string" ? code : "";
}
