import { parseArgs } from "node:util";
import { PlainError } from "../lib/plain-error.mjs";

// What the operator CLI knows, without a dependency: the launcher asks before it installs, makes or starts anything.

const text = /** @type {const} */ ({ type: "string" });

/**
 * @typedef {object} CliCommand
 * @property {string} takes
 * @property {string} does
 * @property {Record<string, {type: "string" | "boolean"}>} options
 * @property {string[]} required names of options
 * @property {string} [bareWord] what one word without a name stands for
 */
export const CLI_COMMANDS = /** @type {const} @satisfies {Record<string, CliCommand>} */ ({
  "users create": {
    takes: "--email E --name N --role R [--app SLUG[,SLUG]]",
    does: "make a person (R: owner, admin, support or one of your own); asks for a password, or reads it from stdin",
    options: { email: text, name: text, role: text, app: text },
    required: ["email", "name", "role"],
    bareWord: "email",
  },
  "users set-role": {
    takes: "--email E --role R [--app SLUG[,SLUG] | --every-app]",
    does: "give a person another role, or other apps to see; they sign in anew",
    options: { email: text, role: text, app: text, "every-app": { type: "boolean" } },
    required: ["email", "role"],
    bareWord: "email",
  },
  "users reset-password": {
    takes: "--email E",
    does: "make a one-time link for a new password",
    options: { email: text },
    required: ["email"],
    bareWord: "email",
  },
  "users reset-factors": {
    takes: "--email E",
    does: "take the second factors of a person away, who lost them",
    options: { email: text },
    required: ["email"],
    bareWord: "email",
  },
  "users disable": {
    takes: "--email E",
    does: "lock a person out and end their sessions",
    options: { email: text },
    required: ["email"],
    bareWord: "email",
  },
  "api-keys create": {
    takes: "NAME --allow P[,P] [--app SLUG[,SLUG]] [--days N]",
    does: "make a key for a service; prints the key alone",
    options: { name: text, allow: text, app: text, days: text },
    required: ["name", "allow"],
    bareWord: "name",
  },
  "api-keys list": {
    takes: "",
    does: "the keys of services, what they may do and when they were used",
    options: {},
    required: [],
  },
  "api-keys revoke": {
    takes: "KEY",
    does: "end a key at once; KEY is its first signs, as listed",
    options: { key: text },
    required: ["key"],
    bareWord: "key",
  },
  import: {
    takes: "FILE --app SLUG [--dry-run | --yes]",
    does: "bring portals here by their refresh tokens (CSV or JSON; - is stdin)",
    options: { app: text, "dry-run": { type: "boolean" }, yes: { type: "boolean" } },
    required: ["file", "app"],
    bareWord: "file",
  },
  "keys status": {
    takes: "",
    does: "the encryption keys, and how many stored values each one seals",
    options: {},
    required: [],
  },
  "keys add": {
    takes: "",
    does: "add an encryption key that reads; the first step of a rotation",
    options: {},
    required: [],
  },
  "keys rotate": {
    takes: "[KEY]",
    does: "seal everything under the newest key, while servers run; go on after an interruption",
    options: { key: text },
    required: [],
    bareWord: "key",
  },
  "keys remove": {
    takes: "KEY",
    does: "take a key away that nothing is sealed under",
    options: { key: text },
    required: ["key"],
    bareWord: "key",
  },
  backup: {
    takes: "FILE [--recipient AGE_KEY[,AGE_KEY]] [--with-keys]",
    does: "write everything into one sealed file while servers run; asks for a passphrase, or reads it from stdin",
    options: { file: text, recipient: text, "with-keys": { type: "boolean" } },
    required: ["file"],
    bareWord: "file",
  },
  restore: {
    takes: "FILE [--identity FILE]",
    does: "bring a backup into an empty installation, all of it or nothing",
    options: { file: text, identity: text },
    required: ["file"],
    bareWord: "file",
  },
  "move-database": {
    takes: "URL",
    does: "copy everything into another, empty PostgreSQL, verified; the old one stays as it is",
    options: { url: text },
    required: ["url"],
    bareWord: "url",
  },
  worker: {
    takes: "",
    does: "do the background work without serving, beside servers with PORTICO_WORKERS=off",
    options: {},
    required: [],
  },
  "audit verify": {
    takes: "[--anchor FILE]",
    does: "check that no line of the audit log was changed, also against anchors kept elsewhere",
    options: { anchor: text },
    required: [],
  },
  "audit anchor": {
    takes: "",
    does: "print where the audit log stands, signed, to be kept outside this machine",
    options: {},
    required: [],
  },
  doctor: {
    takes: "[--bundle FILE]",
    does: "check settings, database, keys and HubSpot's reachability; write it for support, without secrets",
    options: { bundle: text },
    required: [],
  },
});

