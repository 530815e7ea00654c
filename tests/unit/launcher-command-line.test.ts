import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLI_COMMANDS, readCommandLine } from "@/bin/commands/catalogue.mjs";
import { readSeedOptions } from "@/bin/commands/seed-options.mjs";
import { formatDuration } from "@/bin/lib/output.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-command-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The real launcher, with a data folder that does not exist yet. */
function launch(args: string[], env: Record<string, string> = {}) {
  const dataDir = join(folder, "data");
  const { PATH, HOME } = process.env;
  const inherited = { PATH, HOME, NODE_ENV: "production" as const };
  return new Promise<{ code: number; said: string; isMade: boolean }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, "bin/launch.mjs"), ...args],
      { cwd: folder, env: { ...inherited, PORTICO_DATA_DIR: dataDir, ...env } },
      (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, said: stdout + stderr, isMade: existsSync(dataDir) }),
    );
  });
}

describe("a command line that cannot be understood", () => {
  it.each([
    ["a command", ["cli", "frobnicate"], /no command "frobnicate"[\s\S]*users create[\s\S]*doctor/],
    ["no command", ["cli"], /Which command\?[\s\S]*doctor/],
    ["a sub-command", ["cli", "users", "fly"], /no command "users fly"[\s\S]*users disable/],
    ["a flag", ["cli", "users", "disable", "--emial", "x"], /no option --emial[\s\S]*--email E/],
    ["a flag of a plain command", ["cli", "doctor", "--fix"], /"doctor" has no option --fix/],
    ["a word too many", ["cli", "audit", "verify", "all"], /does not take "all"/],
    ["something missing", ["cli", "import", "--yes"], /Missing: FILE, --app/],
    ["a launcher command", ["frobnicate"], /no command "frobnicate"[\s\S]*start/],
    ["a flag of npm start", ["start", "--port", "80"], /takes no arguments[\s\S]*PORT=8080/],
    ["a seed that is no number", ["seed", "--portals", "many"], /whole number from 1/],
    ["a flag of seed", ["seed", "--portal", "5"], /--portal/],
  ])("%s: is said at once, and nothing is made", async (_name, args, words) => {
    const { code, said, isMade } = await launch(args);
    expect(said).toMatch(words);
    expect(said).not.toMatch(/\bat .*\.m?js:\d+/);
    expect({ code, isMade }).toEqual({ code: 1, isMade: false });
  });

  it("help is no mistake, and makes nothing either", async () => {
    const { code, said, isMade } = await launch(["cli", "--help"]);
    expect(said).toContain("Usage: npm run portico -- <command>");
    expect({ code, isMade }).toEqual({ code: 0, isMade: false });
  });
});

describe("wrong settings", () => {
  it.each(["start", "cli", "demo", "seed"])(
    "are all named by %s in plain words before it begins anything",
    async (command) => {
      const args = command === "cli" ? ["cli", "doctor"] : [command];
      const { code, said, isMade } = await launch(args, {
        PORTICO_URL: "http://portico.example.com",
        HUBSPOT_API_URL: "https://evil.example",
        PORTICO_TRUSTED_PROXIES: "many",
        NEXTAUTH_SECRET: "short",
      });
      expect(said).toContain("4 settings cannot be used");
      for (const name of ["PORTICO_URL", "HUBSPOT_API_URL", "PORTICO_TRUSTED", "NEXTAUTH_SECRET"])
        expect(said).toContain(name);
      expect(said).not.toMatch(/\{"level"|✓/);
      expect({ code, isMade }).toEqual({ code: 1, isMade: false });
    },
  );

  it("a single one is one sentence with its remedy", async () => {
    const { said } = await launch(["start"], { PORT: "abc" });
    expect(said.trim()).toBe(
      'PORT is "abc", which is not a port number.\nUse a number from 1 to 65535, for example PORT=3000.',
    );
  });
});

describe("a command line that is understood", () => {
  it("gives the command and its options", () => {
    expect(readCommandLine(["users", "disable", "a@example.com"])).toEqual({
      name: "users disable",
      options: { email: "a@example.com" },
    });
    expect(readCommandLine(["import", "-", "--app", "crm", "--yes"])).toEqual({
      name: "import",
      options: { file: "-", app: "crm", yes: true },
    });
    expect(readSeedOptions([])).toEqual({ portals: 1000 });
  });

  it("every command that is listed can be found, and its required options exist", () => {
    for (const [name, command] of Object.entries(CLI_COMMANDS)) {
      const values = command.required.flatMap((option) =>
        option in command.options ? [`--${option}`, "x"] : ["x"],
      );
      expect(readCommandLine([...name.split(" "), ...values])).toMatchObject({ name });
    }
  });
});

it.each([
  [900, "0.9 s"],
  [59_940, "59.9 s"],
  [59_960, "1 min 0 s"],
  [119_700, "2 min 0 s"],
  [125_000, "2 min 5 s"],
])("%i ms are told as %s", (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});
