import "server-only";
import type { Context } from "@/lib/context";
import { noteReadPortals } from "@/lib/portals/refresh/note-read";

/**
 * Counts who used which key for which portal, in memory, and writes it in batches: a call writes nothing by itself. A
 * server that is killed loses what it had counted since its last batch.
 */
export class UseCounter {
  private uses = new Map<string, { keyId: string; portalId: string; reads: number }>();
  private keys = new Set<string>();

  /** @param portalId absent when the call was about no single portal */
  note(keyId: string, portalId?: string): void {
    this.keys.add(keyId);
    if (!portalId) return;
    const use = this.uses.get(`${keyId} ${portalId}`);
    if (use) use.reads += 1;
    else this.uses.set(`${keyId} ${portalId}`, { keyId, portalId, reads: 1 });
  }

  /** Writes what was counted. What cannot be written stays counted. @throws what the database said */
  async flush({ db }: Pick<Context, "db">): Promise<void> {
    const [uses, keys] = [[...this.uses.values()], [...this.keys]];
    if (keys.length === 0) return;
    this.uses = new Map();
    this.keys = new Set();
    try {
      await noteReadPortals({ db }, [...new Set(uses.map(({ portalId }) => portalId))]);
      await db.$transaction([
        // Of keys and portals that are still there, in one order, so that two servers do not wait for each other.
        db.$executeRaw`
          INSERT INTO "ApiKeyUse" AS u ("keyId", "portalId", "day", "reads", "lastAt")
          SELECT k."id", p."id", (now() AT TIME ZONE 'UTC')::date, n.reads, now()
          FROM unnest(${uses.map(({ keyId }) => keyId)}::uuid[], ${uses.map(({ portalId }) => portalId)}::uuid[],
            ${uses.map(({ reads }) => reads)}::int[]) AS n(key, portal, reads)
          JOIN "ApiKey" k ON k."id" = n.key JOIN "Portal" p ON p."id" = n.portal
          ORDER BY 1, 2
          ON CONFLICT ("keyId", "portalId", "day")
          DO UPDATE SET "reads" = u."reads" + EXCLUDED."reads", "lastAt" = EXCLUDED."lastAt"`,
        db.$executeRaw`
          UPDATE "ApiKey" SET "lastUsedAt" = now() WHERE "id" IN (
            SELECT "id" FROM "ApiKey" WHERE "id" = ANY(${keys}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE)`,
      ]);
    } catch (error) {
      this.takeBack(uses, keys);
      throw error;
    }
  }

  private takeBack(uses: { keyId: string; portalId: string; reads: number }[], keys: string[]) {
    for (const keyId of keys) this.keys.add(keyId);
    for (const use of uses) {
      const id = `${use.keyId} ${use.portalId}`;
      const since = this.uses.get(id);
      this.uses.set(id, { ...use, reads: use.reads + (since?.reads ?? 0) });
    }
  }
}
