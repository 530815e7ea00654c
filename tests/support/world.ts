import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { bootVault } from "@/lib/boot";
import type { Actor, Context } from "@/lib/context";
import type { Vault } from "@/lib/crypto/vault";
import { createDb, type Db } from "@/lib/db/client";
import { readEnv, type Env } from "@/lib/env";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";
import { forgetGates } from "@/lib/portals/breaker/gates";
import { createQueue, type JobQueue } from "@/lib/queue/queue";
import { dbOf } from "@/lib/reach/reach";
import { createSpill, spillFolder, type Spill } from "@/lib/spill/spill";
import { createControlClient, type ControlClient } from "../hubspot-simulator/control-client";
import { startSimulator, type Simulator } from "../hubspot-simulator/server";
import { createTestDatabase, type TestDatabase } from "./database";

export const SETUP_TOKEN = "setup-token-of-the-tests";
export const ORIGIN = "http://localhost:3000";

/** Everything a test file works with: its own database, simulator, keys and clock. */
export interface World {
  databaseUrl: string;
  encryptionKeys: string;
  db: Db;
  env: Env;
  vault: Vault;
  control: ControlClient;
  apiUrl: string;
  controlUrl: string;
  /** How far the product's clock runs ahead of the machine's, in milliseconds. */
  clock: { aheadMs: number };
  /** Plaintexts that must never be found in the database, beside those the simulator knows. */
  secrets: string[];
  spill: Spill;
  queue: JobQueue;
  context(actor?: Actor, options?: { timeoutMs?: number; db?: Db }): Context;
}

export const SYSTEM: Actor = { kind: "system", label: "Portico" };
export const NOBODY: Actor = { kind: "anonymous", label: "Not signed in" };

export function randomKey(): string {
  return randomBytes(32).toString("base64");
}

/** The settings a server would have in this world. */
export function settings(
  databaseUrl: string,
  keys: string,
  apiUrl: string,
  dataDir: string,
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PORTICO_ENCRYPTION_KEYS: keys,
    NEXTAUTH_SECRET: "a-session-secret-for-tests-0123456789",
    PORTICO_SETUP_TOKEN: SETUP_TOKEN,
    PORTICO_URL: ORIGIN,
    PORTICO_DATA_DIR: dataDir,
    HUBSPOT_API_URL: apiUrl,
    HUBSPOT_APP_URL: apiUrl,
  };
}

/** A world for the enclosing file or describe. Read it inside tests and hooks only. */
export function useWorld(): () => World {
  let world: World | undefined;
  let database: TestDatabase | undefined;
  let simulator: Simulator | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    simulator = await startSimulator();
    world = await buildWorld(database.url, simulator);
  });
  // What one test makes HubSpot look like is nothing the next should remember.
  beforeEach(() => forgetGates());
  afterAll(async () => {
    if (world) await endWorld(world);
    await simulator?.close();
    await database?.drop();
  });
  return () => {
    if (!world) throw new Error("the world exists inside tests only");
    return world;
  };
}

/** Whatever the tests of a file did: what lists show of a grant is what the grant in use says. */
async function assertListsAreTrue({ db }: World): Promise<void> {
  const untrue = await db.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Portal" p LEFT JOIN "Grant" g ON g."id" = p."currentGrantId"
    WHERE p."installerEmail" IS DISTINCT FROM g."installerEmail" OR p."accessTokenExpiresAt" IS DISTINCT FROM
      CASE WHEN g."accessTokenSealed" IS NULL THEN NULL ELSE g."accessTokenExpiresAt" END`;
  if (untrue.length > 0) throw new Error(`${untrue.length} portals differ from their grant`);
}

export async function endWorld(world: World): Promise<void> {
  const { spill, queue, db, env } = world;
  await assertListsAreTrue(world);
  await spill.close();
  await queue.close();
  await db.$disconnect();
  rmSync(env.dataDir, { recursive: true, force: true });
}

/** A world on a migrated database; its keys are new ones, unless it holds data that was sealed with others. */
export async function buildWorld(
  databaseUrl: string,
  simulator: Pick<Simulator, "apiUrl" | "controlUrl">,
  encryptionKeys = `k1:${randomKey()}`,
): Promise<World> {
  const { apiUrl, controlUrl } = simulator;
  const dataDir = mkdtempSync(join(tmpdir(), "portico-world-"));
  const env = readEnv(settings(databaseUrl, encryptionKeys, apiUrl, dataDir));
  const db = createDb(databaseUrl, { max: 30 });
  const vault = await bootVault(db, env);
  const spill = createSpill(spillFolder(dataDir), vault);
  const queue = createQueue(databaseUrl);
  const clock = { aheadMs: 0 };
  const client = (timeoutMs: number) =>
    createHubSpotClient(apiUrl, createTransport({ totalTimeoutMs: timeoutMs }));
  const patient = client(15_000);
  return {
    databaseUrl,
    encryptionKeys,
    db,
    env,
    vault,
    spill,
    queue,
    clock,
    apiUrl,
    controlUrl,
    control: createControlClient(controlUrl),
    secrets: [],
    context: (actor = SYSTEM, options = {}) => ({
      db: dbOf(options.db ?? db, actor),
      vault,
      spill,
      queue,
      env,
      actor,
      hubspot: options.timeoutMs ? client(options.timeoutMs) : patient,
      now: () => new Date(Date.now() + clock.aheadMs),
      requestId: randomUUID(),
    }),
  };
}
