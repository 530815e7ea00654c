/**
 * A failure the operator can act on: one sentence that says what is wrong, one that says what to do.
 * The launcher prints both and exits 1, without a stack.
 */
export class PlainError extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} [hint] what to do about it
   * @param {{cause?: unknown, detail?: string, isPassing?: boolean}} [options] detail: output of a tool, shown below;
   *   isPassing: may be over by itself in a moment, so that waiting and trying again makes sense
   */
  constructor(message, hint = "", options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "PlainError";
    this.hint = hint;
    this.detail = options.detail ?? "";
    this.isPassing = options.isPassing ?? false;
  }
}

/** Thrown to unwind a start that a signal interrupted; never shown. */
export class Interrupted extends Error {}

/**
 * The system error code (`ENOSPC`, `EACCES`, ...) of an error, or "".
 * @param {unknown} error
 * @returns {string}
 */
export function codeOf(error) {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

/**
 * The text of anything that was thrown.
 * @param {unknown} error
 * @returns {string}
 */
export function textOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Turns the file system's own codes into a sentence; returns null for anything else.
 * @param {unknown} error
 * @param {string} place the folder or file concerned
 * @returns {PlainError | null}
 */
export function explainFileError(error, place) {
  const code = codeOf(error);
  if (
    code === "ENOSPC" ||
    code === "EDQUOT" ||
    /no space left on device|check free disk space/i.test(textOf(error))
  ) {
    return new PlainError(
      `The disk that holds ${place} is full.`,
      "Free some space, or point PORTICO_DATA_DIR at a disk that has some, and start again.",
      { cause: error },
    );
  }
  if (code === "EACCES" || code === "EPERM") {
    return new PlainError(
      `Portico may not write to ${place} (it runs as ${userName()}).`,
      "Give that user the folder (chown), or choose another one with PORTICO_DATA_DIR.",
      { cause: error },
    );
  }
  if (code === "EROFS") {
    return new PlainError(
      `${place} is on a read-only file system.`,
      "Choose a writable folder with PORTICO_DATA_DIR.",
      { cause: error },
    );
  }
  if (code === "ENOTDIR" || code === "EEXIST") {
    return new PlainError(
      `${place} is in the way: a folder was expected there.`,
      "Move that file aside, or choose another folder with PORTICO_DATA_DIR.",
      { cause: error },
    );
  }
  return null;
}

function userName() {
  const id = process.getuid?.();
  return process.env.USER && id !== 0 ? `user ${process.env.USER}` : `user id ${id ?? "unknown"}`;
}
