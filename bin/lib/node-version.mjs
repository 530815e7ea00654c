const MINIMUM = [20, 19];

/**
 * Says in one sentence why this Node is too old, or returns null when it is new enough.
 * @param {string} version as in `process.versions.node`, for example "20.20.2"
 * @returns {string | null}
 */
export function explainOldNode(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return null;
  return (
    "Portico needs Node.js " +
    MINIMUM.join(".") +
    " or newer; this is " +
    version +
    ". Install a current release from https://nodejs.org and run the command again."
  );
}
