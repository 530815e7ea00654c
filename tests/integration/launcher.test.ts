import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { takeDataDir } from "../../bin/process/launcher-lock.mjs";
import { eventually } from "../support/eventually";

// The real launcher around a command that waits for its input: everything of `npm start` but build and web server.
vi.setConfig({ testTimeout: 180_000 });
const root = fileURLToPath(new URL("../..", import.meta.url));
const PASSWORD = "correct horse battery staple";
const SETUP_TOKEN = "operators-own-setup-4f7a91";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "portico-launcher-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const CREATE_OWNER = "users create --email ops@example.com --name Ops --role owner".split(" ");

/** `npm run portico -- ...` up to where the command itself runs; `users create` then waits for the password. */
async function startCommand(args = CREATE_OWNER) {
  const child = spawn(process.execPath, ["bin/launch.mjs", "cli", ...args], {
    cwd: root,
    env: {
      ...process.env,
      PORTICO_DATA_DIR: dataDir,
      PORTICO_SETUP_TOKEN: SETUP_TOKEN,
      PORTICO_LOG_LEVEL: "info",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const closed = once(child, "close");
  // The secrets are the last thing that is made before the migrations; then the command itself comes up.
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`it ended:\n${said}`);
    expect(commandPid(child.pid ?? 0)).toBeGreaterThan(0);
  });
  return {
    pid: () => commandPid(child.pid ?? 0),
    said: () => said,
    stop: () => child.kill("SIGTERM"),
    write: (text: string) => child.stdin.end(text),
    ended: async () => {
      await closed;
      return child.exitCode;
    },
  };
}

/** The child of the launcher that is the command. */
function commandPid(launcher: number): number {
  const children = readFileSync(`/proc/${launcher}/task/${launcher}/children`, "utf8");
  const pids = children.split(" ").filter(Boolean).map(Number);
  return pids.find((pid) => cmdline(pid).includes("bin/portico.ts")) ?? 0;
}

function cmdline(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

const postmaster = () =>
  Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

it("a second start on the same folder is refused, and changes nothing of the first", async () => {
  const first = takeDataDir({ dataDir, host: "127.0.0.1", port: 3999 } as never);
  const before = readdirSync(dataDir);
  const second = spawn(process.execPath, ["bin/launch.mjs", "start"], {
    cwd: root,
    env: { ...process.env, PORTICO_DATA_DIR: dataDir, PORT: "3998", NODE_ENV: "production" },
  });
  const [said] = await Promise.all([text(second.stdout), once(second, "close")]);
  expect(second.exitCode).toBe(1);
  expect(said).toContain(`Another Portico (pid ${process.pid},`);
  expect(said).toContain("Use that one (port 3999), stop it first");
  expect(readdirSync(dataDir)).toEqual(before);
  first.release();
});

it.skipIf(process.platform !== "linux")(
  "a command outlives its killed PostgreSQL, and its environment holds no secret (Linux: looks into /proc)",
  async () => {
    const command = await startCommand();
    const environ = readFileSync(`/proc/${command.pid()}/environ`, "utf8");
    const secret = (name: string) => readFileSync(join(dataDir, "secrets", name), "utf8").trim();
    for (const name of ["encryption-keys", "session-secret", "database-password"])
      expect(environ, name).not.toContain(secret(name));
    expect(environ).not.toContain(SETUP_TOKEN);
    process.kill(postmaster(), "SIGKILL");
    await eventually(() => expect(command.said()).toMatch(/it answers again on 127\.0\.0\.1:\d+/));
    command.write(`${PASSWORD}\n`);
    expect(await command.ended()).toBe(0);
    expect(command.said()).toContain(
      "the embedded PostgreSQL stopped by itself; starting it again",
    );
    expect(command.said()).toContain("Created owner ops@example.com");
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  },
);

it.skipIf(process.platform !== "linux")(
  "ends with a clear message and everything stopped when PostgreSQL cannot come back (Linux: finds its child in /proc)",
  async () => {
    const command = await startCommand();
    const [pid, server] = [command.pid(), postmaster()];
    renameSync(join(dataDir, "postgres"), join(dataDir, "aside"));
    process.kill(server, "SIGKILL");
    expect(await command.ended()).toBe(1);
    expect(command.said()).toMatch(/stopped by itself and cannot be started again: .* is gone/);
    expect(command.said()).toMatch(/Put it back and start again/);
    expect(cmdline(pid)).toBe("");
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  },
);

it.skipIf(process.platform !== "linux")(
  "workers share the embedded PostgreSQL, outlive its end, and end well, the last with it (Linux: finds its child in /proc)",
  async () => {
    const workers = [await startCommand(["worker"]), await startCommand(["worker"])];
    for (const { said } of workers)
      await eventually(() => expect(said()).toContain('"msg":"working:'));
    process.kill(postmaster(), "SIGKILL");
    await eventually(() =>
      expect(workers.map(({ said }) => said()).join("")).toMatch(/it answers again on 127/),
    );
    const [first, second] = workers;
    first?.stop();
    expect(await first?.ended()).toBe(0);
    expect(first?.said()).toContain('"msg":"stopped"');
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(true);
    second?.stop();
    expect(await second?.ended()).toBe(0);
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  },
);
