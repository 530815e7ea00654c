import { writeFileSync } from "node:fs";
import { arch, availableParallelism, freemem, platform, release, totalmem } from "node:os";
import { resolve } from "node:path";
import { alertFigures } from "@/lib/alerts/figures";
import type { Context } from "@/lib/context";
import { countByStatus } from "@/lib/portals/look-up/overview";
import { createContext } from "@/lib/resources";
import { getSystem } from "@/lib/servers/system";
import { readPlainSettings } from "@/lib/settings/plain-settings.mjs";
import { SECRET_NAMES } from "@/lib/settings/secret-names.mjs";
import packageJson from "@/package.json";
import { CommandError } from "./errors";
import type { Finding } from "./finding";
import { textOf } from "../lib/plain-error.mjs";

const LINES = 200;

/**
 * Writes what a support engineer would ask for as JSON, readable by its owner alone: versions, settings that are no secret,
 * counts, sizes, and the kinds of the last events. No token, key, address, name of a person, domain or Hub ID is in it.
 * @throws CommandError for a file that exists or cannot be written
 */
export async function writeBundle(path: string, findings: Finding[]): Promise<void> {
  const file = resolve(process.env.INIT_CWD ?? "", path);
  const bundle = {
    madeAt: new Date().toISOString(),
    portico: packageJson.version,
    node: process.version,
    machine: {
      system: `${platform()} ${release()} ${arch()}`,
      processors: availableParallelism(),
      memoryBytes: { total: totalmem(), free: freemem() },
    },
    settings: settingsOf(process.env),
    checks: findings.map(({ name, ok }) => ({ name, ok })),
    ...(await installation()),
  };
  try {
    writeFileSync(file, `${JSON.stringify(bundle, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new CommandError(
      exists
        ? `${file} exists already. Name another file.`
        : `${textOf(error)}. Nothing was written.`,
    );
  }
  process.stdout.write(
    `Wrote ${file}: read it before you send it. It holds no secret and no customer.\n`,
  );
}

/** What is set: values of plain settings but addresses, of secrets only whether there is one and how it comes. */
function settingsOf(env: NodeJS.ProcessEnv) {
  const { settings, problems } = readPlainSettings(env);
  const { port, trustedProxies, workers, drainSeconds, logLevel, origin } = settings;
  const secrets = SECRET_NAMES.map((name) => {
    const how = env[`${name}_FILE`] ? "file" : env[`${name}_COMMAND`] ? "command" : "not in a file";
    return [name, how];
  });
  return {
    ...{ port, trustedProxies, workers, drainSeconds, logLevel },
    isHttps: origin.startsWith("https:"),
    isHubSpotsOwn: !env.HUBSPOT_API_URL,
    wrong: problems.map(({ name }) => name),
    secrets: Object.fromEntries(secrets),
  };
}

async function installation() {
  try {
    const ctx = await createContext({ kind: "operator", label: "doctor" });
    const [system, portals, alerts, database, tables, events] = await Promise.all([
      getSystem(ctx),
      countByStatus(ctx),
      alertFigures(ctx),
      databaseOf(ctx),
      tablesOf(ctx),
      lastEvents(ctx),
    ]);
    const { servers, work, backup, keys, disk } = system;
    return {
      database,
      tables,
      portals,
      apps: await appsOf(ctx),
      alerts,
      servers: servers.map(({ kind, version, startedAt, lastSeenAt, keyIds }) => ({
        ...{ kind, version, startedAt, lastSeenAt },
        keys: keyIds.length,
      })),
      work: { ...work, pausedApps: work.pausedApps.length },
      lastBackup: backup,
      keys: { loaded: keys.ids.length, used: keys.used.length, isComplete: keys.missing === "" },
      disk,
      events,
    };
  } catch {
    return { database: "could not be read; the checks say why" };
  }
}

async function databaseOf({ db }: Context) {
  const [row] = await db.$queryRaw<Record<string, unknown>[]>`
    SELECT current_setting('server_version') AS "version", pg_database_size(current_database())::float8 AS "bytes",
      current_setting('max_connections')::int AS "maxConnections",
      (SELECT COUNT(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS "connections",
      (SELECT array_agg("migration_name" ORDER BY "migration_name") FROM "_prisma_migrations"
        WHERE "finished_at" IS NOT NULL) AS "migrations",
      (SELECT array_agg(extname::text) FROM pg_extension) AS "extensions"`;
  return row;
}

function tablesOf({ db }: Context) {
  return db.$queryRaw`
    SELECT relname::text AS "table", n_live_tup::float8 AS "rows", n_dead_tup::float8 AS "dead",
      pg_total_relation_size(relid)::float8 AS "bytes", last_autovacuum AS "lastVacuum"
    FROM pg_stat_user_tables WHERE schemaname IN (current_schema(), 'pgboss') ORDER BY 4 DESC`;
}

/** Apps by number: how each stands, and not what it is called. */
function appsOf({ db }: Context) {
  return db.$queryRaw`
    SELECT row_number() OVER (ORDER BY a."createdAt")::int AS "app", a."apiVersion", a."refreshPolicy"::text AS "policy",
      a."credentialsRefusedCode", a."breakerKind", a."breakerStatus", a."journalEnabled",
      (SELECT COUNT(*)::int FROM "Portal" p WHERE p."appId" = a."id") AS "portals"
    FROM "HubSpotApp" a ORDER BY 1`;
}

/** What happened last, by kind alone. */
async function lastEvents({ db }: Context) {
  const rows = await db.auditEvent.findMany({
    orderBy: { seq: "desc" },
    take: LINES,
    select: { at: true, action: true, outcome: true, actorKind: true, correlationId: true },
  });
  return rows;
}
