import "server-only";
import type { Context } from "@/lib/context";
import { executeWithLists } from "@/lib/db/client";
import { noteReadPortals } from "@/lib/portals/refresh/note-read";

/** What a key did with a portal: it got the token, or called HubSpot through Portico. */
export type UseKind = "reads" | "calls";

interface Use {
  keyId: string;
  portalId: string;
  reads: number;
  calls: number;
}

// Of keys and portals that are still there, in one order, so that two servers do not wait for each other.
const COUNT_USES = `
  INSERT INTO "ApiKeyUse" AS u ("keyId", "portalId", "day", "reads", "calls", "lastAt")
  SELECT k."id", p."id", (now() AT TIME ZONE 'UTC')::date, n.reads, n.calls, now()
  FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) AS n(key, portal, reads, calls)
  JOIN "ApiKey" k ON k."id" = n.key JOIN "Portal" p ON p."id" = n.portal
  ORDER BY 1, 2
  ON CONFLICT ("keyId", "portalId", "day")
  DO UPDATE SET "reads" = u."reads" + EXCLUDED."reads", "calls" = u."calls" + EXCLUDED."calls",
    "lastAt" = EXCLUDED."lastAt"`;
const NOTE_KEYS = `
  UPDATE "ApiKey" SET "lastUsedAt" = now() WHERE "id" IN (
    SELECT "id" FROM "ApiKey" WHERE "id" = ANY($1::uuid[]) ORDER BY "id" FOR NO KEY UPDATE)`;

/**
 * Counts who used which key for which portal, in memory, and writes it in batches: a call writes nothing by itself. A
 * server that is killed loses what it had counted since its last batch.
 */
export class UseCounter {
  private uses = new Map<string, Use>();
  private keys = new Set<string>();

  /** @param portalId absent when the call was about no single portal */
  note(keyId: string, portalId?: string, kind: UseKind = "reads"): void {
    this.keys.add(keyId);
    if (!portalId) return;
    this.useOf(keyId, portalId)[kind] += 1;
  }

  /** Writes what was counted. What cannot be written stays counted. @throws what the database said */
  async flush({ db }: Pick<Context, "db">): Promise<void> {
    const [uses, keys] = [[...this.uses.values()], [...this.keys]];
    if (keys.length === 0) return;
    this.uses = new Map();
    this.keys = new Set();
    try {
      await noteReadPortals({ db }, [...new Set(uses.map(({ portalId }) => portalId))]);
      await executeWithLists(db, NOTE_KEYS, [keys]);
      // Last, because it alone must not be done twice.
      if (uses.length > 0)
        await executeWithLists(db, COUNT_USES, [
          uses.map(({ keyId }) => keyId),
          uses.map(({ portalId }) => portalId),
          uses.map(({ reads }) => reads),
          uses.map(({ calls }) => calls),
        ]);
    } catch (error) {
      this.takeBack(uses, keys);
      throw error;
    }
  }

  private useOf(keyId: string, portalId: string): Use {
    const id = `${keyId} ${portalId}`;
    const use = this.uses.get(id) ?? { keyId, portalId, reads: 0, calls: 0 };
    this.uses.set(id, use);
    return use;
  }

  private takeBack(uses: Use[], keys: string[]): void {
    for (const keyId of keys) this.keys.add(keyId);
    for (const { keyId, portalId, reads, calls } of uses) {
      const since = this.useOf(keyId, portalId);
      since.reads += reads;
      since.calls += calls;
    }
  }
}
