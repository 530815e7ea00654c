import type { SealPlace } from "@/lib/crypto/seal";

export function importTokenPlace(rowId: string): SealPlace {
  return { table: "ImportRow", column: "refreshTokenSealed", rowId };
}
