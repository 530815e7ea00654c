import { AsyncLocalStorage } from "node:async_hooks";

/**
 * One request on its way through this process, from the socket to the action.
 * @typedef {object} RequestScope
 * @property {string} requestId
 * @property {string} method
 * @property {string} path without its query, which may hold a code
 * @property {boolean} isForm it may carry a server action
 * @property {boolean} isFormRead the body became an action's arguments; what fails later is not the form's fault
 * @property {boolean} isOurFailure an error came out of our own code
 * @property {WeakSet<object>} logged errors that have their line already
 * @property {string} [acceptLanguage] the header, as it came
 * @property {(name: string, value: string) => void} [addHeader] to the answer, while it has not begun
 * @property {string | null} [lang] the language that the person behind the request has chosen, once it is known who that is
 */

// bin/server.mjs and Next's bundles each have a copy of this module; the storage is one.
const KEY = Symbol.for("portico.requestScope");
const shared = /** @type {Record<symbol, AsyncLocalStorage<RequestScope> | undefined>} */ (
  /** @type {unknown} */ (globalThis)
);
const storage = (shared[KEY] ??= new AsyncLocalStorage());

/**
 * Does `work` inside the scope.
 * @template T
 * @param {RequestScope} scope
 * @param {() => T} work
 * @returns {T}
 */
export function runInRequest(scope, work) {
  return storage.run(scope, work);
}

/**
 * The request that is being answered, if any.
 * @returns {RequestScope | undefined}
 */
export function requestScope() {
  return storage.getStore();
}

/** Says that the body of this request has become an action's arguments. */
export function markFormRead() {
  const scope = storage.getStore();
  if (scope) scope.isFormRead = true;
}

/**
 * Adds a header to the answer of this request. An action has no other way to one: Next lets it set cookies alone.
 * @param {string} name
 * @param {string} value
 */
export function addAnswerHeader(name, value) {
  storage.getStore()?.addHeader?.(name, value);
}

/**
 * Says which language the person behind this request has chosen.
 * @param {string | null} lang null follows the browser
 */
export function markLanguage(lang) {
  const scope = storage.getStore();
  if (scope) scope.lang = lang;
}
