import "server-only";
import type { SealPlace } from "@/lib/crypto/seal";

export function addressPlace(targetId: string): SealPlace {
  return { table: "AlertTarget", column: "addressSealed", rowId: targetId };
}

export function webhookSecretPlace(
  targetId: string,
  column: "secretSealed" | "previousSecretSealed" = "secretSealed",
): SealPlace {
  return { table: "AlertTarget", column, rowId: targetId };
}
