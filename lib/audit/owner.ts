import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Whether the role that the server works with owns the audit log, so that whoever has its password may switch the triggers
 * off; the launcher takes the log away from it where it knows an owner (`bin/database/audit-owner.mjs`).
 */
export async function ownsAuditLog(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ owns: boolean }[]>`
    SELECT pg_has_role(current_user, relowner, 'USAGE') AS "owns" FROM pg_class
    WHERE oid = '"AuditEvent"'::regclass`;
  return row?.owns ?? true;
}
