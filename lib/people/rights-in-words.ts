import "server-only";
import { builtIn, roleText } from "@/lib/auth/roles";
import type { DbTransaction } from "@/lib/db/client";
import { rightsOf, type StoredRights } from "./rights";

/** A role and a limit to apps as the audit log keeps them, by name: what they are called may change. */
export async function rightsInWords(
  tx: DbTransaction,
  stored: StoredRights,
): Promise<{ role: string; apps?: string[] }> {
  const role = roleText(stored.customRole ? rightsOf(stored) : builtIn(stored.role));
  if (!stored.isLimited) return { role };
  const apps = await tx.hubSpotApp.findMany({
    where: { id: { in: stored.appIds } },
    select: { name: true },
    orderBy: { name: "asc" },
  });
  return { role, apps: apps.map(({ name }) => name) };
}
