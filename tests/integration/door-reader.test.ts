import { setImmediate as nextTurn } from "node:timers/promises";
import pg from "pg";
import { expect, it } from "vitest";
import { createReader } from "@/lib/door/reader";
import { eventually } from "../support/eventually";
import { useWorld } from "../support/world";

const world = useWorld();

it("calls that come while two statements are under way share the next", async () => {
  const other = new pg.Client({ connectionString: world().databaseUrl });
  await other.connect();
  const reader = createReader(world().databaseUrl);
  // By a connection of its own: within a transaction the view stands still.
  const waiting = async () => {
    const rows = await world().db.$queryRaw<{ pid: number }[]>`
      SELECT "pid" FROM pg_stat_activity WHERE "application_name" = 'portico door'
        AND "datname" = current_database() AND "wait_event_type" = 'Lock'`;
    return rows.length;
  };
  await other.query("BEGIN");
  await other.query(`LOCK TABLE "ApiKey" IN ACCESS EXCLUSIVE MODE`);
  const looks: Promise<{ key: { state: string } }>[] = [];
  for (let n = 0; n < 10; n += 1) {
    looks.push(reader.look({ keyHash: `none-${n}`, hubId: null, appSlug: null, clientId: null }));
    await nextTurn();
    await nextTurn();
  }
  await eventually(async () => expect(await waiting()).toBe(2));
  await other.query("COMMIT");
  const states = (await Promise.all(looks)).map(({ key }) => key.state);
  expect(states).toEqual(Array.from({ length: 10 }, () => "unknown"));
  await reader.close();
  await other.end();
});
