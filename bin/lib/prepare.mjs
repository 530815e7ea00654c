import { checkExternalDatabase, connectOnce } from "./database.mjs";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { applyMigrations } from "./migrate.mjs";
import { checkKeys } from "./preflight.mjs";
import { ensurePrismaClient } from "./prisma-client.mjs";
import { completeSecrets, findSecrets, secretEnvironment } from "./secrets.mjs";

/**
 * @typedef {object} Prepared
 * @property {string} databaseUrl
 * @property {NodeJS.ProcessEnv} env for the server and for every command that works like it
 * @property {ReturnType<typeof findSecrets>} secrets
 */

/**
 * Everything between "the dependencies are there" and "a server could run": database, keys, secrets, client,
 * migrations. Keys are compared with the database before the first write.
 * @param {import("./settings.mjs").Settings} settings
 * @param {import("./output.mjs").Output} output
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle stops the embedded database at the end
 * @param {{emptyDatabase?: boolean}} [options] emptying is for the demo's own database only
 * @returns {Promise<Prepared>}
 */
export async function prepare(settings, output, lifecycle, { emptyDatabase = false } = {}) {
  const found = findSecrets(settings.dataDir);
  const databaseUrl = await openDatabase(settings, output, lifecycle);
  lifecycle.checkpoint();
  if (emptyDatabase && settings.databaseUrl === "") {
    await connectOnce(databaseUrl, (client) =>
      client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public"),
    );
  }
  await checkKeys(databaseUrl, found.PORTICO_ENCRYPTION_KEYS);
  const secrets = makeSecrets(settings, found, output);
  await ensurePrismaClient(output);
  lifecycle.checkpoint();
  await migrate(databaseUrl, output);
  lifecycle.checkpoint();
  return { databaseUrl, secrets, env: serverEnvironment(settings, databaseUrl, secrets) };
}

/** @param {import("./settings.mjs").Settings} settings @param {import("./output.mjs").Output} output @param {import("./lifecycle.mjs").Lifecycle} lifecycle */
async function openDatabase({ databaseUrl, dataDir }, output, lifecycle) {
  const startedAt = Date.now();
  if (databaseUrl !== "") {
    const { version, place } = await checkExternalDatabase(databaseUrl);
    output.done("database", `PostgreSQL ${version} at ${place}`, startedAt);
    return databaseUrl;
  }
  const postgres = await startEmbeddedPostgres({ dataDir });
  lifecycle.onEnd(postgres.stop);
  const manner = postgres.adopted ? ", already running" : "";
  output.done(
    "database",
    `embedded PostgreSQL 18 on 127.0.0.1:${postgres.port}${manner}`,
    startedAt,
  );
  return postgres.url;
}

/** @param {import("./settings.mjs").Settings} settings @param {ReturnType<typeof findSecrets>} found @param {import("./output.mjs").Output} output */
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

/** @param {string} databaseUrl @param {import("./output.mjs").Output} output */
async function migrate(databaseUrl, output) {
  const startedAt = Date.now();
  const { applied } = await applyMigrations(databaseUrl);
  const text =
    applied.length === 0 ? "up to date" : `${applied.length} applied (${applied.at(-1)})`;
  output.done("migrations", text, startedAt);
}

/** @param {import("./settings.mjs").Settings} settings @param {string} databaseUrl @param {ReturnType<typeof findSecrets>} secrets */
function serverEnvironment({ port, host, origin, dataDir }, databaseUrl, secrets) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    PORTICO_HOST: host,
    PORTICO_URL: origin,
    PORTICO_DATA_DIR: dataDir,
    NEXTAUTH_URL: origin,
    DATABASE_URL: databaseUrl,
    ...secretEnvironment(secrets),
  };
  delete env.DATABASE_URL_FILE;
  // Demonstration mode comes from `npm run demo` alone, never from a variable left in the shell or in .env; the empty
  // value also keeps Next from reading it there.
  env.PORTICO_DEMO = "";
  return env;
}
