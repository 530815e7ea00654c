import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainFileError, PlainError } from "../lib/plain-error.mjs";

/**
 * Makes the data folder when missing and proves that it can be written. It is closed to others; under root others may
 * pass through it, because PostgreSQL runs as another user below it (the secrets folder stays 0700).
 * @param {string} dataDir absolute
 * @throws {PlainError} when it cannot be written: rights, full disk, read-only, a file in the way
 */
export function prepareDataDir(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    if (!statSync(dataDir).isDirectory()) throw notAFolder(dataDir);
    letPostgresPass(dataDir);
    const probe = join(dataDir, `.write-test-${process.pid}`);
    writeFileSync(probe, "portico");
    rmSync(probe);
  } catch (error) {
    throw explainFileError(error, dataDir) ?? error;
  }
}

/** @param {string} dataDir */
function notAFolder(dataDir) {
  return new PlainError(
    `${dataDir} is a file, not a folder.`,
    "Choose another folder with PORTICO_DATA_DIR.",
  );
}

/** @param {string} dataDir */
function letPostgresPass(dataDir) {
  const { mode, uid } = statSync(dataDir);
  if (process.getuid?.() !== 0 || uid !== 0 || mode & 0o001) return;
  chmodSync(dataDir, (mode & 0o777) | 0o011);
}
