import { isIP } from "node:net";
import { isHubSpotOrigin, isLoopback } from "../hubspot/origins.mjs";
import { collectorRule, protocolRule, ratioRule, samplerRule, traceUrl } from "./trace-rules.mjs";

// The rules for every setting that is no secret, for the launcher and the server alike. Without a dependency, because the
// launcher asks before anything is installed.

/** @typedef {"fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent"} LogLevel */
/** @type {LogLevel[]} */
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
const MAX_PROXIES = 10;
const MAX_DRAIN_SECONDS = 15;

/**
 * What is wrong with one setting, and what to do. Neither repeats a value that may hold a password.
 * @typedef {{name: string, problem: string, fix: string}} SettingProblem
 *
 * @typedef {object} PlainSettings
 * @property {number} port
 * @property {string} host
 * @property {string} origin public origin, without a trailing slash
 * @property {string} hubspotApiUrl an origin
 * @property {string} hubspotAppUrl an origin
 * @property {number} trustedProxies
 * @property {boolean} workers whether this server does the background work too
 * @property {number} drainSeconds how long a server that is told to stop still takes requests
 * @property {string} allowedReceivers hosts, addresses and ranges of one's own network that alerts may go to, with commas
 * @property {LogLevel} logLevel
 * @property {{url: string, protocol: import("./trace-rules.mjs").TraceProtocol, sampler: {name: string, ratio: number}}} traces
 *   where traces go; the url is "" when nowhere
 * @property {{issuer: string, clientId: string, label: string}} oidc the identity provider; the issuer is "" without one
 */

/**
 * Reads all plain settings. An empty variable counts as unset.
 * @param {Record<string, string | undefined>} variables
 * @returns {{settings: PlainSettings, problems: SettingProblem[]}} with defaults in place of what is wrong
 */
export function readPlainSettings(variables) {
  /** @type {SettingProblem[]} */
  const problems = [];
  /**
   * @template T
   * @param {string} name
   * @param {T} standard
   * @param {(text: string) => T | [problem: string, fix: string]} rule
   * @returns {T}
   */
  const read = (name, standard, rule) => {
    const text = variables[name];
    if (!text) return standard;
    const value = rule(text);
    if (!Array.isArray(value)) return value;
    problems.push({ name, problem: `${name} ${value[0]}.`, fix: value[1] });
    return standard;
  };
  const port = read("PORT", 3000, portRule);
  const settings = {
    port,
    host: read("PORTICO_HOST", "127.0.0.1", hostRule),
    origin: read("PORTICO_URL", `http://localhost:${port}`, publicOriginRule),
    hubspotApiUrl: read("HUBSPOT_API_URL", "https://api.hubapi.com", hubspotRule),
    hubspotAppUrl: read("HUBSPOT_APP_URL", "https://app.hubspot.com", hubspotRule),
    trustedProxies: read("PORTICO_TRUSTED_PROXIES", 0, proxiesRule),
    workers: read("PORTICO_WORKERS", true, workersRule),
    drainSeconds: read("PORTICO_DRAIN_SECONDS", 1, drainRule),
    allowedReceivers: read("PORTICO_ALLOWED_RECEIVERS", "", receiversRule),
    logLevel: read("PORTICO_LOG_LEVEL", /** @type {LogLevel} */ ("info"), logLevelRule),
    traces: readTraces(read, variables),
    oidc: {
      issuer: read("OIDC_ISSUER", "", issuerRule),
      clientId: read("OIDC_CLIENT_ID", "", lineRule),
      label: read("OIDC_LABEL", "single sign-on", lineRule),
    },
  };
  return { settings, problems };
}

/**
 * @param {<T>(name: string, standard: T, rule: (text: string) => T | [problem: string, fix: string]) => T} read
 * @param {Record<string, string | undefined>} variables
 * @returns {PlainSettings["traces"]}
 */
function readTraces(read, { OTEL_SDK_DISABLED: isOff = "" }) {
  const forAll = read("OTEL_EXPORTER_OTLP_ENDPOINT", "", collectorRule);
  const forTraces = read("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "", collectorRule);
  const protocol = read(
    "OTEL_EXPORTER_OTLP_PROTOCOL",
    /** @type {import("./trace-rules.mjs").TraceProtocol} */ ("http/protobuf"),
    protocolRule,
  );
  return {
    url: isOff.toLowerCase() === "true" ? "" : traceUrl(forAll, forTraces),
    protocol: read("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", protocol, protocolRule),
    sampler: {
      name: read("OTEL_TRACES_SAMPLER", "parentbased_always_on", samplerRule),
      ratio: read("OTEL_TRACES_SAMPLER_ARG", 1, ratioRule),
    },
  };
}

/** As the provider writes it in its tokens (OpenID Connect Discovery section 3). @param {string} text @returns {string | [string, string]} */
function issuerRule(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url));
  if (url && isSafe && !url.search && !url.hash && !url.username) return text;
  return [
    "is not the address of an identity provider",
    "Use its issuer as it names it itself, for example https://login.example.com/realms/team.",
  ];
}

