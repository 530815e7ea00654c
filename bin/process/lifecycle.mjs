import { interruptChildren } from "./children.mjs";
import { Interrupted } from "../lib/plain-error.mjs";

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const PATIENCE_MS = 100_000;

/**
 * @typedef {object} Lifecycle
 * @property {Promise<void>} stopRequested settles when a signal asks the launcher to stop
 * @property {() => boolean} isStopping
 * @property {() => void} checkpoint throws Interrupted when a stop was asked for; call between steps
 * @property {(action: () => Promise<void> | void) => void} onEnd runs at the end, last registered first
 * @property {() => Promise<void>} end runs the registered actions, once
 */

/**
 * Turns signals into an orderly end: the current step finishes or is cut off, then everything that was started is
 * stopped in reverse order. A second Ctrl-C changes nothing, because terminal and npm both pass on the first.
 * @returns {Lifecycle}
 */
export function createLifecycle() {
  /** @type {(() => Promise<void> | void)[]} */
  const actions = [];
  let stopping = false;
  /** @type {() => void} */
  let resolveStop = () => {};
  /** @type {Promise<void>} */
  const stopRequested = new Promise((resolve) => (resolveStop = resolve));

  const requestStop = () => {
    if (stopping) return;
    stopping = true;
    interruptChildren("SIGTERM");
    resolveStop();
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  };
  for (const signal of SIGNALS) process.on(signal, requestStop);
  watchParent(requestStop);

  return {
    stopRequested,
    isStopping: () => stopping,
    checkpoint: () => {
      if (stopping) throw new Interrupted();
    },
    onEnd: (action) => void actions.push(action),
    end: async () => {
      /** @type {unknown} */
      let failure = null;
      for (let action = actions.pop(); action; action = actions.pop()) {
        try {
          await action();
        } catch (error) {
          failure ??= error;
        }
      }
      if (failure) throw failure;
    },
  };
}

/**
 * npm starts scripts through a shell that may die of a signal without passing it on. When the launcher was started by
 * npm and loses its parent, nobody can stop it any more, so it stops itself.
 * @param {() => void} requestStop
 */
function watchParent(requestStop) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    requestStop();
  }, 1000);
  timer.unref();
}
