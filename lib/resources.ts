import "server-only";
import { randomUUID } from "node:crypto";
import { bootVault, checkDemo } from "@/lib/boot";
import type { Actor, Context } from "@/lib/context";
import type { Vault } from "@/lib/crypto/vault";
import { createDb, type Db } from "@/lib/db/client";
import { getEnv } from "@/lib/env";
import { createHubSpotClient, type HubSpotClient } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";

interface Resources {
  db: Db;
  hubspot: HubSpotClient;
  vault: Vault;
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
  const vault = await bootVault(db, env);
  await checkDemo(db, env);
  return { db, vault, hubspot: createHubSpotClient(env.hubspotApiUrl, createTransport()) };
}

/** A context for one request, job or command. */
export async function createContext(
  actor: Actor,
  requestId: string = randomUUID(),
): Promise<Context> {
  const resources = await getResources();
  return { ...resources, env: getEnv(), now: () => new Date(), actor, requestId };
}

/** Closes the database pool, for commands that end. */
export async function closeResources(): Promise<void> {
  const resources = await store.porticoResources;
  store.porticoResources = undefined;
  await resources?.db.$disconnect();
}
