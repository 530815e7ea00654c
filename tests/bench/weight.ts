import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "@/bin/build/build.mjs";
import { createOutput } from "@/bin/lib/output.mjs";
import { findFreePort } from "@/bin/process/ports.mjs";
import { pageWeights } from "../support/page-weight";
import { withNext } from "./empty-next";
import { report } from "./report";

const LAUNCHER = fileURLToPath(new URL("../../bin/launch.mjs", import.meta.url));
const OURS = fileURLToPath(new URL("../../.next", import.meta.url));
const EMPTY = fileURLToPath(new URL("empty-next/.next", import.meta.url));

/** Pages whose length grows with what is stored. */
const LISTS = ["/", "/portals", "/activity", "/apps", "/team", "/settings"];

/** JavaScript (gzipped) of every page and HTML of those that list things, beside an empty page of the same Next. */
export async function weight(): Promise<void> {
  await ensureBuilt(createOutput({ stream: process.stderr }));
  await withNext(async ({ port }) => {
    const empty = pageWeights(EMPTY).find(({ page }) => page === "/");
    if (!empty) throw new Error("the empty Next application has no page");
    for (const { page, js } of pageWeights(OURS))
      report({ name: `js_of_${page}`, value: js, unit: "bytes gzip", baseline: empty.js });
    const baseline = await htmlOf(`http://127.0.0.1:${port}/`, "");
    await withDemo(async (origin, cookie) => {
      for (const path of ["/login", ...LISTS])
        report({
          name: `html_of_${path}`,
          value: await htmlOf(`${origin}${path}`, path === "/login" ? "" : cookie),
          unit: "bytes",
          baseline,
        });
    });
  });
}

async function htmlOf(url: string, cookie: string): Promise<number> {
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  return (await answer.arrayBuffer()).byteLength;
}

/** Works with a demonstration of its own, signed in as its owner. */
async function withDemo(work: (origin: string, cookie: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "portico-bench-weight-"));
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
