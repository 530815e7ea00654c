import "server-only";
import { Prisma } from "@/lib/db/generated/client";

/** True when a write failed because `column` must be unique. */
export function isUniqueViolation(error: unknown, column: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002")
    return false;
  return JSON.stringify(error.meta ?? {}).includes(column) || error.message.includes(column);
}
