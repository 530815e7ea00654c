import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const COPIED = ["bin", "lib", "prisma", "package.json", "tsconfig.json"];

/** A release in a folder of its own, with other migrations than this one has. */
export interface Release {
  /** Adds a migration, or writes another in its place. */
  write(name: string, sql: string): void;
  /** Takes a migration out again. */
  remove(name: string): void;
  /** Runs a command of the operator on a data folder, by way of the whole launcher. */
  run(
    args: string[],
    dataDir: string,
    settings?: Record<string, string>,
  ): Promise<{ code: number | null; stdout: string; stderr: string }>;
  end(): void;
}

/** This release, copied. */
export function copyRelease(): Release {
  const folder = mkdtempSync(join(tmpdir(), "portico-release-"));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  // Nothing may be installed, generated or built in it; what is bundled in such a folder else is run from its sources.
  writeFileSync(join(folder, ".portico-runtime"), "");
  writeFileSync(
    join(folder, "bin/portico.mjs"),
    'import { register } from "tsx/esm/api";\nregister();\nawait import("./portico.ts");\n',
  );
  const place = (name: string) => join(folder, "prisma/migrations", name);
  return {
    write(name, sql) {
      mkdirSync(place(name), { recursive: true });
      writeFileSync(join(place(name), "migration.sql"), sql);
    },
    remove: (name) => rmSync(place(name), { recursive: true }),
    async run(args, dataDir, settings = {}) {
      const own = { PORTICO_DATA_DIR: dataDir, PORTICO_LOG_LEVEL: "info", ...settings };
      const env = { ...process.env, ...own };
      const program = [join(folder, "bin/launch.mjs"), "cli", ...args];
      const child = spawn(process.execPath, program, { cwd: folder, env });
      child.stdin.end();
      const closed = once(child, "close");
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      await closed;
      return { code: child.exitCode, stdout, stderr };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
