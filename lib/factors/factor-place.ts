import type { SealPlace } from "@/lib/crypto/seal";

/** Where a factor's secret is sealed to. */
export function factorPlace(rowId: string): SealPlace {
  return { table: "Factor", column: "secretSealed", rowId };
}
