import type { SealPlace } from "@/lib/crypto/seal";

/** Where a session's token of the identity provider is sealed to. */
export function providerTokenPlace(rowId: string): SealPlace {
  return { table: "Session", column: "providerTokenSealed", rowId };
}
