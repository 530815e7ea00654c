// The rules for OpenTelemetry's own variables, as far as Portico reads them (OpenTelemetry specification, "Environment
// Variable Specification" and "OTLP exporter"). What they say never repeats an address: it may hold a key.

/** @typedef {"http/protobuf" | "http/json"} TraceProtocol */

const SAMPLERS = ["always_on", "always_off", "traceidratio"];

/** @param {string} text @returns {string | [string, string]} */
export function collectorRule(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && ["http:", "https:"].includes(url.protocol) && !url.username && !url.password)
    return text;
  return [
    "is not the address of a collector",
    "It is http or https, and its name and password belong into OTEL_EXPORTER_OTLP_HEADERS: http://localhost:4318",
  ];
}

/**
 * Where traces go: an address for traces is taken as it is, one for everything gets their path.
 * @param {string} forAll @param {string} forTraces both "" when unset
 * @returns {string} "" when nowhere
 */
export function traceUrl(forAll, forTraces) {
  if (forTraces !== "") return forTraces;
  return forAll === "" ? "" : `${forAll.replace(/\/+$/, "")}/v1/traces`;
}

/** @param {string} text @returns {TraceProtocol | [string, string]} */
export function protocolRule(text) {
  if (text === "http/protobuf" || text === "http/json") return text;
  return [
    `is "${text}", which Portico does not speak`,
    "Use http/protobuf or http/json, and the collector's port for HTTP, usually 4318.",
  ];
}

/** @param {string} text @returns {string | [string, string]} */
export function samplerRule(text) {
  if (SAMPLERS.includes(text.replace(/^parentbased_/, ""))) return text;
  return [
    `is "${text}", which is not a sampler`,
    `Use one of ${SAMPLERS.join(", ")}, each also with parentbased_ before it.`,
  ];
}

/** @param {string} text @returns {number | [string, string]} */
export function ratioRule(text) {
  const ratio = Number(text);
  if (/^[\d.]+$/.test(text) && ratio >= 0 && ratio <= 1) return ratio;
  return [
    `is "${text}", which is not a share from 0 to 1`,
    "Use for example 0.1 for every tenth trace.",
  ];
}

/** Whether a text is `name=value`, with commas between several. @param {string} text @returns {boolean} */
export function isHeaderList(text) {
  return text.split(",").every((pair) => /^\s*[\w!#$%&'*+.^`|~-]+\s*=/.test(pair));
}