/** @typedef {keyof typeof CLI_COMMANDS} CliCommandName */

/** @returns {string} */
export function cliUsage() {
  const lines = Object.entries(CLI_COMMANDS).map(([name, { takes, does }]) => ({
    left: `${name} ${takes}`.trim(),
    does,
  }));
  const width = Math.max(...lines.map(({ left }) => left.length)) + 3;
  const rows = lines.map(({ left, does }) => `  ${left.padEnd(width)}${does}`);
  return `Usage: npm run portico -- <command>\n\n${rows.join("\n")}\n`;
}

/**
 * Which command a command line names, and its options.
 * @param {string[]} args
 * @returns {{name: CliCommandName, options: Record<string, string | boolean | undefined>} | {help: string}}
 * @throws {PlainError} no such command or option, a word too many, something required is missing
 */
export function readCommandLine(args) {
  if (args.some((word) => ["--help", "-h"].includes(word)) || args[0] === "help")
    return { help: cliUsage() };
  const names = /** @type {CliCommandName[]} */ (Object.keys(CLI_COMMANDS));
  const name = names.find((one) => one.split(" ").every((word, at) => args[at] === word));
  if (!name) {
    const words = args.filter((word) => !word.startsWith("-")).slice(0, 2);
    const said = words.length > 0 ? `There is no command "${words.join(" ")}".` : "Which command?";
    throw new PlainError(said, `\n${cliUsage()}`.trimEnd());
  }
  return { name, options: readOptions(name, args.slice(name.split(" ").length)) };
}

/** @param {CliCommandName} name @param {string[]} args */
function readOptions(name, args) {
  /** @type {CliCommand} */
  const command = CLI_COMMANDS[name];
  const { values, positionals } = parseStrictly(name, args);
  const [word, ...more] = positionals;
  const isTooMuch = more.length > 0 || (word !== undefined && !command.bareWord);
  if (isTooMuch) {
    const extra = command.bareWord ? more : positionals;
    throw wrong(name, `"${name}" does not take "${extra.join(" ")}".`);
  }
  const options = { ...values };
  if (command.bareWord) options[command.bareWord] ??= word;
  const missing = command.required.filter((one) => !options[one]);
  if (missing.length === 0) return options;
  const words = missing.map((one) => (one in command.options ? `--${one}` : one.toUpperCase()));
  throw wrong(name, `Missing: ${words.join(", ")}.`);
}

/** @param {CliCommandName} name @param {string[]} args */
function parseStrictly(name, args) {
  try {
    return parseArgs({ args, options: CLI_COMMANDS[name].options, allowPositionals: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : "";
    const unknown = /^Unknown option '([^']+)'/.exec(text)?.[1];
    throw wrong(name, unknown ? `"${name}" has no option ${unknown}.` : text);
  }
}

/** @param {CliCommandName} name @param {string} what */
function wrong(name, what) {
  return new PlainError(
    what,
    `Usage: npm run portico -- ${name} ${CLI_COMMANDS[name].takes}`.trim(),
  );
}

/**
 * For the launcher: throws as `readCommandLine`, returns the usage when it was asked for.
 * @param {string[]} args
 * @returns {string | undefined}
 */
export function checkCommandLine(args) {
  const read = readCommandLine(args);
  return "help" in read ? read.help : undefined;
}
