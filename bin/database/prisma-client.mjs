import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../process/children.mjs";
import { isRuntime } from "../build/runtime-mark.mjs";
import { fingerprintFiles, readStamp } from "../build/fingerprint.mjs";
import { waitForLockFile } from "../process/lock-file.mjs";
import { withoutSecrets } from "../../lib/settings/secret-names.mjs";
import { ROOT } from "../lib/paths.mjs";
import { explainFileError, PlainError } from "../lib/plain-error.mjs";

const OUTPUT_DIR = join(ROOT, "lib/db/generated");
const STAMP = join(OUTPUT_DIR, ".portico-generated");
const INPUTS = ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"];

/**
 * Generates the database client when the schema changed. Prisma wants to download an engine it does not use for this;
 * naming any program in its place keeps it from trying.
 * @param {import("../lib/output.mjs").Output} output
 * @throws {PlainError} with Prisma's own words
 */
export async function ensurePrismaClient(output) {
  if (isCurrent()) return;
  const startedAt = Date.now();
  const lock = await waitForLockFile(join(ROOT, "node_modules/.portico-generate.lock"));
  try {
    if (isCurrent()) return;
    const cli = join(ROOT, "node_modules/prisma/build/index.js");
    const { code, output: said } = await run(process.execPath, [cli, "generate"], {
      cwd: ROOT,
      env: {
        ...withoutSecrets(process.env),
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    });
    if (code !== 0)
      throw new PlainError(
        "The database client could not be generated.",
        "Fix what Prisma names above.",
        { detail: said },
      );
    writeFileSync(STAMP, `${wanted()}\n`);
    output.done("database client", "generated", startedAt);
  } catch (error) {
    throw explainFileError(error, OUTPUT_DIR) ?? error;
  } finally {
    lock.release();
  }
}

function wanted() {
  return fingerprintFiles(ROOT, INPUTS);
}

function isCurrent() {
  return isRuntime() || (existsSync(OUTPUT_DIR) && readStamp(STAMP) === wanted());
}
