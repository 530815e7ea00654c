import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { liveKeyring, parseKeyring } from "@/lib/crypto/keyring";
import { seal } from "@/lib/crypto/seal";
import { createDb } from "@/lib/db/client";
import {
  MAX_WRAPS,
  ROTATE_AT_WRAPS,
  countKeyUses,
  flushKeyUses,
  readKeyUses,
} from "@/lib/keys/key-uses";
import { listKeys } from "@/lib/keys/rotate";
import { collectMetrics } from "@/lib/metrics/collect";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { getSystem } from "@/lib/servers/system";
import { makePerson, makePortal } from "../support/makers";
import { runCli } from "../support/run-cli";
import { useWorld } from "../support/world";

const world = useWorld();

/** A process of its own with the keys of this installation. */
const processKeys = () => liveKeyring(parseKeyring(world().encryptionKeys));
const sealOnce = (keyring: ReturnType<typeof processKeys>) =>
  seal(keyring, { table: "x", column: "x", rowId: randomUUID() }, "value");
const usesOf = async (id = "k1") => (await readKeyUses(world())).get(id)?.wraps ?? 0;
const flush = () => flushKeyUses({ db: world().db, keyring: world().vault.keyring });

async function setUses(wraps: number): Promise<void> {
  await world().db.keyUse.upsert({
    where: { keyId: "k1" },
    create: { keyId: "k1", wraps },
    update: { wraps },
  });
}

describe("uses of an encryption key", () => {
  it("are counted where values are sealed, and written in batches", async () => {
    const { owner, portal } = await makePortal(world());
    await flush();
    const before = await usesOf();
    await refreshPortal(owner.ctx, { portalId: portal.id, trigger: "person" });
    expect(await usesOf()).toBe(before);
    await flush();
    // The answer that is kept, and the access token at least.
    expect((await usesOf()) - before).toBeGreaterThanOrEqual(2);
    const after = await usesOf();
    await flush();
    expect(await usesOf()).toBe(after);
  });

  it("of many servers at once are one count", async () => {
    await setUses(0);
    const servers = Array.from({ length: 8 }, processKeys);
    for (const keyring of servers) for (let n = 0; n < 25; n += 1) sealOnce(keyring);
    await Promise.all(servers.map((keyring) => flushKeyUses({ db: world().db, keyring })));
    expect(await usesOf()).toBe(200);
  });

  it("that cannot be written stay counted until they can", async () => {
    await setUses(0);
    const keyring = processKeys();
    for (let n = 0; n < 3; n += 1) sealOnce(keyring);
    const away = createDb(world().databaseUrl.replace(/:\d+\//, ":1/"));
    await expect(flushKeyUses({ db: away, keyring })).rejects.toThrow();
    sealOnce(keyring);
    await flushKeyUses({ db: world().db, keyring });
    expect(await usesOf()).toBe(4);
    await away.$disconnect();
  });

  it("are written down when the process ends in order", async () => {
    await setUses(0);
    const keyring = processKeys();
    const end = countKeyUses({ db: world().db, keyring });
    sealOnce(keyring);
    await sleep(20);
    expect(await usesOf()).toBe(0);
    await end();
    expect(await usesOf()).toBe(1);
  });
});

describe("a key that was used very often", () => {
  it("is told of by the page, doctor, keys status and the metrics, from half of the limit on", async () => {
    const { ctx } = await makePerson(world(), "owner");
    await flush();
    await setUses(ROTATE_AT_WRAPS - 1);
    expect((await getSystem(ctx)).keys.wear).toBe("");
    expect((await runCli(world(), ["doctor"])).stdout).toMatch(/✓ key uses/);

    await setUses(ROTATE_AT_WRAPS);
    const words = /The key k1 has sealed 2,147,483,648 times, 50 % .* Add a key and rotate to it\./;
    const { keys } = await getSystem(ctx);
    expect(keys.wear).toMatch(words);
    expect(keys.uses).toMatchObject([{ id: "k1", wraps: MAX_WRAPS / 2 }]);
    expect(await listKeys(ctx)).toMatchObject([{ id: "k1", use: { wraps: MAX_WRAPS / 2 } }]);
    const { stdout, code } = await runCli(world(), ["doctor"]);
    expect(stdout).toMatch(new RegExp(`✗ key uses +${words.source}`));
    expect(code).toBe(1);
    const status = await runCli(world(), ["keys", "status"]);
    expect(status.stdout).toMatch(/2,147,483,648 uses since \d{4}-\d\d-\d\d/);
    expect(status.stdout).toMatch(words);
    const { text } = await collectMetrics(world().context());
    expect(text).toMatch(/^portico_encryption_key_uses 2147483648$/m);
  });
});
