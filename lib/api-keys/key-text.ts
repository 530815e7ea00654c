import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^30 are 178 bits (SEC-28 asks for 128). */
const RANDOM_LENGTH = 30;
const CHECK_LENGTH = 6;
const SHAPE = new RegExp(`^ptc_[0-9A-Za-z]{${RANDOM_LENGTH + CHECK_LENGTH}}$`);
/** How much of a key is shown and stored in the clear, to tell keys apart: 36 of its 178 bits. */
const PREFIX_LENGTH = "ptc_".length + 6;

/** A new API key: `ptc_`, 30 random signs, and 6 that check them, so that a secret scanner can tell one from chance. */
export function makeKeyText(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(62)]).join("");
  return `ptc_${random}${checkOf(random)}`;
}

/** Whether a text could be an API key: shape and check. Anything else is none, and nobody needs to look it up. */
export function isKeyText(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const random = text.slice("ptc_".length, -CHECK_LENGTH);
  return text.endsWith(checkOf(random));
}

export function keyPrefix(text: string): string {
  return text.slice(0, PREFIX_LENGTH);
}

/** CRC-32 in base 62, with leading zeros. */
function checkOf(random: string): string {
  let rest = crc32(random);
  let text = "";
  for (let n = 0; n < CHECK_LENGTH; n += 1) {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
