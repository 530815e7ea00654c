import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A random URL-safe token of 256 bits. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hex. Right for high-entropy tokens that are looked up by hash (ASVS 11.5.1); never for passwords. */
export function sha256(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** PKCE S256 challenge of a verifier (RFC 7636 section 4.2). */
export function pkceChallenge(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

/** Equality in constant time; the length of secrets compared here is fixed and public. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = createHash("sha256").update(a).digest();
  const right = createHash("sha256").update(b).digest();
  return timingSafeEqual(left, right);
}
