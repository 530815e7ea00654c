// The rules for secrets, for the launcher and the server alike. What they say never repeats a value.

const PLACEHOLDER =
  /change[-_ ]?me|placeholder|replace[-_ ]?(me|this)|^your[-_ ]|example|insecure|secret[-_ ]?here|^x+$/i;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const KEY_BYTES = 32;

/**
 * @typedef {{id: string, bytes: Buffer}} EncryptionKey
 */

/**
 * Reads `id:base64[,id:base64...]` and refuses what would not protect anything.
 * @param {string} text
 * @returns {{keys: EncryptionKey[], problem: string}} the first key writes, all read; problem is "" when they are good,
 *   else the end of a sentence about them
 */
export function readEncryptionKeys(text) {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) return { keys: [], problem: "holds no key" };
  /** @type {EncryptionKey[]} */
  const keys = [];
  for (const [index, part] of parts.entries()) {
    const key = readKey(part, index + 1);
    if (typeof key === "string") return { keys: [], problem: key };
    if (keys.some(({ id }) => id === key.id))
      return { keys: [], problem: "names the same key id twice" };
    keys.push(key);
  }
  return { keys, problem: "" };
}

/** @param {string} part @param {number} place @returns {EncryptionKey | string} */
function readKey(part, place) {
  const colon = part.indexOf(":");
  const id = part.slice(0, Math.max(colon, 0));
  const encoded = part.slice(colon + 1);
  if (!KEY_ID.test(id)) return `has no proper key id in entry ${place}`;
  if (PLACEHOLDER.test(encoded)) return `still holds a placeholder in entry ${place}`;
  const bytes = Buffer.from(encoded, "base64");
  const clean = (/** @type {string} */ value) =>
    value.replace(/=+$/, "").replaceAll("-", "+").replaceAll("_", "/");
  if (clean(bytes.toString("base64")) !== clean(encoded)) return `is not base64 in entry ${place}`;
  if (bytes.length !== KEY_BYTES)
    return `has a key of ${bytes.length} bytes in entry ${place}; it must be exactly ${KEY_BYTES}`;
  if (looksHandMade(bytes)) return `holds a placeholder and no random key in entry ${place}`;
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

/** The session-signing secret: 32 characters or more, no placeholder. @param {string} text @returns {string} the problem */
export function sessionSecretProblem(text) {
  return textProblem(text, 32);
}

/** The token that protects /setup, or the metrics: 16 characters or more, no placeholder. @param {string} text @returns {string} the problem */
export function setupTokenProblem(text) {
  return textProblem(text, 16);
}

/** @param {string} text @param {number} least */
function textProblem(text, least) {
  if (text.length < least) return `is shorter than ${least} characters`;
  return PLACEHOLDER.test(text) || new Set(text).size < 6 ? "still holds a placeholder" : "";
}

/** How to make a good one. */
export const KEY_RECIPE = 'echo "k1:$(openssl rand -base64 32)"';
export const TEXT_RECIPE = "openssl rand -base64 33";
