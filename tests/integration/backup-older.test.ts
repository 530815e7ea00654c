import { writeFileSync } from "node:fs";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { applyMigrations, migrationNames } from "@/bin/database/migrate.mjs";
import { dump } from "@/lib/backup/dump";
import { sealed } from "@/lib/backup/sealed-file";
import { open, seal } from "@/lib/crypto/seal";
import { makeLock, restoreInto, useBackups } from "../support/backups";
import { makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const backups = useBackups();

/** The release before `Portal` had copies of its grant, whose migration fills them in. */
const LATER = "20261126160000_lists_on_portals";

describe("a backup of an earlier release", () => {
  it("is brought up to this one, its rows included", async () => {
    const { portal, hubId } = await makePortal(world(), { account: { domain: "old.example" } });
    const old = await backups.blank();
    const names = migrationNames();
    await applyMigrations(old, { upTo: names[names.indexOf(LATER) - 1] });
    const { lock, opener } = await makeLock();
    const file = backups.file();
    await withClient(old, async (client) => {
      await copyRows(client);
      const out: Buffer[] = [];
      const options = { version: "0", now: new Date(), keys: undefined, onProgress: () => {} };
      for await (const piece of await sealed(dump(client, options), lock))
        out.push(piece as Buffer);
      writeFileSync(file, Buffer.concat(out));
    });
    const url = await backups.empty();
    const { header } = await restoreInto(world(), url, { file, opener });
    expect(header.migrations).not.toContain(LATER);
    const { rows } = await withClient(url, (restored) =>
      restored.query(`SELECT "id", "hubId"::text, "installerEmail" FROM "Portal"`),
    );
    expect(rows).toEqual([
      { id: portal.id, hubId: String(hubId), installerEmail: "admin@old.example" },
    ]);
    await expect(applyMigrations(url)).resolves.toEqual({ applied: [] });
  });
});

/** What the world holds, as far as the tables of the earlier release have room for it. */
async function copyRows(old: pg.Client): Promise<void> {
  for (const table of ["SystemSecret", "KeyCheck", "Person", "HubSpotApp", "Portal", "Grant"]) {
    const { rows } = await withClient(world().databaseUrl, (current) =>
      current.query<{ json: string }>(`SELECT json_agg(t)::text AS "json" FROM "${table}" t`),
    );
    const all = JSON.parse(rows[0]?.json ?? "[]") as Record<string, unknown>[];
    // The grant that a portal names is not there yet.
    const given = all.map((row) => (table === "Portal" ? { ...row, currentGrantId: null } : row));
    await old.query(
      `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1)`,
      [JSON.stringify(given)],
    );
  }
  await asBeforeLinks(old);
  await old.query(
    `UPDATE "Portal" p SET "currentGrantId" = g."id" FROM "Grant" g WHERE g."portalId" = p."id"`,
  );
}

/** That release knew nothing of a chain that is begun, which the audit key says of itself since. */
async function asBeforeLinks(old: pg.Client): Promise<void> {
  const { keyring } = world().vault;
  const place = { table: "SystemSecret", column: "valueSealed", rowId: "audit_key" };
  const { rows } = await old.query<{ sealed: string }>(
    `SELECT "valueSealed" AS "sealed" FROM "SystemSecret" WHERE "name" = $1`,
    [place.rowId],
  );
  const text = open(keyring, place, rows[0]?.sealed ?? "").reveal();
  expect(text).toMatch(/^2\./);
  await old.query(`UPDATE "SystemSecret" SET "valueSealed" = $1 WHERE "name" = $2`, [
    seal(keyring, place, text.slice(2)),
    place.rowId,
  ]);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