/** @param {string} text @returns {string | [string, string]} */
function lineRule(text) {
  if (/^[^\p{C}]{1,200}$/u.test(text)) return text;
  return ["is too long or holds invisible characters", "Use one line of at most 200 characters."];
}

/** @param {string} text @returns {number | [string, string]} */
function portRule(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  return [
    `is "${text}", which is not a port number`,
    "Use a number from 1 to 65535, for example PORT=3000.",
  ];
}

/** @param {string} text @returns {string | [string, string]} */
function hostRule(text) {
  if (isIP(text) || /^[A-Za-z0-9.-]+$/.test(text)) return text;
  return [
    `is "${text}", which is not an address`,
    "Use an IP address of this machine, for example 127.0.0.1 or 0.0.0.0.",
  ];
}

/** @param {string} text @returns {string | [string, string]} */
function publicOriginRule(text) {
  const url = originOf(text);
  if (!url) {
    return [
      "is not an origin",
      "It is scheme, host and perhaps port, and nothing after them: https://portico.example.com",
    ];
  }
  if (url.protocol === "https:" || isLoopback(url)) return url.origin;
  return [
    "is http and not this machine, so cookies and tokens would cross the network in clear",
    "Use https, for example behind a reverse proxy, or http://localhost with the port for this machine alone.",
  ];
}

/** A token must never be sent anywhere but to HubSpot. @param {string} text @returns {string | [string, string]} */
function hubspotRule(text) {
  const url = originOf(text);
  if (url && (isHubSpotOrigin(url) || isLoopback(url))) return url.origin;
  return [
    "is neither https on a HubSpot host nor this machine",
    "Unset it to use HubSpot's own address; the simulator's looks like http://localhost:4010.",
  ];
}

/** @param {string} text @returns {number | [string, string]} */
function proxiesRule(text) {
  const count = Number(text);
  if (/^\d+$/.test(text) && count <= MAX_PROXIES) return count;
  return [
    `is "${text}", which is not a number from 0 to ${MAX_PROXIES}`,
    "Count the proxies in front of Portico that are yours: PORTICO_TRUSTED_PROXIES=1 for one.",
  ];
}

/** @param {string} text @returns {boolean | [string, string]} */
function workersRule(text) {
  if (text === "on" || text === "off") return text === "on";
  return [
    `is "${text}", which is neither on nor off`,
    "Use PORTICO_WORKERS=off for a server that leaves the background work to others.",
  ];
}

/** @param {string} text @returns {number | [string, string]} */
function drainRule(text) {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= MAX_DRAIN_SECONDS) return seconds;
  return [
    `is "${text}", which is not a number of seconds from 0 to ${MAX_DRAIN_SECONDS}`,
    "Use a little more than your load balancer takes to notice that a server is not ready, for example 10.",
  ];
}

/** @param {string} text @returns {string | [string, string]} */
function receiversRule(text) {
  const entries = text.split(",").map((entry) => entry.trim().toLowerCase());
  const wrong = entries.find((entry) => !isReceiver(entry));
  if (wrong === undefined) return entries.join(",");
  return [
    `has "${wrong}" in it, which is neither a host, an address nor a range`,
    "Separate them by commas: PORTICO_ALLOWED_RECEIVERS=hooks.internal,10.0.0.0/8.",
  ];
}

/** @param {string} entry */
function isReceiver(entry) {
  const [address = "", bits, ...rest] = entry.split("/");
  if (bits === undefined) return isIP(entry) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(entry);
  const most = isIP(address) === 4 ? 32 : 128;
  return isIP(address) > 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/** @param {string} text @returns {LogLevel | [string, string]} */
function logLevelRule(text) {
  const level = LOG_LEVELS.find((one) => one === text);
  return (
    level ?? [`is "${text}", which is not a log level`, `Use one of ${LOG_LEVELS.join(", ")}.`]
  );
}

/** @param {string} text */
function originOf(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["http:", "https:"].includes(url.protocol) || url.username || url.password)
    return null;
  return url.pathname === "/" && !url.search && !url.hash ? url : null;
}

/**
 * Whether a DATABASE_URL leads through a pooler that gives each transaction another connection (pgbouncer in transaction
 * mode), as `?pgbouncer=true` says: nothing may be left behind in a session then.
 * @param {string} text
 * @returns {boolean}
 */
export function isPooled(text) {
  return URL.canParse(text) && new URL(text).searchParams.get("pgbouncer") === "true";
}

/**
 * What is wrong with a DATABASE_URL by its form alone; null when nothing is.
 * @param {string} text
 * @returns {SettingProblem | null}
 */
export function databaseUrlProblem(text, name = "DATABASE_URL") {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isKnown = url && ["postgres:", "postgresql:"].includes(url.protocol);
  if (isKnown && url.pathname.length > 1) return null;
  return {
    name,
    problem: `${name} is not a PostgreSQL address.`,
    fix: "It looks like postgresql://user:password@host:5432/database. Encode special characters in the password (@ is %40).",
  };
}
