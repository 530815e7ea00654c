import { join } from "node:path";
import { tryLockFile } from "./lock-file.mjs";
import { explainFileError, PlainError } from "../lib/plain-error.mjs";
import { startTimeOf } from "./process-identity.mjs";

/**
 * Takes the data folder for this launcher; one that died is recovered and returned as `previous`.
 * @param {import("../settings/settings.mjs").Settings} settings
 * @throws {PlainError} when another launcher lives there
 */
export function takeDataDir({ dataDir, host, port }) {
  const lock = attempt(dataDir, { host, port });
  if (!lock.held) {
    const { pid, startedAt, port: theirs } = lock.holder;
    throw new PlainError(
      `Another Portico (pid ${pid}, started ${clockTime(startedAt)}) is using this data folder: ${dataDir}`,
      `Use that one${typeof theirs === "number" ? ` (port ${theirs})` : ""}, stop it first (kill ${pid}), or start this one with another PORTICO_DATA_DIR.`,
    );
  }
  return {
    previous: lock.previous,
    release: lock.release,
    /** @param {number} pid */
    recordServer: (pid) => lock.update({ serverPid: pid, serverStartTime: startTimeOf(pid) }),
  };
}

/** @param {string} dataDir @param {Record<string, unknown>} extra */
function attempt(dataDir, extra) {
  try {
    return tryLockFile(join(dataDir, "launcher.lock"), extra);
  } catch (error) {
    throw explainFileError(error, dataDir) ?? error;
  }
}

/** @param {string} iso */
function clockTime(iso) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "at an unknown time";
  const clock = `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
  return time.toDateString() === new Date().toDateString()
    ? clock
    : `${time.toISOString().slice(0, 10)} ${clock}`;
}
