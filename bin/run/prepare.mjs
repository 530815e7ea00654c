import { checkExternalDatabase, connectOnce } from "../database/database.mjs";
import { keepPostgresRunning } from "../postgres/keep-running.mjs";
import { startEmbeddedPostgres } from "../postgres/embedded-postgres.mjs";
import {
  giveAuditBack,
  holdForRestore,
  keepAuditApart,
  serverOf,
} from "../database/audit-owner.mjs";
import { applyMigrations, findPending } from "../database/migrate.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { checkKeys } from "../settings/preflight.mjs";
import { ensurePrismaClient } from "../database/prisma-client.mjs";
import {
  completeSecrets,
  findSecrets,
  secretFiles,
  secretsToHandOver,
} from "../settings/secrets.mjs";
import {
  ENVIRONMENT_SECRET_NAMES,
  OWNER_URL_NAME,
  withoutSecrets,
} from "../../lib/settings/secret-names.mjs";

/** A database server that starts together with Portico needs a moment. */
const DATABASE_PATIENCE_MS = 60_000;

/**
 * @typedef {object} Prepared
 * @property {string} databaseUrl
 * @property {NodeJS.ProcessEnv} env for the server and for every command that works like it; holds no secret
 * @property {Record<string, string>} handover the secrets that belong to it, for a pipe
 * @property {ReturnType<typeof findSecrets>} secrets
 * @property {Promise<import("../lib/plain-error.mjs").PlainError> | null} databaseFailed settles when the embedded
 *   PostgreSQL is down for good; null where the database is the operator's own
 */

/**
 * Everything between "the dependencies are there" and "a server could run": database, keys, secrets, client,
 * migrations. Keys are compared with the database before the first write.
 * @param {import("../settings/settings.mjs").Settings} settings
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle stops the embedded database at the end
 * @param {{emptyDatabase?: boolean, keepsAuditApart?: boolean}} [options] emptying is for the demo's own database only; a
 *   restore changes the tables of the audit log, and has them taken away again at its end
 * @returns {Promise<Prepared>}
 */
export async function prepare(
  settings,
  output,
  lifecycle,
  { emptyDatabase = false, keepsAuditApart = true } = {},
) {
  const found = findSecrets(settings.dataDir);
  const { databaseUrl, ownerUrl, failed } = await openDatabase(settings, output, lifecycle);
  lifecycle.checkpoint();
  if (emptyDatabase && settings.databaseUrl === "") await emptyOwn(databaseUrl, ownerUrl);
  await checkKeys(databaseUrl, found.PORTICO_ENCRYPTION_KEYS);
  const secrets = makeSecrets(settings, found, output);
  await ensurePrismaClient(output);
  lifecycle.checkpoint();
  await migrate({ databaseUrl, ownerUrl, keepsAuditApart }, output);
  lifecycle.checkpoint();
  const handover = secretsToHandOver(secrets, databaseUrl);
  const env = serverEnvironment(settings, secrets, Object.keys(handover));
  const letGo = ownerUrl === "" || keepsAuditApart ? undefined : await holdForRestore(ownerUrl);
  const takeAuditAway = async () => {
    await letGo?.();
    if (ownerUrl !== "") await keepAuditApart(ownerUrl, await serverOf(databaseUrl));
  };
  return { databaseUrl, secrets, env, handover, takeAuditAway, databaseFailed: failed };
}

/** @param {import("../settings/settings.mjs").Settings} settings @param {import("../lib/output.mjs").Output} output @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle */
async function openDatabase({ databaseUrl, databaseOwnerUrl, dataDir }, output, lifecycle) {
  const startedAt = Date.now();
  if (databaseUrl !== "") {
    const { version, place } = await checkExternalDatabase(databaseUrl, {
      patienceMs: DATABASE_PATIENCE_MS,
      isStopping: lifecycle.isStopping,
      onWait: (words) => {
        const seconds = DATABASE_PATIENCE_MS / 1000;
        output.note("database", `${words} Waiting for it, up to ${seconds} seconds.`);
      },
    });
    output.done("database", `PostgreSQL ${version} at ${place}`, startedAt);
    return { databaseUrl, ownerUrl: databaseOwnerUrl, failed: null };
  }
  const postgres = await startEmbeddedPostgres({ dataDir });
  lifecycle.onEnd(postgres.stop);
  const watch = keepPostgresRunning(postgres, output);
  lifecycle.onEnd(watch.stop);
  const manner = postgres.adopted ? ", already running" : "";
  output.done(
    "database",
    `embedded PostgreSQL 18 on 127.0.0.1:${postgres.port}${manner}`,
    startedAt,
  );
  // A superuser, in the database of the installation.
  const owner = Object.assign(new URL(postgres.adminUrl), {
    pathname: new URL(postgres.url).pathname,
  });
  return { databaseUrl: postgres.url, ownerUrl: owner.href, failed: watch.failed };
}

