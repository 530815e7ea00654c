import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const FOREIGN = /^(PORTICO_|HUBSPOT_|NEXTAUTH_|OIDC_|DATABASE_URL|NODE_ENV$|NODE_OPTIONS$|PORT$)/;
const START_MS = 240_000;

/** A program under test with everything it has printed. */
export interface Program {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** stdout and stderr so far. */
  output(): string;
  /** Waits for a piece of its output. @throws Error when it ends first or takes four minutes */
  printed(text: string): Promise<void>;
  /** Sends a signal and waits for the end. @returns exit code, null after a killing signal */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a Node program in the repository, or elsewhere, with nothing of the caller's own settings but `env`. */
export function startProgram(
  args: string[],
  env: Record<string, string> = {},
  { cwd = ROOT }: { cwd?: string } = {},
): Program {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const child = spawn(process.execPath, args, {
    cwd,
    // A launcher that believes it was started by npm ends by itself when its parent, the test worker, is killed.
    env: {
      ...Object.fromEntries(inherited),
      NODE_ENV: "production",
      npm_lifecycle_event: "test",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const collect = (chunk: Buffer) => {
    text += chunk.toString("utf8");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = once(child, "close");
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  return {
    child,
    output: () => text,
    printed(wanted) {
      return new Promise((resolve, reject) => {
        const finish = (error?: Error) => {
          clearTimeout(timer);
          child.stdout.off("data", check);
          child.off("close", onClose);
          if (error) reject(error);
          else resolve();
        };
        const check = () => {
          if (text.includes(wanted)) finish();
        };
        const onClose = () => finish(new Error(`it ended before it printed "${wanted}":\n${text}`));
        const timer = setTimeout(
          () => finish(new Error(`it never printed "${wanted}":\n${text}`)),
          START_MS,
        );
        child.stdout.on("data", check);
        child.on("close", onClose);
        check();
        if (hasEnded()) onClose();
      });
    },
    async stop(signal = "SIGTERM") {
      if (!hasEnded()) child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

/** A TCP port of this machine that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
