import type { SealPlace } from "@/lib/crypto/seal";

export function accessTokenPlace(grantId: string): SealPlace {
  return { table: "Grant", column: "accessTokenSealed", rowId: grantId };
}

export function refreshTokenPlace(grantId: string): SealPlace {
  return { table: "Grant", column: "refreshTokenSealed", rowId: grantId };
}

export function codeVerifierPlace(attemptId: string): SealPlace {
  return { table: "ConnectAttempt", column: "codeVerifierSealed", rowId: attemptId };
}

export function previousRefreshTokenPlace(grantId: string): SealPlace {
  return { table: "Grant", column: "previousRefreshTokenSealed", rowId: grantId };
}

export function returnedTokenPlace(returnId: string): SealPlace {
  return { table: "GrantReturn", column: "refreshTokenSealed", rowId: returnId };
}
