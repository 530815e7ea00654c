import "server-only";
import { randomBytes } from "node:crypto";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import type { DbTransaction } from "@/lib/db/client";

const HOW_MANY = 10;
/** 80 bits: nobody guesses one, so a plain hash keeps it. */
const CODE_BYTES = 10;
/** Crockford's base 32: no letter that looks like a digit. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** Replaces a person's recovery codes. @returns the new ones, which nobody can read again */
export async function makeRecoveryCodes(tx: DbTransaction, personId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ personId, codeHash: sha256(normal(code)) })),
  });
  return codes;
}

/** Takes a code, once. @returns whether it was one */
export async function takeRecoveryCode(
  tx: DbTransaction,
  { now }: Pick<Context, "now">,
  personId: string,
  code: string,
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { personId, codeHash: sha256(normal(code)), usedAt: null },
    data: { usedAt: now() },
  });
  return count === 1;
}

function newCode(): string {
  const bits = [...randomBytes(CODE_BYTES)]
    .map((byte) => byte.toString(2).padStart(8, "0"))
    .join("");
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]);
  return (letters.join("").match(/.{4}/g) ?? []).join("-");
}

/** However it was typed. */
function normal(code: string): string {
  return code.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
}
