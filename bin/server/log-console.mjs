import { format, stripVTControlCharacters } from "node:util";
import { requestScope } from "../../lib/http/request-scope.mjs";
import { redactDeep } from "../../lib/redact.mjs";
import { isFormAtFault } from "./answer-unreadable-form.mjs";

/** @typedef {"debug" | "info" | "warn" | "error"} Level */
/** @type {Record<string, Level>} */
const LEVELS = {
  ...{ debug: "debug", trace: "debug", dir: "debug", table: "debug" },
  ...{ log: "info", info: "info", warn: "warn", error: "error" },
};
/** What Next puts before its messages. */
const MARK = /^[⨯⚠○▲✓»]\s*/u;
const MAX_WORDS = 8_000;

/**
 * Turns what Next and libraries print on the console into entries of the log, one line each and through its redactor
 * (SEC-80 to SEC-82). An error gets one line per request, however often it is printed on its way up.
 * @param {Pick<import("pino").Logger, Level>} log
 * @param {Record<string, any>} [target] the console
 */
export function logConsole(log, target = console) {
  for (const [method, level] of Object.entries(LEVELS))
    target[method] = (/** @type {unknown[]} */ ...said) => write(log, level, said);
}

/**
 * The same for Node's own warnings, which would print several lines on stderr.
 * @param {Pick<import("pino").Logger, Level>} log
 */
export function logWarnings(log) {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log.warn({ err: warning }, "node warning"));
}

/** @param {Pick<import("pino").Logger, Level>} log @param {Level} level @param {unknown[]} said */
function write(log, level, said) {
  const error = said.find((one) => one instanceof Error);
  const words = wordsOf(said.filter((one) => one !== error));
  if (!error && !words) return;
  const scope = requestScope();
  const facts = scope && { requestId: scope.requestId, method: scope.method, path: scope.path };
  if (!error) return log[level]({ ...facts }, words);
  if (scope?.logged.has(error)) return;
  scope?.logged.add(error);
  const digest = "digest" in error ? error.digest : undefined;
  const entry = { ...facts, err: error, ...(digest !== undefined && { digest }) };
  if (isFormAtFault(scope, error)) log.warn(entry, "a form could not be read");
  else log[level](entry, words || (facts ? "request failed" : error.message));
}

/** @param {unknown[]} said */
function wordsOf(said) {
  const scrubbed = said.map((one) =>
    typeof one === "object" && one !== null ? redactDeep(one) : one,
  );
  return stripVTControlCharacters(format(...scrubbed))
    .replace(MARK, "")
    .trim()
    .slice(0, MAX_WORDS);
}
