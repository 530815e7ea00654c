import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { limited } from "./limited";
import { settings, type World } from "./world";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Runs the operator CLI with the settings of a world and others in their place, and with what is piped in.
 * @param fileLimitKiB no file of it may grow beyond this, as on a disk that is full
 */
export async function runCli(
  world: World,
  args: string[],
  others: Record<string, string> = {},
  input = "",
  fileLimitKiB?: number,
) {
  const { databaseUrl, encryptionKeys, apiUrl, env } = world;
  const program = ["--conditions=react-server", inject("cliFile"), ...args];
  const child = spawn(...limited([process.execPath, ...program], fileLimitKiB), {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      ...settings(databaseUrl, encryptionKeys, apiUrl, env.dataDir),
      ...others,
    },
  });
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "exit");
  return { code: child.exitCode, stdout, stderr };
}
