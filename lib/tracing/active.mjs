// Plain JavaScript and without an import, because the web server around Next logs through it before anything is loaded.
// Every bundle of the server has its own copy of this module, so the place is a global one.
const PLACE = Symbol.for("portico.tracing");

/**
 * What a span says, by the names of OpenTelemetry's conventions or ours (`portico.`). With `error.type` among them the
 * span counts as failed. Only names that `scrub` knows leave the process.
 * @typedef {Record<string, string | number | boolean | undefined>} Facts
 *
 * @typedef {object} SpanSpec
 * @property {string} name without anything that identifies somebody
 * @property {"server" | "client"} [kind] a piece of work inside the process when left out
 * @property {Facts} [facts]
 * @property {import("node:http").IncomingHttpHeaders} [headers] of a request that comes in: its `traceparent` is continued
 * @property {boolean} [isRoot] begins a trace of its own, whatever is under way
 *
 * @typedef {object} OpenSpan
 * @property {(facts: Facts) => void} note adds what became known on the way
 * @property {(name: string) => void} rename
 *
 * @typedef {object} Tracing
 * @property {<T>(spec: SpanSpec, work: (span: OpenSpan) => Promise<T>) => Promise<T>} inSpan
 * @property {() => {traceId: string, spanId: string} | undefined} ids of the span that is under way
 */

/** @typedef {typeof globalThis & {[PLACE]?: Tracing}} Store */

/**
 * The tracing of this process; nothing while no collector is configured.
 * @returns {Tracing | undefined}
 */
export function tracing() {
  return /** @type {Store} */ (globalThis)[PLACE];
}

/**
 * Turns tracing on for this process, or off.
 * @param {Tracing | undefined} value
 */
export function keepTracing(value) {
  /** @type {Store} */ (globalThis)[PLACE] = value;
}
