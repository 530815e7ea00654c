import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeDataDir } from "@/bin/process/launcher-lock.mjs";
import { tryLockFile, waitForLockFile } from "@/bin/process/lock-file.mjs";

let dir = "";
const settings = () => ({
  dataDir: dir,
  host: "127.0.0.1",
  port: 3000,
  origin: "http://localhost:3000",
  databaseUrl: "",
  databaseOwnerUrl: "",
});

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "portico-lock-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it("is held by one at a time and free again after release", () => {
  const first = takeDataDir(settings());
  expect(() => takeDataDir(settings())).toThrow(
    new RegExp(`Another Portico \\(pid ${process.pid}, started \\d\\d:\\d\\d\\)`),
  );
  first.release();
  const second = takeDataDir(settings());
  expect(second.previous).toBeNull();
  second.release();
  expect(readdirSync(dir)).toEqual([]);
});

it("writes down the server it started", () => {
  const lock = takeDataDir(settings());
  lock.recordServer(process.pid);
  const content: unknown = JSON.parse(readFileSync(join(dir, "launcher.lock"), "utf8"));
  expect(content).toMatchObject({ pid: process.pid, port: 3000, serverPid: process.pid });
  lock.release();
});

it("recovers the lock of a process that died, and says what it had started", () => {
  const dead = { pid: 2 ** 22 + 1, startTime: "1", token: "old", startedAt: "", serverPid: 77 };
  writeFileSync(join(dir, "launcher.lock"), JSON.stringify(dead));
  const lock = takeDataDir(settings());
  expect(lock.previous).toMatchObject({ serverPid: 77 });
  lock.release();
});

it("is not fooled by a process that has the number of a dead one", () => {
  const reused = { pid: process.pid, startTime: "1", token: "old", startedAt: "" };
  writeFileSync(join(dir, "launcher.lock"), JSON.stringify(reused));
  expect(() => takeDataDir(settings()).release()).not.toThrow();
});

it.each(["", "not json", "[]", '{"pid":"x"}'])("recovers a damaged lock file (%j)", (content) => {
  writeFileSync(join(dir, "launcher.lock"), content);
  expect(() => takeDataDir(settings()).release()).not.toThrow();
});

it("does not remove a lock that meanwhile belongs to somebody else", () => {
  const path = join(dir, "x.lock");
  const lock = tryLockFile(path);
  const foreign = JSON.stringify({
    pid: process.ppid,
    startTime: "",
    token: "theirs",
    startedAt: "",
  });
  writeFileSync(path, foreign);
  if (lock.held) lock.release();
  expect(readFileSync(path, "utf8")).toBe(foreign);
});

it("lets many processes through one by one, with a stale lock at the beginning", async () => {
  const path = join(dir, "x.lock");
  const counter = join(dir, "counter");
  writeFileSync(
    path,
    JSON.stringify({ pid: 2 ** 22 + 1, startTime: "1", token: "t", startedAt: "" }),
  );
  writeFileSync(counter, "0");
  // Each adds one with a pause between reading and writing: two at once would lose an addition.
  const script = `
    import { readFileSync, writeFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    const { waitForLockFile } = await import(${JSON.stringify(pathToFileURL(join(process.cwd(), "bin/process/lock-file.mjs")).href)});
    const lock = await waitForLockFile(${JSON.stringify(path)});
    const count = Number(readFileSync(${JSON.stringify(counter)}, "utf8"));
    await sleep(20);
    writeFileSync(${JSON.stringify(counter)}, String(count + 1));
    lock.release();`;
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }),
  );
  const codes = await Promise.all(
    children.map(async (child) => (await once(child, "exit"))[0] as unknown),
  );
  expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readFileSync(counter, "utf8")).toBe("6");
}, 60_000);

it("waits for the holder and tells once whom it waits for", async () => {
  const path = join(dir, "x.lock");
  const held = tryLockFile(path);
  const told: number[] = [];
  const waiting = waitForLockFile(path, (holder) => {
    told.push(holder.pid);
    if (held.held) held.release();
  });
  (await waiting).release();
  expect(told).toEqual([process.pid]);
});
