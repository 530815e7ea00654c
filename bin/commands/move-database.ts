import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeBackupKey } from "@/lib/backup/backup-key";
import { restoreBackup, type RestoredBackup } from "@/lib/backup/restore-backup";
import { writeBackup } from "@/lib/backup/write-backup";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { listServers } from "@/lib/servers/list-servers";
import { databaseUrlProblem } from "@/lib/settings/plain-settings.mjs";
import { checkExternalDatabase } from "../database/database.mjs";
import { applyMigrations, migrationNames } from "../database/migrate.mjs";
import { inWords } from "./backup";
import { describeRows, progressLine } from "./backup-words";
import { operatorActor, operatorContext } from "./context";
import { CommandError } from "./errors";

/** `move-database URL`: everything into another, empty PostgreSQL, compared there; the old one stays as it is. */
export async function moveDatabase({
  url,
}: Record<string, string | boolean | undefined>): Promise<void> {
  const target = String(url);
  const problem = databaseUrlProblem(target);
  if (problem) throw new CommandError(`That is not a PostgreSQL address. ${problem.fix}`);
  const ctx = await operatorContext();
  await assertAlone(ctx);
  const { version, place } = await checkExternalDatabase(target);
  if (await isSameDatabase(ctx, target))
    throw new CommandError(
      `${place} is the database that Portico uses already. Nothing was changed.`,
    );
  const { restored, rows } = await copy(ctx, target);
  const [late] = await listServers(ctx);
  if (late)
    throw new CommandError(
      `${late.name} was started meanwhile, and what it wrote is not in the copy. Stop it, empty the new database and move again. The old database is as it was.`,
    );
  process.stdout.write(
    [
      `Copied to PostgreSQL ${version} at ${place} and compared: ${describeRows(rows)}.`,
      `The audit log's ${restored.auditLines.toLocaleString("en")} lines are intact there, and the keys open what they must.`,
      "The old database is as it was. From now on start Portico with",
      "  DATABASE_URL=<that address>",
      "in its environment or in .env, and never again with the old one: two would renew the tokens under each other.",
      "Everybody signs in anew.",
      "",
    ].join("\n"),
  );
}

/** What a server writes during the copy would be missing there. @throws CommandError */
async function assertAlone(ctx: Context): Promise<void> {
  const servers = await listServers(ctx);
  if (servers.length === 0) return;
  throw new CommandError(
    `${servers.map(({ name }) => name).join(", ")} works on this database. Stop it, wait half a minute if it was killed, then move. The old database is as it was.`,
  );
}

async function isSameDatabase({ db }: Context, target: string): Promise<boolean> {
  const mark = `portico move ${randomUUID()}`;
  // Who holds the lock sees it in the same database only.
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${mark}))`;
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: target, application_name: "portico move" });
    await client.connect();
    try {
      const { rows } = await client.query<{ isFree: boolean }>(
        `SELECT pg_try_advisory_lock(hashtext($1)) AS "isFree"`,
        [mark],
      );
      return rows[0]?.isFree === false;
    } finally {
      await client.end();
    }
  });
}

async function copy(
  ctx: Context,
  target: string,
): Promise<{ restored: RestoredBackup; rows: Record<string, number> }> {
  const folder = join(ctx.env.dataDir, "moving");
  const file = join(folder, `${randomUUID()}.age`);
  const progress = progressLine();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Sealed on its way too, to a key of this moment.
    const { identity, recipient } = await makeBackupKey();
    const { rows } = await writeBackup(ctx, {
      file,
      lock: { recipients: [recipient] },
      withKeys: false,
      isPassing: true,
      onProgress: (_step, table, count) => progress.show(`Reading ${table} ${count}`),
    });
    await applyMigrations(target);
    const restored = await restoreBackup({
      file,
      opener: { identities: [new Secret(identity)] },
      databaseUrl: target,
      keyring: ctx.vault.keyring,
      now: ctx.now(),
      actor: operatorActor(),
      isMove: true,
      migrations: {
        names: migrationNames(),
        apply: (upTo) => applyMigrations(target, { upTo }),
      },
      onProgress: (step, table) =>
        progress.show(`${step === "verify" ? "Verifying" : "Writing"} ${table}`),
      keepKeys: () => undefined,
    });
    return { restored, rows };
  } catch (error) {
    throw inWords(error);
  } finally {
    progress.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
