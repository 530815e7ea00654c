import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkExternalDatabase } from "@/bin/database/database.mjs";
import { applyMigrations } from "@/bin/database/migrate.mjs";
import { createDb, type Db } from "@/lib/db/client";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { getPortal } from "@/lib/portals/look-up/get";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { getOverview } from "@/lib/portals/look-up/overview";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { makeKey, startDoor } from "../support/door";
import { makeDue } from "../support/due-portals";
import { eventually } from "../support/eventually";
import { connect, makeAccount, makeApp, makePerson, makePortal } from "../support/makers";
import { hasPgbouncer, startPgbouncer } from "../support/pgbouncer";
import { startTransactionPooler } from "../support/transaction-pooler";
import { useWorld } from "../support/world";

const world = useWorld();
beforeEach(() => world().control.clearFaults());

/** The world's database through whatever listens there. */
const throughPort = (port: number) => {
  const url = new URL(world().databaseUrl);
  url.port = String(port);
  return url.href;
};

interface Pooler {
  port: number;
  left?: string[];
  close(): Promise<void>;
}

// With fewer connections to PostgreSQL than clients, whatever a session is left with is met by somebody else.
describe.each<[string, boolean, (url: string) => Promise<Pooler>]>([
  ["a pooler that notices what a session is left with", true, startTransactionPooler],
  ["pgbouncer itself in transaction mode", hasPgbouncer, startPgbouncer],
])("through %s", (_name, isThere, start) => {
  describe.skipIf(!isThere)("with ?pgbouncer=true", () => {
    let pooler: Pooler;
    let pooledUrl: string;
    let db: Db;

    beforeAll(async () => {
      pooler = await start(world().databaseUrl);
      pooledUrl = `${throughPort(pooler.port)}?pgbouncer=true`;
      db = createDb(pooledUrl);
      await eventually(async () => void (await db.$queryRaw`SELECT 1`));
    });
    afterAll(async () => {
      await db.$disconnect();
      await pooler.close();
    });

    it("programs read tokens, many at once", async () => {
      const made = await makePortal(world());
      const { key } = await makeKey(world());
      const door = await startDoor(world(), { databaseUrl: pooledUrl });
      const read = () => door.call(`/portals/${made.hubId}/token`, { key });
      for (let round = 0; round < 3; round += 1) {
        const answers = await Promise.all(Array.from({ length: 60 }, read));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      }
      await door.close();
    });

    it("portals are connected, renewed and shown", async () => {
      const owner = await makePerson(world(), "owner");
      const app = await makeApp(world(), owner.ctx);
      const ctx = { ...owner.ctx, db };
      const { hubId } = await makeAccount(world());
      const { attempt } = await connect(world(), ctx, app, { hubId });
      const portalId = attempt.portalId ?? "";
      const once = await refreshPortal(ctx, { portalId, trigger: "person" });
      expect(once).toMatchObject({ called: true, portal: { status: "connected" } });
      await makeDue(world(), app.id);
      expect(await refreshDuePortals({ ...world().context(), db })).toBe(1);
      const { items } = await listPortals(ctx, parsePortalListQuery({ q: String(hubId) }));
      expect(items).toHaveLength(1);
      expect((await getPortal(ctx, portalId)).status).toBe("connected");
      await expect(getOverview(ctx)).resolves.toBeDefined();
    });

    it("each session is left as it was", async () => {
      const plans = await Promise.all(
        Array.from({ length: 12 }, () => db.$queryRaw`SHOW plan_cache_mode`),
      );
      const auto = JSON.stringify([{ plan_cache_mode: "auto" }]);
      expect(new Set(plans.map((rows) => JSON.stringify(rows)))).toEqual(new Set([auto]));
      expect(pooler.left ?? []).toEqual([]);
    });

    it("a migrated database is accepted, and one that is not is refused with what to do", async () => {
      expect(await applyMigrations(pooledUrl)).toEqual({ applied: [] });
      await world().db.$executeRaw`
        CREATE TABLE "kept" AS SELECT * FROM "_prisma_migrations" ORDER BY "finished_at" DESC LIMIT 1`;
      await world().db.$executeRaw`
        DELETE FROM "_prisma_migrations" WHERE "id" IN (SELECT "id" FROM "kept")`;
      await expect(applyMigrations(pooledUrl)).rejects.toThrow(
        "1 migration is to be applied, which cannot be done through pgbouncer",
      );
      await world().db.$executeRaw`INSERT INTO "_prisma_migrations" SELECT * FROM "kept"`;
      await world().db.$executeRaw`DROP TABLE "kept"`;
    });

    it("the launcher accepts it, and says what is missing when the address does not say so", async () => {
      await expect(checkExternalDatabase(pooledUrl)).resolves.toHaveProperty("version");
      await expect(checkExternalDatabase(throughPort(pooler.port))).rejects.toMatchObject({
        message: expect.stringContaining("a pooler stands before PostgreSQL") as string,
        hint: expect.stringContaining("?pgbouncer=true") as string,
      });
      await expect(checkExternalDatabase(world().databaseUrl)).resolves.toHaveProperty("version");
    });
  });
});

describe("the pooler of these tests", () => {
  it("notices what a session would be left with", async () => {
    const pooler = await startTransactionPooler(world().databaseUrl, 1);
    // Not said to be pooled: statements have names.
    const door = await startDoor(world(), { databaseUrl: throughPort(pooler.port) });
    const { key } = await makeKey(world());
    expect((await door.call("/portals/1/token", { key })).status).not.toBe(200);
    await door.close();
    const db = createDb(`${throughPort(pooler.port)}?pgbouncer=true`);
    await db.$executeRaw`SET plan_cache_mode = auto`;
    await db.$queryRaw`SELECT pg_advisory_lock(1) IS NULL AS "locked"`;
    await db.$queryRaw`SELECT pg_advisory_unlock(1)`;
    expect(pooler.left).toHaveLength(3);
    await db.$disconnect();
    await pooler.close();
  });
});