/** @param {string} databaseUrl @param {string} ownerUrl */
async function emptyOwn(databaseUrl, ownerUrl) {
  const role = new URL(databaseUrl).username;
  await connectOnce(ownerUrl, (client) =>
    client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION "${role}"`),
  );
}

/** @param {import("../settings/settings.mjs").Settings} settings @param {ReturnType<typeof findSecrets>} found @param {import("../lib/output.mjs").Output} output */
function makeSecrets({ dataDir }, found, output) {
  const { secrets, created } = completeSecrets(dataDir, found);
  if (created.length > 0) output.done("secrets", `made in ${dataDir}/secrets`);
  if (created.includes("PORTICO_ENCRYPTION_KEYS")) {
    output.note("back this up", secrets.PORTICO_ENCRYPTION_KEYS.path);
    output.note(
      "",
      "Without that file, stored tokens cannot be read again. Keep it apart from database backups.",
    );
  }
  return secrets;
}

/**
 * @param {{databaseUrl: string, ownerUrl: string, keepsAuditApart: boolean}} place ownerUrl: "" where nobody else may own
 * @param {import("../lib/output.mjs").Output} output
 */
async function migrate({ databaseUrl, ownerUrl, keepsAuditApart }, output) {
  const startedAt = Date.now();
  const server = await serverOf(databaseUrl);
  const { toLog } = await findPending(databaseUrl);
  const changesLog = !keepsAuditApart || toLog.length > 0;
  if (changesLog && ownerUrl !== "") await giveAuditBack(ownerUrl, server);
  if (changesLog && ownerUrl === "" && !server.ownsLog)
    throw new PlainError(
      `The activity log in this database belongs to the role ${server.logOwner}, and ${keepsAuditApart ? `the migration ${toLog[0]} changes` : "a restore fills"} its tables.`,
      `Set DATABASE_OWNER_URL, for this once, to the address of this database for ${server.logOwner} (docs/hardening.md), and run the command again. Nothing was changed.`,
    );
  const takeAway = async () => {
    if (ownerUrl === "" || !keepsAuditApart) return;
    const { waitsFor } = await keepAuditApart(ownerUrl, server);
    if (waitsFor !== "") output.note("audit log", waitsFor);
  };
  const { applied } = await applyMigrations(databaseUrl).catch(async (error) => {
    // What failed is told, and not what fails after it.
    await takeAway().catch(() => {});
    throw error;
  });
  const text =
    applied.length === 0 ? "up to date" : `${applied.length} applied (${applied.at(-1)})`;
  output.done("migrations", text, startedAt);
  await takeAway();
}

/**
 * @param {import("../settings/settings.mjs").Settings} settings
 * @param {ReturnType<typeof findSecrets>} secrets
 * @param {string[]} handedOver names of the secrets that come through the pipe
 */
function serverEnvironment({ port, host, origin, dataDir }, secrets, handedOver) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...withoutSecrets(process.env),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    PORTICO_HOST: host,
    PORTICO_URL: origin,
    PORTICO_DATA_DIR: dataDir,
    NEXTAUTH_URL: origin,
    ...secretFiles(secrets),
  };
  // Empty, not absent: Next reads .env by itself for what is absent. The same goes for demonstration mode, which comes
  // from `npm run demo` alone.
  for (const name of ENVIRONMENT_SECRET_NAMES) env[name] = "";
  for (const name of handedOver) env[`${name}_FILE`] = "";
  env[`${OWNER_URL_NAME}_FILE`] = "";
  env.PORTICO_DEMO = "";
  return env;
}
