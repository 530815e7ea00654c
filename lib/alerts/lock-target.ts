import "server-only";
import type { DbTransaction } from "@/lib/db/client";
import type { AlertTarget } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";

/** Takes a row before it is changed. @throws AppError not_found */
export async function lockTarget(tx: DbTransaction, targetId: string): Promise<AlertTarget> {
  await tx.$queryRaw`SELECT 1 FROM "AlertTarget" WHERE "id" = ${targetId}::uuid FOR UPDATE`;
  const row = await tx.alertTarget.findUnique({ where: { id: targetId } });
  if (!row) throw new AppError("not_found");
  return row;
}

/** How the audit log names it. */
export function targetOf({ id, name }: Pick<AlertTarget, "id" | "name">) {
  return { kind: "alert_target", id, label: name } as const;
}
