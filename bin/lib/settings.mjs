import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { ROOT } from "./paths.mjs";
import { PlainError, textOf } from "./plain-error.mjs";

/**
 * @typedef {object} Settings
 * @property {number} port
 * @property {string} host
 * @property {string} dataDir absolute
 * @property {string} origin public origin, without a trailing slash
 * @property {string} databaseUrl "" means the embedded PostgreSQL
 */

/**
 * Reads `.env` in the repository root, as the server will; what is already set wins.
 */
export function loadEnvFile() {
  const file = join(ROOT, ".env");
  if (!existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    throw new PlainError(
      `${file} cannot be read: ${textOf(error)}.`,
      "Correct the file, or remove it.",
      { cause: error },
    );
  }
}

/**
 * The launcher's own settings, checked. An empty variable counts as unset.
 * @param {Record<string, string | undefined>} [env]
 * @param {string} [subfolder] of the data folder, for demo and dev
 * @returns {Settings}
 * @throws {PlainError} naming the variable and a good value
 */
export function readSettings(env = process.env, subfolder = "") {
  const port = readPort(env.PORT || "3000");
  const host = readHost(env.PORTICO_HOST || "127.0.0.1");
  return {
    port,
    host,
    dataDir: resolve(ROOT, env.PORTICO_DATA_DIR || "data", subfolder),
    origin: readOrigin(env.PORTICO_URL || `http://localhost:${port}`),
    databaseUrl: readDatabaseUrl(env),
  };
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new PlainError(
    `PORT is "${text}", which is not a port number.`,
    "Use a number from 1 to 65535, for example PORT=3000.",
  );
}

/** @param {string} text */
function readHost(text) {
  if (isIP(text) || /^[A-Za-z0-9.-]+$/.test(text)) return text;
  throw new PlainError(
    `PORTICO_HOST is "${text}", which is not an address.`,
    "Use an IP address of this machine, for example 127.0.0.1 or 0.0.0.0.",
  );
}

/** @param {string} text */
function readOrigin(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  const good =
    url &&
    ["http:", "https:"].includes(url.protocol) &&
    url.pathname === "/" &&
    !url.search &&
    !url.hash;
  if (good && !url.username && !url.password) return url.origin;
  throw new PlainError(
    "PORTICO_URL is not an origin.",
    "It is scheme, host and perhaps port, and nothing after them: https://portico.example.com",
  );
}

/** @param {Record<string, string | undefined>} env */
function readDatabaseUrl(env) {
  if (env.DATABASE_URL && env.DATABASE_URL_FILE) {
    throw new PlainError("Both DATABASE_URL and DATABASE_URL_FILE are set.", "Keep one of them.");
  }
  if (!env.DATABASE_URL_FILE) return (env.DATABASE_URL ?? "").trim();
  try {
    const value = readFileSync(env.DATABASE_URL_FILE, "utf8").trim();
    if (value !== "") return value;
  } catch (error) {
    throw new PlainError(
      `DATABASE_URL_FILE names ${env.DATABASE_URL_FILE}, which cannot be read.`,
      "Correct the path or the rights of the file.",
      { cause: error },
    );
  }
  throw new PlainError(
    `DATABASE_URL_FILE names ${env.DATABASE_URL_FILE}, which is empty.`,
    "Write the address into it.",
  );
}

/**
 * Whether an origin is this machine itself.
 * @param {string} origin
 * @returns {boolean}
 */
export function isLoopbackOrigin(origin) {
  const { hostname } = new URL(origin);
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d+){3}$/.test(hostname)
  );
}
