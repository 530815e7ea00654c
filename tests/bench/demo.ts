import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@/bin/process/ports.mjs";

const LAUNCHER = fileURLToPath(new URL("../../bin/launch.mjs", import.meta.url));

/** Works with a demonstration of its own, signed in as its owner. */
export async function withDemo(
  work: (origin: string, cookie: string) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "portico-bench-demo-"));
  const port = String(await findFreePort());
  const origin = `http://localhost:${port}`;
  // What the launcher gave to this program is not what an operator's shell holds.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:PORTICO_|NEXT|DATABASE_URL|HUBSPOT_|NODE_|npm_)/.test(name),
    ),
  );
  const demo = spawn(process.execPath, [LAUNCHER, "demo"], {
    env: { ...env, PORTICO_DATA_DIR: dataDir, PORT: port, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await work(origin, await signIn(origin, await passwordIn(demo.stdout)));
  } finally {
    demo.stdout.resume();
    demo.kill("SIGTERM");
    await once(demo, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The demonstration prints it when all is there. */
async function passwordIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const password = /with the password: (\S+)/.exec(line)?.[1];
    if (password) return password;
  }
  throw new Error("the demonstration ended before it was ready");
}

/** @returns the cookies of a session of the demonstration's owner */
async function signIn(origin: string, password: string): Promise<string> {
  const token = await fetch(`${origin}/api/auth/csrf`);
  const cookie = cookiesOf(token);
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie, origin },
    redirect: "manual",
    body: new URLSearchParams({ csrfToken, email: "olivia@demo.example", password, json: "true" }),
  });
  return [cookie, cookiesOf(answer)].join("; ");
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}
