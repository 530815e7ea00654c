import { PlainError } from "./plain-error.mjs";

const PLACEHOLDER =
  /change[-_ ]?me|placeholder|replace[-_ ]?(me|this)|^your[-_ ]|example|insecure|secret[-_ ]?here|^x+$/i;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const KEY_BYTES = 32;

/**
 * @typedef {{id: string, bytes: Buffer}} EncryptionKey
 */

/**
 * Parses `id:base64[,id:base64...]` and refuses what would not protect anything. Messages never repeat a value.
 * @param {string} text
 * @param {string} source the variable or file it came from
 * @returns {EncryptionKey[]} the first writes, all read
 * @throws {PlainError}
 */
export function parseEncryptionKeys(text, source) {
  const keys = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part, index) => parseKey(part, index + 1, source));
  if (keys.length === 0) throw bad(source, "holds no key");
  const ids = new Set(keys.map((key) => key.id));
  if (ids.size !== keys.length) throw bad(source, "names the same key id twice");
  return keys;
}

/** @param {string} part @param {number} place @param {string} source @returns {EncryptionKey} */
function parseKey(part, place, source) {
  const colon = part.indexOf(":");
  const id = part.slice(0, Math.max(colon, 0));
  const encoded = part.slice(colon + 1);
  if (!KEY_ID.test(id)) throw bad(source, `has no proper key id in entry ${place}`);
  if (PLACEHOLDER.test(encoded)) throw bad(source, `still holds a placeholder in entry ${place}`);
  const bytes = Buffer.from(encoded, "base64");
  const clean = (/** @type {string} */ value) =>
    value.replace(/=+$/, "").replaceAll("-", "+").replaceAll("_", "/");
  if (clean(bytes.toString("base64")) !== clean(encoded))
    throw bad(source, `is not base64 in entry ${place}`);
  if (bytes.length !== KEY_BYTES) {
    throw bad(
      source,
      `has a key of ${bytes.length} bytes in entry ${place}; it must be exactly ${KEY_BYTES}`,
    );
  }
  if (looksHandMade(bytes))
    throw bad(source, `holds a placeholder and no random key in entry ${place}`);
  return { id, bytes };
}

/**
 * All bytes equal, counting up, or readable text: somebody filled in an example. A random key has about 28 distinct
 * bytes; fewer than 12 happens less than once in 10^20 keys.
 * @param {Buffer} bytes
 */
function looksHandMade(bytes) {
  const counting = bytes.every(
    (byte, index) => index === 0 || byte === ((bytes[index - 1] ?? 0) + 1) % 256,
  );
  const text = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return counting || text || new Set(bytes).size < 12;
}

/**
 * Checks the session-signing secret (32 characters or more, no placeholder).
 * @param {string} text
 * @param {string} source
 * @throws {PlainError}
 */
export function checkSessionSecret(text, source) {
  checkText(text, source, 32);
}

/**
 * Checks the token that protects /setup (16 characters or more, no placeholder).
 * @param {string} text
 * @param {string} source
 * @throws {PlainError}
 */
export function checkSetupToken(text, source) {
  checkText(text, source, 16);
}

/** @param {string} text @param {string} source @param {number} least */
function checkText(text, source, least) {
  if (text.length < least)
    throw bad(source, `is shorter than ${least} characters`, "openssl rand -base64 33");
  if (PLACEHOLDER.test(text) || new Set(text).size < 6) {
    throw bad(source, "still holds a placeholder", "openssl rand -base64 33");
  }
}

/** @param {string} source @param {string} problem @param {string} [recipe] */
function bad(source, problem, recipe = 'echo "k1:$(openssl rand -base64 32)"') {
  return new PlainError(
    `${source} ${problem}.`,
    `Make a good one with: ${recipe} — or leave it unset and Portico makes one. If data was already stored, put the old value back.`,
  );
}
