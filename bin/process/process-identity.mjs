import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { codeOf } from "../lib/plain-error.mjs";

/**
 * A text that tells this process from a later one with the same pid: its start time (Linux: clock ticks since
 * boot, elsewhere what `ps` says). Empty when the process is gone or cannot be looked at.
 * @param {number} pid
 * @returns {string}
 */
export function startTimeOf(pid) {
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The second field is the command in brackets and may hold spaces; start time is field 22.
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    } catch {
      return "";
    }
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}

/**
 * Whether a pid is taken at all. A zombie counts as gone: it holds nothing any more.
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  return !isZombie(pid);
}

/**
 * Whether the process written down as (pid, startTime) still runs and is that same process.
 * @param {number} pid
 * @param {string} startTime as `startTimeOf` gave it then
 * @returns {boolean}
 */
export function isSameProcess(pid, startTime) {
  if (!isAlive(pid)) return false;
  const now = startTimeOf(pid);
  return now === "" || startTime === "" || now === startTime;
}

/** @param {number} pid */
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
}
