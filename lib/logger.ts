import "server-only";
import pino, { type Logger } from "pino";
import { redact, redactDeep } from "@/lib/redact";

/**
 * One JSON line per entry on stdout, UTC. Every object and message passes the redactor, so a secret that strays into a
 * log call does not reach the log.
 */
export const logger: Logger = pino({
  level: process.env.PORTICO_LOG_LEVEL || "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: {
    level: (label) => ({ level: label }),
    log: (entry) => redactDeep(entry) as Record<string, unknown>,
  },
  hooks: {
    logMethod(inputs, method) {
      const scrubbed = inputs.map((input) => (typeof input === "string" ? redact(input) : input));
      method.apply(this, scrubbed as Parameters<typeof method>);
    },
  },
});
