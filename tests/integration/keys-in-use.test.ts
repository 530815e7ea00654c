import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { connectOnce } from "@/bin/database/database.mjs";
import { checkKeys } from "@/bin/settings/preflight.mjs";
import { bootVault } from "@/lib/boot";
import { parseKeyring } from "@/lib/crypto/keyring";
import { seal } from "@/lib/crypto/seal";
import { readEnv } from "@/lib/env";
import { explainMissingKeys, usedKeyIds } from "@/lib/keys/key-use.mjs";
import { SEALED_COLUMNS } from "@/lib/keys/sealed-columns.mjs";
import { dumpDatabase, expectRefused } from "../support/checks";
import { makeApp, makePerson, makePortal } from "../support/makers";
import { randomKey, settings, useWorld } from "../support/world";

const world = useWorld();
const second = `k2:${randomKey()}`;
let grantId = "";
let appId = "";

/** As the server and as the launcher: each checks by itself. */
const boot = (keys: string) =>
  bootVault(
    world().db,
    readEnv(settings(world().databaseUrl, keys, world().apiUrl, world().env.dataDir)),
  );
const preflight = (keys: string) =>
  checkKeys(world().databaseUrl, { value: keys, source: "PORTICO_ENCRYPTION_KEYS" });
const query = (sql: string, ...values: string[]) =>
  world().db.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values);

/** A value as the key k2 would seal it, in a row that has one under k1. */
async function sealUnderSecondKey(): Promise<void> {
  const value = seal(
    parseKeyring(second),
    { table: "x", column: "x", rowId: randomUUID() },
    "value",
  );
  await world().db.grant.update({
    where: { id: grantId },
    data: { accessTokenSealed: value, refreshTokenSealed: value },
  });
  await world().db.hubSpotApp.update({
    where: { id: appId },
    data: { clientSecretSealed: value },
  });
}

beforeAll(async () => {
  const owner = await makePerson(world(), "owner");
  const app = await makeApp(world(), owner.ctx);
  appId = app.id;
  const portals = [await makePortal(world(), { app }), await makePortal(world(), { app })];
  const grant = await world().db.grant.findFirstOrThrow({
    where: { portalId: portals[0]?.portal.id },
  });
  grantId = grant.id;
  // Both keys were loaded when the second one wrote.
  await boot(`${second},${world().encryptionKeys}`);
  await sealUnderSecondKey();
});

describe("a key that stored values need and that is not loaded", () => {
  const words = "1 grant and 1 app secret are sealed under key k2, which is not loaded.";

  it("ends the start of the server, which says what it could not read and changes nothing", async () => {
    const before = await dumpDatabase(world());
    const error = await expectRefused(boot(world().encryptionKeys), "configuration");
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/PORTICO_ENCRYPTION_KEYS.*nothing was changed/);
    expect(await dumpDatabase(world())).toBe(before);
  });

  it("ends the launcher before it changes anything", async () => {
    const before = await dumpDatabase(world());
    await expect(preflight(world().encryptionKeys)).rejects.toMatchObject({
      message: words,
      hint: expect.stringContaining("Nothing was changed"),
    });
    expect(await dumpDatabase(world())).toBe(before);
  });

  it("is no trouble when it is loaded, in any order", async () => {
    for (const keys of [
      `${world().encryptionKeys},${second}`,
      `${second},${world().encryptionKeys}`,
    ]) {
      await expect(boot(keys)).resolves.toBeDefined();
      await expect(preflight(keys)).resolves.toBeUndefined();
    }
  });
});

it("names the installation's own keys and every other kind of value", async () => {
  const said = await explainMissingKeys(query, ["k2"]);
  expect(said).toMatch(/^\d+ grants?.* and 2 keys of this installation are sealed under key k1/);
});

it("a database before its first migration needs no key", async () => {
  const bare = new URL(world().databaseUrl);
  bare.searchParams.set("options", "-c search_path=pg_temp");
  await connectOnce(bare.href, async (client) => {
    const ask = async (sql: string, ...values: string[]) =>
      (await client.query<Record<string, unknown>>(sql, values)).rows;
    expect(await usedKeyIds(ask)).toEqual([]);
  });
});

it("what nobody will open again needs no key: an attempt that is over, a secret past its grace", async () => {
  const foreign = seal(
    parseKeyring(`k7:${randomKey()}`),
    { table: "x", column: "x", rowId: "x" },
    "v",
  );
  const past = new Date(Date.now() - 1_000);
  const soon = new Date(Date.now() + 600_000);
  const attempt = await world().db.connectAttempt.create({
    data: {
      appId,
      stateHash: randomUUID(),
      browserHash: "x",
      redirectUri: "http://localhost:3000/oauth/callback",
      requestedScopes: [],
      requestedOptionalScopes: [],
      codeVerifierSealed: foreign,
      expiresAt: past,
    },
  });
  const previous = { previousSecretSealed: foreign, previousSecretUntil: past };
  await world().db.hubSpotApp.update({ where: { id: appId }, data: previous });
  expect(await usedKeyIds(query)).toEqual(["k1", "k2"]);
  await world().db.connectAttempt.update({ where: { id: attempt.id }, data: { expiresAt: soon } });
  await world().db.hubSpotApp.update({
    where: { id: appId },
    data: { previousSecretUntil: soon },
  });
  expect(await explainMissingKeys(query, ["k1", "k2"])).toBe(
    "1 previous app secret and 1 connection attempt are sealed under key k7, which is not loaded.",
  );
});

it("where rows are many, an index answers and no table is read", async () => {
  const indexed = SEALED_COLUMNS.filter(({ isIndexed }) => isIndexed);
  expect(indexed.map(({ table }) => table)).toEqual(expect.arrayContaining(["Grant"]));
  await connectOnce(world().databaseUrl, async (client) => {
    // An empty table is read whatever the indexes; this shows what a full one would do.
    await client.query("SET enable_seqscan = off");
    const plans: string[] = [];
    await usedKeyIds(async (sql, ...values) => {
      if (!sql.includes("RECURSIVE")) return (await client.query(sql, values)).rows;
      const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${sql}`, values);
      plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
      return [];
    });
    expect(plans).toHaveLength(indexed.length);
    for (const [n, { table, column }] of indexed.entries()) {
      expect(plans[n]).toContain(`${table}_${column}_keyId`);
      expect(plans[n]).not.toMatch(/Seq Scan|Sort/);
    }
  });
});
