import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@/bin/process/ports.mjs";

const NEXT = createRequire(import.meta.url).resolve("next/dist/bin/next");
const APP = fileURLToPath(new URL("empty-next", import.meta.url));

/** Works beside a production server of Next whose only route answers two signs. */
export async function withNext<T>(work: (server: { port: number }) => Promise<T>): Promise<T> {
  const built = spawn(process.execPath, [NEXT, "build", APP], { stdio: "ignore" });
  const [code] = (await once(built, "exit")) as [number];
  if (code !== 0) throw new Error("the empty Next application does not build");
  const port = await findFreePort();
  const server = spawn(process.execPath, [NEXT, "start", APP, "-p", String(port)], {
    stdio: "ignore",
    env: { ...process.env, NODE_ENV: "production" },
  });
  try {
    for (let tries = 0; !(await answers(port)); tries += 1) {
      if (tries > 200) throw new Error("the empty Next application does not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return await work({ port });
  } finally {
    server.kill("SIGKILL");
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/empty`)).ok;
  } catch {
    return false;
  }
}
