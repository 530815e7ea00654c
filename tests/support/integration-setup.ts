import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../bin/postgres/embedded-postgres.mjs";
import { bundleCli } from "../../bin/build/bundle-cli.mjs";
import { ROOT } from "../../bin/lib/paths.mjs";
import { keepAuditApart } from "../../bin/database/audit-owner.mjs";
import { applyMigrations } from "../../bin/database/migrate.mjs";
import { HOLDERS_TURN_SECONDS } from "@/lib/portals/lease";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser of the test server, connected to the database `postgres`. */
    adminUrl: string;
    /** Owner of the template database. */
    templateUrl: string;
    /** The operator's commands as one file, as a deployed folder has them: it starts four times as fast as the sources. */
    cliFile: string;
  }
}

interface Server {
  adminUrl: string;
  templateUrl: string;
  cliFile: string;
  stop: () => Promise<void>;
}

/** Vitest loads this file once for each project, all in one process. */
const shared = globalThis as { integrationServer?: { users: number; server: Promise<Server> } };

/**
 * One private PostgreSQL for the whole run, in a folder of its own, with a migrated database that each test file copies.
 * The simulator is started per file instead: its settings and clock are global, and files run side by side.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.PORTICO_LOG_LEVEL ||= "silent";
  const here = (shared.integrationServer ??= { users: 0, server: startServer() });
  here.users += 1;
  const server = await here.server;
  project.provide("adminUrl", server.adminUrl);
  project.provide("templateUrl", server.templateUrl);
  project.provide("cliFile", server.cliFile);
  return async () => {
    here.users -= 1;
    if (here.users === 0) await server.stop();
  };
}

async function startServer(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), "portico-integration-"));
  const server = await startEmbeddedPostgres({ dataDir });
  const templateUrl = new URL(server.url);
  templateUrl.pathname = "/portico_template";
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE portico_template OWNER "${templateUrl.username}"`);
  await admin.end();
  await applyMigrations(templateUrl.href);
  // As the launcher leaves it: whatever a verb does, it does without owning the audit log.
  const ownerUrl = Object.assign(new URL(server.adminUrl), { pathname: templateUrl.pathname });
  await keepAuditApart(ownerUrl.href, { role: templateUrl.username, schema: "public" });
  await holdersTurnIsOver(server.adminUrl);
  // Below the project, where it finds its packages.
  const folder = join(ROOT, "node_modules/.cache/portico");
  mkdirSync(folder, { recursive: true });
  const cliFile = join(mkdtempSync(join(folder, "cli-")), "portico.mjs");
  await bundleCli(cliFile);
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(dirname(cliFile), { recursive: true, force: true });
  };
  return { adminUrl: server.adminUrl, templateUrl: templateUrl.href, cliFile, stop };
}

/** While a database has only just started, a lease that has run out is nobody's to take (`leaseIsLetGo`). */
async function holdersTurnIsOver(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const seconds = `${HOLDERS_TURN_SECONDS} - extract(epoch FROM now() - pg_postmaster_start_time())`;
  await client.query(`SELECT pg_sleep(greatest(0, ${seconds}))`);
  await client.end();
}
