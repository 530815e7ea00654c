import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "../lib/plain-error.mjs";
import { isSameProcess, startTimeOf } from "./process-identity.mjs";

/**
 * @typedef {{pid: number, startTime: string, token: string, startedAt: string, [extra: string]: unknown}} LockHolder
 * @typedef {{held: true, previous: LockHolder | null, update: (extra: Record<string, unknown>) => void, release: () => void}} HeldLock
 * @typedef {{held: false, holder: LockHolder}} RefusedLock
 */

/**
 * Takes a lock file, or says who has it. The file appears complete or not at all (written aside, then hard-linked
 * into place), and a holder that died is recognised by pid and start time. `previous` is such a dead holder.
 * @param {string} path
 * @param {Record<string, unknown>} [extra] more to write down beside pid and time
 * @returns {HeldLock | RefusedLock}
 */
export function tryLockFile(path, extra = {}) {
  const own = {
    ...extra,
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    token: randomUUID(),
    startedAt: new Date().toISOString(),
  };
  /** @type {LockHolder | null} */
  let previous = null;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (create(path, own)) return heldLock(path, own, previous);
    const holder = readHolder(path);
    if (holder === null) continue;
    if (isSameProcess(holder.pid, holder.startTime)) return { held: false, holder };
    if (removeStale(path, holder.token)) previous = holder.pid > 0 ? holder : null;
  }
  throw new Error(`The lock file ${path} keeps changing; remove it when no Portico runs.`);
}

/**
 * Takes a lock file, waiting for whoever has it. `onWait` is called once, when there is somebody to wait for.
 * @param {string} path
 * @param {(holder: LockHolder) => void} [onWait]
 * @returns {Promise<HeldLock>}
 */
export async function waitForLockFile(path, onWait) {
  let told = false;
  for (;;) {
    const lock = tryLockFile(path);
    if (lock.held) return lock;
    if (!told) onWait?.(lock.holder);
    told = true;
    await sleep(100);
  }
}

/**
 * Who has a lock, or null when nobody lives there.
 * @param {string} path
 * @returns {LockHolder | null}
 */
export function liveHolder(path) {
  const holder = readHolder(path);
  return holder && isSameProcess(holder.pid, holder.startTime) ? holder : null;
}

/** @param {string} path @param {LockHolder} own @param {LockHolder | null} previous @returns {HeldLock} */
function heldLock(path, own, previous) {
  let content = own;
  return {
    held: true,
    previous,
    update(extra) {
      content = { ...content, ...extra };
      const aside = `${path}.${own.token}`;
      writeFileSync(aside, JSON.stringify(content), { mode: 0o600 });
      renameSync(aside, path);
    },
    release() {
      if (readHolder(path)?.token === own.token) removeIfThere(path);
    },
  };
}

/** @param {string} path @param {LockHolder} own */
function create(path, own) {
  const aside = `${path}.${own.token}`;
  try {
    writeFileSync(aside, JSON.stringify(own), { mode: 0o600 });
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    // Some mounted file systems have no hard links; there an exclusive create has to do.
    if (["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error))) {
      return createExclusive(path, own);
    }
    throw error;
  } finally {
    removeIfThere(aside);
  }
}

/** @param {string} path @param {LockHolder} own */
function createExclusive(path, own) {
  try {
    writeFileSync(path, JSON.stringify(own), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the file of a dead holder. Two processes may come to that conclusion at once, so the removal itself is
 * done under a lock and only if the file still names that same holder.
 * @param {string} path
 * @param {string} token
 */
function removeStale(path, token) {
  if (path.endsWith(".recover.recover")) return removeIfThere(path);
  const guard = tryLockFile(`${path}.recover`);
  if (!guard.held) return false;
  try {
    return readHolder(path)?.token === token && removeIfThere(path);
  } finally {
    guard.release();
  }
}

/** @param {string} path @returns {LockHolder | null} */
function readHolder(path) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
  try {
    const value = JSON.parse(text);
    if (typeof value?.pid === "number" && typeof value.token === "string")
      return { startTime: "", ...value };
  } catch {
    // Not ours or damaged: nobody alive can be behind it, so it is treated as left over.
  }
  return { pid: 0, startTime: "", token: `unreadable:${text}`, startedAt: "" };
}

/** @param {string} path */
function removeIfThere(path) {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}
