import "server-only";
import type { DbTransaction } from "@/lib/db/client";
import type { ImportRow } from "@/lib/db/generated/client";

/** A row of an import, held until the transaction ends; null when it was deleted with its app. */
export async function lockRow(tx: DbTransaction, id: string): Promise<ImportRow | null> {
  await tx.$queryRaw`SELECT "id" FROM "ImportRow" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.importRow.findUnique({ where: { id } });
}
