import { cpSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { inject } from "vitest";
import { applyMigrations } from "@/bin/database/migrate.mjs";
import { SEALED_COLUMNS } from "@/lib/keys/sealed-columns.mjs";
import { importTokenPlace } from "@/lib/imports/places";
import { clientSecretPlace } from "@/lib/hubspot-apps/secret/secret-place";
import { refreshTokenPlace } from "@/lib/portals/token-places";
import { startSimulator, type Simulator } from "../../hubspot-simulator/server";
import { createBlankDatabase } from "../database";
import { buildWorld, endWorld, type World } from "../world";
import {
  adminUrlOf,
  asSuperuser,
  FIXTURE_KEYS,
  loadFixture,
  readFixture,
  rowsAsText,
  tablesOf,
  type UpgradeFixture,
} from "./fixture";

export interface OpenedFixture {
  fixture: UpgradeFixture;
  /** Its tables after the migrations and before anything else. */
  migrated: Map<string, { columns: string[]; rows: string }>;
  world: World;
  close(): Promise<void>;
}

/** A database and a data folder as an earlier release left them, opened by this one as it starts. */
export async function openFixture(name: string): Promise<OpenedFixture> {
  const fixture = readFixture(name);
  const database = await createBlankDatabase();
  const adminUrl = adminUrlOf(database.url, inject("adminUrl"));
  await loadFixture(fixture, database.url, adminUrl);
  await applyMigrations(database.url);
  const migrated = await asSuperuser(adminUrl, readTables);
  const simulator = await startSimulator();
  const world = await buildWorld(database.url, simulator, FIXTURE_KEYS);
  placeSpill(fixture, world);
  return {
    fixture,
    migrated,
    world,
    async close() {
      await end(world, simulator);
      await database.drop();
    },
  };
}

async function readTables(client: pg.Client): Promise<OpenedFixture["migrated"]> {
  const tables: OpenedFixture["migrated"] = new Map();
  for (const { table, columns } of await tablesOf(client))
    tables.set(table, { columns, rows: await rowsAsText(client, table, columns) });
  return tables;
}

async function end(world: World, simulator: Simulator): Promise<void> {
  await endWorld(world);
  await simulator.close();
}

/** The server that left it fell silent long ago. */
function placeSpill({ folder }: UpgradeFixture, { spill }: World): void {
  for (const name of readdirSync(join(folder, "spill"))) {
    const path = join(spill.folder, name);
    cpSync(join(folder, "spill", name), path);
    utimesSync(path, 0, 0);
  }
}

/** Makes the simulator know the apps, accounts and grants of a world that was filled with another one. */
export async function remember(world: World): Promise<void> {
  const { db, control } = world;
  const open = openerOf(world);
  for (const app of await db.hubSpotApp.findMany()) {
    const { id, clientId, redirectUri, requiredScopes, optionalScopes } = app;
    await control.putApp({
      clientId,
      clientSecret: open(clientSecretPlace(id), app.clientSecretSealed),
      appId: Number(app.hubspotAppId ?? 1),
      redirectUris: [redirectUri],
      requiredScopes,
      conditionallyRequiredScopes: app.conditionalScopes,
      optionalScopes,
    });
  }
  const grants = await db.grant.findMany({ include: { app: true, portal: true } });
  for (const { id, app, portal, refreshTokenSealed: sealed, grantedScopes: scopes } of grants) {
    const hubId = Number(portal.hubId);
    const domain = portal.hubDomain ?? undefined;
    await control.putPortal({ hubId, domain });
    if (!sealed || portal.status === "needs_reconnect") continue;
    const refreshToken = open(refreshTokenPlace(id), sealed);
    await control.putGrant({ clientId: app.clientId, hubId, refreshToken, scopes });
  }
  const rows = await db.importRow.findMany({ include: { job: { include: { app: true } } } });
  for (const { id, job, hubIdGiven, refreshTokenSealed } of rows) {
    if (!refreshTokenSealed) continue;
    const hubId = Number(hubIdGiven);
    const { clientId, requiredScopes: scopes } = job.app;
    await control.putPortal({ hubId });
    const refreshToken = open(importTokenPlace(id), refreshTokenSealed);
    await control.putGrant({ clientId, hubId, refreshToken, scopes });
  }
}

function openerOf({ vault }: World) {
  return (place: Parameters<World["vault"]["open"]>[0], sealed: string) =>
    vault.open(place, sealed).reveal();
}

/** Opens every sealed value there is. @returns how many of each column; throws at the first that does not open */
export async function openAll({ db, vault }: World): Promise<Record<string, number>> {
  const opened: Record<string, number> = {};
  for (const { table, column } of SEALED_COLUMNS) {
    const key = table === "SystemSecret" ? "name" : "id";
    const rows = await db.$queryRawUnsafe<{ rowId: string; sealed: string }[]>(
      `SELECT "${key}"::text AS "rowId", "${column}" AS "sealed" FROM "${table}" WHERE "${column}" IS NOT NULL`,
    );
    for (const { rowId, sealed } of rows) vault.open({ table, column, rowId }, sealed);
    opened[`${table}.${column}`] = rows.length;
  }
  return opened;
}
