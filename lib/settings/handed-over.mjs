// The launcher hands secrets to the programs it starts through a pipe. They are kept here, beside the environment, which
// others can read. Every bundle of the server has its own copy of this module, so the place is a global one.
const PLACE = Symbol.for("portico.handedOver");

/** @typedef {typeof globalThis & {[PLACE]?: Readonly<Record<string, string>>}} Store */

/**
 * Keeps what was handed over, for this process.
 * @param {Record<string, string>} secrets
 */
export function keepHandedOver(secrets) {
  /** @type {Store} */ (globalThis)[PLACE] = Object.freeze({ ...secrets });
}

/**
 * The secrets that were handed over, by the names of their variables; none when the process was started in another way.
 * @returns {Readonly<Record<string, string>>}
 */
export function handedOver() {
  return /** @type {Store} */ (globalThis)[PLACE] ?? {};
}
