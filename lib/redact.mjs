const REDACTED = "[redacted]";

// Plain JavaScript, because the web server around Next logs through it before anything of Next is loaded.
/** The second net under named fields: secrets inside messages, URLs, headers and error causes. @type {[RegExp, string][]} */
const PATTERNS = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, `$1 ${REDACTED}`],
  [
    /\b(code|state|client_secret|refresh_token|access_token|token|code_verifier|password|setup_token|csrfToken)=[^&\s"'<>]+/gi,
    `$1=${REDACTED}`,
  ],
  [
    /"(code|state|client_secret|refresh_token|access_token|id_token|token|code_verifier|password)"\s*:\s*"[^"]*"/gi,
    `"$1":"${REDACTED}"`,
  ],
  [/(\/oauth\/v1\/(?:access|refresh)-tokens\/)[^\s/?"'<>]+/gi, `$1${REDACTED}`],
  [/\b((?:na|eu|ap)\d-)[0-9a-f]{4,8}-[0-9a-f-]{10,}/gi, `$1${REDACTED}`],
  // An API key; its first signs, which people tell keys apart by, may be read.
  [/\bptc_[A-Za-z0-9_-]{7,}/g, `ptc_${REDACTED}`],
  [/\bwhsec_[A-Za-z0-9+/=]{8,}/g, `whsec_${REDACTED}`],
  [/\bAGE-SECRET-KEY-[0-9A-Z-]+/gi, REDACTED],
  [/\bp1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/g, REDACTED],
  [/((?:postgres(?:ql)?|smtps?):\/\/[^:/\s]+:)[^@\s]+@/gi, `$1${REDACTED}@`],
];

/**
 * A string without anything that looks like a secret.
 * @param {string} text
 * @returns {string}
 */
export function redact(text) {
  return PATTERNS.reduce(
    (current, [pattern, replacement]) => current.replace(pattern, replacement),
    text,
  );
}

const SECRET_NAME =
  /secret|password|token(?!type)|authorization|cookie|verifier|^code$|^state$|sealed$|^key$|keys$/i;
const MAX_DEPTH = 6;

/**
 * A copy of `value` for a log: secret-looking fields are blanked, strings scrubbed, errors flattened.
 * @param {unknown} value
 * @param {number} [depth]
 * @returns {unknown}
 */
export function redactDeep(value, depth = 0) {
  if (typeof value === "string") return redact(value);
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return value;
  if (depth >= MAX_DEPTH) return "[deep]";
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((entry) => redactDeep(entry, depth + 1));
  if ("toJSON" in value && typeof value.toJSON === "function")
    return redactDeep(value.toJSON(), depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      SECRET_NAME.test(name) && !isHarmless(entry) ? REDACTED : redactDeep(entry, depth + 1),
    ]),
  );
}

/** Yes, no and nothing are facts about a secret, never the secret. @param {unknown} value */
function isHarmless(value) {
  return typeof value === "boolean" || value === null || value === undefined;
}

/** @param {Error} error @param {number} depth */
function redactError(error, depth) {
  return {
    name: error.name,
    message: redact(error.message),
    ...("code" in error && { code: redactDeep(error.code, depth + 1) }),
    ...(error.stack && { stack: redact(error.stack) }),
    ...(error.cause !== undefined && { cause: redactDeep(error.cause, depth + 1) }),
  };
}
