import { isKeyText } from "@/lib/api-keys/key-text";

/** One kind of secret that has a shape, beside those that secretlint's recommended rules know. */
export interface SecretRule {
  name: string;
  /** Global; group 1 is the secret where there is one, else the whole match. */
  pattern: RegExp;
  /** Whether a text of that shape really is one. */
  isOne?(text: string): boolean;
}

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Names of settings, fields and columns behind which a secret stands. */
const SECRET_NAME =
  "(?:secret|token|passw(?:or)?d|passphrase|api[_-]?key|private[_-]?key|encryption[_-]?keys?|credentials?)";

export const OWN_RULES: readonly SecretRule[] = [
  { name: "private-key", pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g },
  { name: "age-identity", pattern: /\bAGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{20,}/gi },
  { name: "portico-api-key", pattern: /\bptc_[0-9A-Za-z]{36}\b/g, isOne: isKeyText },
  { name: "webhook-secret", pattern: /\bwhsec_[A-Za-z0-9+/]{24,}={0,2}/g },
  {
    name: "portico-encryption-key",
    pattern: /\b[A-Za-z0-9_-]{1,32}:([A-Za-z0-9+/_-]{43}=?)(?![A-Za-z0-9+/_=-])/g,
    isOne: (text) => Buffer.from(text, "base64").length === 32 && bitsPerSign(text) > 3.5,
  },
  { name: "hubspot-private-app-token", pattern: new RegExp(`\\bpat-[a-z]{2}\\d-${UUID}`, "gi") },
  {
    name: "hubspot-refresh-token",
    pattern: /\b(?:na|eu|ap)\d-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  },
  {
    name: "hubspot-client-secret",
    pattern: new RegExp(`(?:client_?secret|hapikey)["'\`]?\\s*[:=]\\s*["'\`]?(${UUID})`, "gi"),
  },
  { name: "aws-access-key-id", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  {
    name: "random-value",
    pattern: new RegExp(
      `${SECRET_NAME}\\w*["'\`]?\\s*[:=]\\s*["'\`]?([A-Za-z0-9+/_=.-]{24,})(?![A-Za-z0-9+/_=.(-])`,
      "gi",
    ),
    isOne: looksRandom,
  },
];

/** Long text in the place of a secret that nobody wrote by hand: letters and digits mixed, and hardly a sign twice. */
export function looksRandom(text: string): boolean {
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  const isHex = /^[0-9a-f-]+$/i.test(text);
  return isHex ? text.length >= 32 && bitsPerSign(text) > 3 : bitsPerSign(text) > 4.2;
}

/** Shannon's entropy of a text, in bits per sign. */
function bitsPerSign(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}
