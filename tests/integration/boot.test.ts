import { createServer } from "node:net";
import { beforeEach, describe, expect, it } from "vitest";
import { bootVault, checkDemo } from "@/lib/boot";
import { Secret } from "@/lib/crypto/secret";
import { readEnv } from "@/lib/env";
import { createDb } from "@/lib/db/client";
import { dumpDatabase, expectRefused } from "../support/checks";
import { makeApp, makePerson } from "../support/makers";
import { clientSecretPlace } from "@/lib/hubspot-apps/secret/secret-place";
import { randomKey, settings, useWorld } from "../support/world";

const world = useWorld();
const envWith = (keys: string, more: Record<string, string> = {}) =>
  readEnv({ ...settings(world().databaseUrl, keys, world().apiUrl, world().env.dataDir), ...more });
const boot = (keys: string) => bootVault(world().db, envWith(keys));

beforeEach(() => {
  world().secrets.length = 0;
});

describe("the encryption keys at start", () => {
  it.each([
    ["another key under the same id", () => `k1:${randomKey()}`],
    ["another key under another id", () => `k9:${randomKey()}`],
    ["a wrong key beside a new one", () => `k1:${randomKey()},k2:${randomKey()}`],
  ])("%s: refused before anything is written", async (_name, keys) => {
    const before = await dumpDatabase(world());
    const error = await expectRefused(boot(keys()), "configuration");
    expect(error.message).toMatch(/PORTICO_ENCRYPTION_KEYS.*nothing was changed/i);
    expect(await dumpDatabase(world())).toBe(before);
  });

  it("the same keys open the same installation: fingerprints and audit hashes agree", async () => {
    const again = await boot(world().encryptionKeys);
    expect(again.auditMac("x")).toBe(world().vault.auditMac("x"));
    const secret = new Secret("the same secret");
    expect(again.fingerprint("refresh_token", secret)).toBe(
      world().vault.fingerprint("refresh_token", secret),
    );
  });

  it("a new first key writes, the old one still reads", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    const rotated = await boot(`k2:${randomKey()},${world().encryptionKeys}`);
    const opened = rotated.open(clientSecretPlace(app.id), app.clientSecretSealed);
    expect(opened.reveal()).toBe(app.clientSecret);
    expect(rotated.seal(clientSecretPlace(app.id), opened)).toMatch(/^p1\.k2\./);
    expect(rotated.auditMac("x")).toBe(world().vault.auditMac("x"));
  });

  it("two servers that start at once on an empty database agree", async () => {
    await world().db.systemSecret.deleteMany();
    const keys = world().encryptionKeys;
    const vaults = await Promise.all([boot(keys), boot(keys), boot(keys), boot(keys)]);
    expect(new Set(vaults.map((vault) => vault.auditMac("x"))).size).toBe(1);
    expect(await world().db.systemSecret.count()).toBe(2);
  });

  it("the installation's own keys are sealed", async () => {
    const rows = await world().db.systemSecret.findMany();
    for (const { valueSealed } of rows) expect(valueSealed).toMatch(/^p1\./);
    expect(await dumpDatabase(world())).not.toContain(world().encryptionKeys.slice(3));
  });
});

describe("demo and real data never share a database", () => {
  const demo = () => envWith(world().encryptionKeys, { PORTICO_DEMO: "1" });
  const real = () => envWith(world().encryptionKeys);

  beforeEach(async () => {
    await world().db.systemFact.deleteMany();
    await world().db.person.deleteMany({ where: { appsCreated: { none: {} } } });
  });

  it("the demo refuses a database with real people in it", async () => {
    await makePerson(world(), "owner");
    await expectRefused(checkDemo(world().db, demo()), "configuration");
    await expect(checkDemo(world().db, real())).resolves.toBeUndefined();
  });

  it("a real start refuses demo data", async () => {
    await world().db.systemFact.create({ data: { name: "demo", value: "1" } });
    await expectRefused(checkDemo(world().db, real()), "configuration");
    await expect(checkDemo(world().db, demo())).resolves.toBeUndefined();
  });
});

describe("an unreachable database", () => {
  it("is an error, not a hang", async () => {
    const port = await freePort();
    const db = createDb(`postgresql://portico:none@127.0.0.1:${port}/portico`);
    await expect(db.$queryRaw`SELECT 1`).rejects.toThrow();
    await db.$disconnect();
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
