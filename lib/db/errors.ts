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
const NOT_NOW = /^(57P0[1-3]|53300|08\d{3})$/;
const BROKEN = /connection terminated|timeout expired|timeout exceeded|ECONNRE/i;

/** True when the database did not answer, or said that it cannot just now; false when it refused for good. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (UNREACHABLE.has(error.code)) return true;
    return NOT_NOW.test(originalCode(error.meta)) || BROKEN.test(error.message);
  }
  if (!(error instanceof Error)) return false;
  return BROKEN.test(error.message) || ("code" in error && NOT_NOW.test(String(error.code)));
}

function originalCode(meta: Record<string, unknown> | undefined): string {
  const adapter = meta?.driverAdapterError as { cause?: { originalCode?: unknown } } | undefined;
  const code = adapter?.cause?.originalCode;
  return typeof code === "string" ? code : "";
}
