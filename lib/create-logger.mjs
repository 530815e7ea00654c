import pino from "pino";
import { redact, redactDeep } from "./redact.mjs";

/**
 * A log of one JSON line per entry on stdout, UTC. Every object and message passes the redactor, so a secret that
 * strays into a log call does not reach the log (SEC-81).
 * @param {string} level pino's name of the lowest level that is written
 * @param {import("pino").DestinationStream} [destination] stdout when left out
 * @returns {import("pino").Logger}
 */
export function createLogger(level, destination) {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => /** @type {Record<string, unknown>} */ (redactDeep(entry)),
      },
      hooks: {
        logMethod(inputs, method) {
          const scrubbed = inputs.map((input) =>
            typeof input === "string" ? redact(input) : input,
          );
          method.apply(this, /** @type {Parameters<typeof method>} */ (scrubbed));
        },
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
