import { execSync } from "node:child_process";
import { PlainError } from "../lib/plain-error.mjs";
import { withoutSecrets } from "../../lib/settings/secret-names.mjs";

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 64 * 1024;

/** What a command printed, by the command: a start looks at its secrets more than once. @type {Map<string, string>} */
const asked = new Map();

/**
 * What a program prints, such as a client of a vault. It is run by the shell, with this environment but its secrets.
 * @param {string} name of the setting that the value is for
 * @param {string} command
 * @returns {string} without surrounding white space
 * @throws {PlainError} it failed, took more than 30 seconds, or printed nothing; with the last line of its own words
 */
export function askCommand(name, command) {
  const known = asked.get(command);
  if (known !== undefined) return known;
  let printed;
  try {
    printed = execSync(command, {
      encoding: "utf8",
      timeout: TIMEOUT_MS,
      maxBuffer: MOST_BYTES,
      stdio: ["ignore", "pipe", "pipe"],
      env: withoutSecrets(process.env),
    }).trim();
  } catch (error) {
    throw new PlainError(`The command in ${name}_COMMAND ${reasonOf(error)}.`, HINT, {
      cause: error,
    });
  }
  if (printed === "") throw new PlainError(`The command in ${name}_COMMAND printed nothing.`, HINT);
  asked.set(command, printed);
  return printed;
}

const HINT =
  "Run it by hand as the user of Portico: it prints the keys, id:base64[,id:base64...], and nothing else. Nothing was changed.";

/** @param {unknown} error */
function reasonOf(error) {
  const { code, status, stderr } =
    /** @type {{code?: string, status?: number | null, stderr?: string}} */ (error);
  if (code === "ETIMEDOUT") return `took longer than ${TIMEOUT_MS / 1000} seconds`;
  if (code === "ENOBUFS") return "printed far too much";
  const last = (stderr ?? "").trim().split("\n").at(-1)?.slice(0, 200);
  return `failed with exit code ${status ?? "unknown"}${last ? `: ${last}` : ""}`;
}
