import "server-only";
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

let mark: string | undefined;

/**
 * Eight hex digits for the place where a process number means the same process: this boot of this machine, and within it
 * this container. A folder may be shared by several.
 */
export function hostMark(): string {
  mark ??= createHash("sha256").update(describeHost()).digest("hex").slice(0, 8);
  return mark;
}

function describeHost(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}
