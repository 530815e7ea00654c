import "server-only";
import { Secret, TOTP } from "otpauth";

/** What every authenticator app understands (RFC 6238): HMAC-SHA-1, six digits, a new code every 30 s. */
const SHAPE = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** Codes of the step before and the one after are taken too: clocks differ, and people type slowly (section 5.2). */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** A new secret in base32, 160 bits (RFC 4226 section 4). */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an app reads from the QR code. */
export function totpUri(secret: string, { email, host }: { email: string; host: string }): string {
  return new TOTP({
    ...SHAPE,
    secret: Secret.fromBase32(secret),
    issuer: `Portico ${host}`,
    label: email,
  }).toString();
}

/**
 * The time step that a code belongs to; null when it is of none that is taken now.
 * @param now milliseconds since the epoch
 */
export function totpStep(secret: string, code: string, now: number): bigint | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : BigInt(Math.floor(now / 1000 / SHAPE.period) + delta);
}
