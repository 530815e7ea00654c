import "server-only";
import { randomUUID } from "node:crypto";
import { bootVault, checkDemo, checkRestore } from "@/lib/boot";
import type { Actor, Context } from "@/lib/context";
import type { Vault } from "@/lib/crypto/vault";
import { createDb, type Db } from "@/lib/db/client";
import { startDatabaseClock, type DatabaseClock } from "@/lib/db/clock";
import { getEnv, type Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { createHubSpotClient, type HubSpotClient } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";
import { moveTimesBack } from "@/lib/portals/after-set-back";
import { createQueue, type JobQueue } from "@/lib/queue/queue";
import { countKeyUses } from "@/lib/keys/key-uses";
import { explainUnreadable } from "@/lib/spill/left-answers";
import { createSpill, spillFolder, type Spill } from "@/lib/spill/spill";
import { traceCalls } from "@/lib/tracing/hubspot-calls";
import { dbOf } from "@/lib/reach/reach";

interface Resources {
  db: Db;
  hubspot: HubSpotClient;
  vault: Vault;
  spill: Spill;
  queue: JobQueue;
  clock: DatabaseClock;
  /** Ends the counting of how often keys are used. */
  endCounting(): Promise<void>;
}

// One set per process. The global survives the module reloads of the development server.
const store = globalThis as typeof globalThis & { porticoResources?: Promise<Resources> };

/** Database, HubSpot client and vault of this process; the first call checks the keys. */
export function getResources(): Promise<Resources> {
  store.porticoResources ??= start();
  store.porticoResources.catch(() => {
    store.porticoResources = undefined;
  });
  return store.porticoResources;
}

async function start(): Promise<Resources> {
  const env = getEnv();
  const db = createDb(env.databaseUrl.reveal());
  try {
    await checkRestore(db);
    const vault = await bootVault(db, env);
    await checkDemo(db, env);
    await checkSpillKeys(env);
    const onSetBack = async (ms: number) => void (await moveTimesBack(db, ms));
    const clock = await startDatabaseClock(db, { onSetBack });
    const spill = createSpill(spillFolder(env.dataDir), vault);
    const hubspot = createHubSpotClient(env.hubspotApiUrl, traceCalls(createTransport()));
    const queue = createQueue(env.databaseUrl.reveal());
    const endCounting = countKeyUses({ db, keyring: vault.keyring });
    return { db, vault, spill, queue, hubspot, clock, endCounting };
  } catch (error) {
    // Asked again, the next try opens a pool of its own.
    await db.$disconnect().catch(() => undefined);
    throw error;
  }
}

/** Answers of HubSpot on the disk may need a key that nothing in the database needs any more. */
async function checkSpillKeys({ dataDir, keyring }: Env): Promise<void> {
  const unreadable = await explainUnreadable(spillFolder(dataDir), keyring);
  if (unreadable === "") return;
  throw new AppError("configuration", {
    message: `${unreadable} Add the missing key to PORTICO_ENCRYPTION_KEYS, behind the first. If it is lost for good, remove the files and reconnect the portals that HubSpot then refuses. Nothing was changed.`,
  });
}

/** A context for one request, job or command. */
export async function createContext(
  actor: Actor,
  requestId: string = randomUUID(),
): Promise<Context> {
  const { endCounting: _endCounting, clock, ...resources } = await getResources();
  const db = dbOf(resources.db, actor);
  return { ...resources, db, env: getEnv(), now: clock.now, actor, requestId };
}

/** Closes the database pool and the spill, for commands and servers that end. */
export async function closeResources(): Promise<void> {
  const resources = await store.porticoResources;
  store.porticoResources = undefined;
  resources?.clock.end();
  await resources?.spill.close();
  await resources?.queue.close();
  await resources?.endCounting();
  await resources?.db.$disconnect();
}
