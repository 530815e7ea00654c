import "server-only";
import type { Vault } from "@/lib/crypto/vault";
import type { Db } from "@/lib/db/client";
import type { Env } from "@/lib/env";
import type { HubSpotClient } from "@/lib/hubspot/client";
import type { Rights } from "@/lib/auth/roles";
import type { JobQueue } from "@/lib/queue/queue";
import type { Spill } from "@/lib/spill/spill";

/** Who is acting: a signed-in person, a service with its API key, the background work, an operator, or nobody we know. */
export interface Actor {
  kind: "person" | "api_key" | "system" | "operator" | "anonymous";
  id?: string;
  label: string;
  /** What a person may do, and where, as of this request. Nobody else is asked. */
  rights?: Rights;
  sessionId?: string;
  /** When they last showed a password or a second factor in this session. */
  confirmedAt?: Date;
  ip?: string;
  userAgent?: string;
}

/** What every verb works with. Resources are shared; `actor` and `requestId` belong to one request. */
export interface Context {
  db: Db;
  hubspot: HubSpotClient;
  vault: Vault;
  /** Keeps what HubSpot gave until the database has it. */
  spill: Spill;
  /** Work that outlives the request. */
  queue: JobQueue;
  env: Env;
  now: () => Date;
  actor: Actor;
  requestId: string;
}

/** The id of the person who is acting, for columns that name one; null for services, commands and background work. */
export function personIdOf({ kind, id }: Actor): string | null {
  return kind === "person" ? (id ?? null) : null;
}
