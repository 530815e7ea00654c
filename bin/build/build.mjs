import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../process/children.mjs";
import { isRuntime } from "./runtime-mark.mjs";
import { fingerprintFiles, readStamp } from "./fingerprint.mjs";
import { waitForLockFile } from "../process/lock-file.mjs";
import { ROOT } from "../lib/paths.mjs";
import { explainFileError, PlainError } from "../lib/plain-error.mjs";

const STAMP = join(ROOT, ".next/portico-build");
const NEXT = join(ROOT, "node_modules/next/dist/bin/next");
const SOURCES = [
  ...["app", "components", "lib", "prisma", "public"],
  ...["next.config.js", "package-lock.json", "tailwind.config.ts", "postcss.config.mjs"],
  ...["proxy.ts", "instrumentation.ts", "instrumentation-client.ts"],
];
/** Next completes this file during a build when it misses its own entries. */
const TSCONFIG = "tsconfig.json";

/**
 * The environment of a build: nothing of the operator's but what Next's build itself reads. Next makes the key for
 * server-action closures during the build and keeps it in the build folder, so all instances that serve one build
 * agree; an operator who builds on several machines sets NEXT_SERVER_ACTIONS_ENCRYPTION_KEY, for build and server alike.
 * @returns {NodeJS.ProcessEnv}
 */
export function buildEnvironment() {
  const secretNames = /^(PORTICO_|HUBSPOT_|NEXTAUTH_|OIDC_|DATABASE_URL)/;
  const kept = Object.entries(process.env).filter(([name]) => !secretNames.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}

function sourcesHash() {
  const salt = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? "";
  return fingerprintFiles(ROOT, SOURCES, { skip: ["lib/db/generated"], salt });
}

/** @param {string} sources */
function stampOf(sources) {
  return fingerprintFiles(ROOT, [TSCONFIG], { salt: sources });
}

function isCurrent() {
  if (isRuntime()) return true;
  return existsSync(join(ROOT, ".next/BUILD_ID")) && readStamp(STAMP) === stampOf(sourcesHash());
}

/**
 * Waits until no other Portico builds in this folder, then holds that place.
 * @param {import("../lib/output.mjs").Output} output
 */
export function lockBuild(output) {
  return waitForLockFile(join(ROOT, "node_modules/.portico-build.lock"), (holder) =>
    output.note("build", `another Portico (pid ${holder.pid}) is building; waiting for it`),
  );
}

/**
 * Builds for production when the sources are not those of the last build.
 * @param {import("../lib/output.mjs").Output} output
 * @throws {PlainError} with the build's own words
 */
export async function ensureBuilt(output) {
  if (isCurrent()) return;
  const startedAt = Date.now();
  const lock = await lockBuild(output);
  try {
    if (isCurrent()) return;
    output.line("  … build           the sources are new or changed; building");
    // Taken before the build: an edit made meanwhile must lead to another build.
    const sources = sourcesHash();
    rmSync(STAMP, { force: true });
    const { code, output: said } = await run(process.execPath, [NEXT, "build"], {
      cwd: ROOT,
      env: buildEnvironment(),
    });
    if (code !== 0) {
      const hint = /ENOSPC|no space left/i.test(said)
        ? "The disk is full: free some space."
        : "Fix what it names and start again.";
      throw new PlainError("The production build failed.", hint, { detail: said });
    }
    writeFileSync(STAMP, `${stampOf(sources)}\n`);
    output.done("build", "production build", startedAt);
  } catch (error) {
    throw explainFileError(error, join(ROOT, ".next")) ?? error;
  } finally {
    lock.release();
  }
}
