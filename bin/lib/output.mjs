import { codeOf, PlainError } from "./plain-error.mjs";

const CODES = { green: 32, red: 31, yellow: 33, dim: 2, bold: 1 };

// A closed terminal or pipe must not turn a clean stop into a crash.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (!["EPIPE", "EIO"].includes(codeOf(error))) throw error;
  });
}

/**
 * @typedef {object} Output
 * @property {(line: string) => void} line one plain line
 * @property {(label: string, text: string, startedAt?: number) => void} done a finished step; startedAt in ms
 * @property {(label: string, text: string) => void} failed a step that failed
 * @property {(label: string, text: string) => void} note something to know that stops nothing
 * @property {(error: unknown) => void} error the closing words of a failure
 */

/**
 * Where the launcher speaks. Colours only on a terminal.
 * @param {{stream?: NodeJS.WriteStream, quiet?: boolean}} [options] quiet: only notes and errors are shown
 * @returns {Output}
 */
export function createOutput({ stream = process.stdout, quiet = false } = {}) {
  const colours = Boolean(stream.isTTY) && !process.env.NO_COLOR;
  /** @param {keyof typeof CODES} name @param {string} text */
  const paint = (name, text) => (colours ? `\u001b[${CODES[name]}m${text}\u001b[0m` : text);
  /** @param {string} text */
  const write = (text) => void stream.write(`${text}\n`);
  return {
    line: (text) => {
      if (!quiet) write(text);
    },
    done: (label, text, startedAt) => {
      if (quiet) return;
      const time =
        startedAt === undefined ? "" : paint("dim", formatDuration(Date.now() - startedAt));
      write(
        `  ${paint("green", "✓")} ${label.padEnd(15)} ${time ? text.padEnd(46) : text} ${time}`.trimEnd(),
      );
    },
    failed: (label, text) => write(`  ${paint("red", "✗")} ${label.padEnd(15)} ${text}`),
    note: (label, text) => write(`  ${paint("yellow", "!")} ${label.padEnd(15)} ${text}`),
    error: (error) => write(describeError(error, paint)),
  };
}

/**
 * Milliseconds as a person reads them: `0.9 s`, `2 min 5 s`.
 * @param {number} ms
 * @returns {string}
 */
export function formatDuration(ms) {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {unknown} error @param {(name: keyof typeof CODES, text: string) => string} paint */
function describeError(error, paint) {
  const debug = process.env.PORTICO_LOG_LEVEL === "debug";
  const stack = debug && error instanceof Error ? `\n${error.stack ?? ""}` : "";
  if (error instanceof PlainError) {
    const detail = error.detail ? `\n\n${error.detail.trimEnd()}\n` : "";
    return `${detail ? `${detail.trimStart()}\n` : ""}${paint("red", error.message)}${error.hint ? `\n${error.hint}` : ""}${stack}`;
  }
  const text = error instanceof Error ? error.message : String(error);
  return `${paint("red", `Portico could not go on: ${text}`)}\nRun again with PORTICO_LOG_LEVEL=debug to see where.${stack}`;
}
