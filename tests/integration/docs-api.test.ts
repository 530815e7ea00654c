import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS } from "@/lib/door/problems";
import { ROUTES } from "@/lib/door/routes";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const run = promisify(execFile);
const world = useWorld();
const text = readFileSync(fileURLToPath(new URL("../../docs/api.md", import.meta.url)), "utf8");
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(
    ([, code]) => code ?? "",
  );

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const root = fileURLToPath(new URL("../..", import.meta.url));

let made: ConnectedPortal;
let door: TestDoor;
let env: NodeJS.ProcessEnv;
let folder = "";

beforeAll(async () => {
  const contacts = [{ id: "1", properties: { email: "grace@customer.example" } }];
  made = await makePortal(world(), { account: { contacts } });
  const permissions = ["tokens:read", "hubspot:read"] as const;
  const { key } = await makeKey(world(), { permissions: [...permissions] });
  door = await startDoor(world());
  env = {
    ...process.env,
    PORTICO_URL: door.url,
    PORTICO_API_KEY: key,
    HUB_ID: String(made.hubId),
    NODE_ENV: "production",
  };
  folder = mkdtempSync(join(tmpdir(), "portico-docs-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await door.close();
});

describe("docs/api.md", () => {
  it.skipIf(!hasCurl).each(blocks("bash"))("runs as it stands: %s", async (code) => {
    const { stdout } = await run("bash", ["-c", code], { env });
    const body = JSON.parse(stdout) as Record<string, unknown>;
    expect(body).not.toHaveProperty("code");
    expect(body.access_token ?? body.results, stdout).toBeTruthy();
  });

  it.each(blocks("ts"))("runs as it stands: %s", async (code) => {
    const file = join(folder, "snippet.mts");
    writeFileSync(file, code);
    const tsx = fileURLToPath(new URL("../../node_modules/tsx/dist/cli.mjs", import.meta.url));
    const { stdout } = await run(process.execPath, [tsx, file], { env });
    expect(stdout).toBe("a token\n");
  });

  it.each(blocks("js"))("runs as it stands: %s", async (code) => {
    // From here, so that it finds the package.
    const program = ["--input-type=module", "--eval", code];
    const { stdout } = await run(process.execPath, program, { env, cwd: root });
    expect(stdout).toBe("1 contacts\n");
  });

  it.skipIf(!hasPython).each(blocks("python"))("runs as it stands: %s", async (code) => {
    const { stdout } = await run("python3", ["-c", code], { env });
    expect(stdout).toBe("1 contacts\n");
  });

  it("names every route with its permission, and every code with its status", () => {
    for (const { method, path, permission } of ROUTES) {
      const row = text.split("\n").find((line) => line.startsWith(`| \`${method} ${path}\` `));
      expect(row, `${method} ${path}`).toContain(`\`${permission}\``);
    }
    const lines = text.split("\n").filter((line) => /^\| \d{3} /.test(line));
    for (const [code, [status]] of Object.entries(PROBLEMS)) {
      if (code === "internal") continue;
      const row = lines.find((line) => line.includes(`\`${code}\``));
      expect(row, code).toMatch(new RegExp(`^\\| ${status} `));
    }
  });
});
