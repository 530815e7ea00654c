import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { anchorFile } from "@/lib/audit/keep-anchors";
import type { Opener } from "@/lib/backup/sealed-file";
import { restoreBackup } from "@/lib/backup/restore-backup";
import { Secret } from "@/lib/crypto/secret";
import { getEnv, type Env } from "@/lib/env";
import { applyMigrations, migrationNames } from "../database/migrate.mjs";
import { askPassphrase } from "./ask-password";
import { inWords } from "./backup";
import { describeRows, progressLine } from "./backup-words";
import { operatorActor } from "./context";
import { CommandError } from "./errors";

/** `restore FILE [--identity FILE]`: everything of a backup into an empty installation, checked, or nothing. */
export async function restore(given: Record<string, string | boolean | undefined>): Promise<void> {
  const here = process.env.INIT_CWD ?? "";
  const env = getEnv();
  const keyFile = ownKeyFile(env);
  const opener = await readOpener(given.identity, here);
  const progress = progressLine();
  try {
    const restored = await restoreBackup({
      file: resolve(here, String(given.file)),
      opener,
      databaseUrl: env.databaseUrl.reveal(),
      keyring: env.keyring,
      now: new Date(),
      actor: operatorActor(),
      migrations: {
        names: migrationNames(),
        apply: (upTo) => applyMigrations(env.databaseUrl.reveal(), { upTo }),
      },
      onProgress: (step, table) =>
        progress.show(
          `${{ check: "Checking", restore: "Restoring", verify: "Verifying" }[step]} ${table}`,
        ),
      keepKeys: (keys) => keyFile.write(keys),
    });
    keyFile.use();
    // They told of the log that was here before.
    rmSync(anchorFile(env.dataDir), { force: true });
    progress.end();
    const { header, rows, auditLines, portalsToCheck } = restored;
    process.stdout.write(
      [
        `Restored what Portico ${header.version} wrote at ${header.at}: ${describeRows(rows)}.`,
        `The audit log's ${auditLines.toLocaleString("en")} lines are intact, and the keys open what they must.`,
        ...(portalsToCheck > 0 ? [toCheck(portalsToCheck)] : []),
        "Make sure that the old installation is stopped for good: two would renew the tokens under each other.",
        "Then start this one with npm start; everybody signs in anew.",
        "",
      ].join("\n"),
    );
  } catch (error) {
    keyFile.forget();
    progress.end();
    throw inWords(error);
  }
}

function toCheck(portals: number): string {
  const get = portals === 1 ? "portal gets" : "portals get";
  return `${portals.toLocaleString("en")} ${get} new tokens as soon as a server runs. HubSpot may refuse one whose tokens were renewed after the backup; it then stands under Portals as "Needs reconnect".`;
}

async function readOpener(identity: string | boolean | undefined, here: string): Promise<Opener> {
  if (typeof identity !== "string")
    return { passphrase: new Secret(await askPassphrase({ isNew: false })) };
  const file = resolve(here, identity);
  try {
    const lines = readFileSync(file, "utf8").split(/\r?\n/);
    const identities = lines.filter((line) => line.startsWith("AGE-SECRET-KEY-"));
    if (identities.length > 0) return { identities: identities.map((line) => new Secret(line)) };
  } catch (error) {
    throw inWords(error);
  }
  throw new CommandError(`${file} holds no age identity (AGE-SECRET-KEY-…).`);
}

/** The key file of the data folder, which a backup with keys replaces once its rows are kept. */
function ownKeyFile({ dataDir }: Env) {
  const path = join(dataDir, "secrets", "encryption-keys");
  const aside = `${path}.restored`;
  const isOurs = process.env.PORTICO_ENCRYPTION_KEYS_FILE === path;
  let isWritten = false;
  return {
    write(keys: string): void {
      if (!isOurs)
        throw new CommandError(
          "The backup brings its own encryption keys, and PORTICO_ENCRYPTION_KEYS is set to others. Unset it and restore again; nothing was changed.",
        );
      writeFileSync(aside, `${keys}\n`, { mode: 0o600, flush: true });
      isWritten = true;
    },
    use(): void {
      if (isWritten) renameSync(aside, path);
    },
    forget(): void {
      if (isWritten) rmSync(aside, { force: true });
    },
  };
}
