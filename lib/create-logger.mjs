import pino from "pino";
import { requestScope } from "./http/request-scope.mjs";
import { redact, redactDeep } from "./redact.mjs";
import { tracing } from "./tracing/active.mjs";

/**
 * A log of one JSON line per entry on stdout, UTC. Every object and message passes the redactor, so a secret that
 * strays into a log call does not reach the log (SEC-81). An entry names the request that is being answered, and the span
 * it belongs to, by the names of OpenTelemetry's "Trace Context in non-OTLP Log Formats".
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
      mixin: whereabouts,
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

function whereabouts() {
  const scope = requestScope();
  const span = tracing()?.ids();
  return {
    ...(scope && { requestId: scope.requestId }),
    ...(span && { trace_id: span.traceId, span_id: span.spanId }),
  };
}
