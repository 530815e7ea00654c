import "server-only";
import { randomBytes } from "node:crypto";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";

/** Long enough to fetch a phone, in milliseconds. */
export const CHALLENGE_MS = 5 * 60_000;

/** What is signed: nobody can use an answer for something else. */
export type Purpose = "add" | "confirm" | "sign_in";

type Store = Pick<Context, "db" | "now">;

/** Makes something for a passkey to sign. @param personId whose passkey it must be; left out when signing in */
export async function makeChallenge(
  { db, now }: Store,
  purpose: Purpose,
  personId?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(32));
  const expiresAt = new Date(now().getTime() + CHALLENGE_MS);
  await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: now() } } });
  await db.passkeyChallenge.create({
    data: { challengeHash: hashOf(toText(challenge)), purpose, personId, expiresAt },
  });
  return challenge;
}

/** Takes a challenge, once, if it was made for this. */
export async function takeChallenge(
  { db, now }: Store,
  challenge: string,
  purpose: Purpose,
  personId?: string,
): Promise<boolean> {
  const { count } = await db.passkeyChallenge.deleteMany({
    where: {
      challengeHash: hashOf(challenge),
      purpose,
      personId: personId ?? null,
      expiresAt: { gt: now() },
    },
  });
  return count === 1;
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

function hashOf(challenge: string): string {
  return sha256(challenge);
}
