import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { keysAsText, keysOf, parseKeyring } from "@/lib/crypto/keyring";
import { sealedUnder } from "@/lib/crypto/seal";
import { countByKey, reseal } from "@/lib/keys/reseal";
import { addKey, listKeys, removeKey, rotateKeys } from "@/lib/keys/rotate";
import { watchKeys } from "@/lib/keys/watch-keys";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { announce } from "@/lib/servers/announce";
import { listServers } from "@/lib/servers/list-servers";
import { eventually } from "../support/eventually";
import { eventsOf, storedTokens } from "../support/checks";
import { makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { randomKey, useWorld } from "../support/world";

const world = useWorld();
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-keys-"));
  file = join(folder, "encryption-keys");
  writeFileSync(file, `${keysAsText(keysOf(world().env.keyring))}\n`, { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An operator whose keys come from the file. */
async function operator(): Promise<Context> {
  const { ctx } = await makePerson(world(), "owner");
  return { ...ctx, env: { ...world().env, keyFile: file, keyring: world().env.keyring } };
}

const primaryId = () => world().vault.keyring.primary.id;
const idsInFile = () => parseKeyring(readFileSync(file, "utf8").trim()).ids;

describe("keys", () => {
  it("are added, rotated to and removed while portals are refreshed", async () => {
    const ctx = await operator();
    const { portal } = await makePortal(world());
    const before = primaryId();
    const oldKeys = keysAsText(keysOf(world().env.keyring));
    const added = await addKey(ctx);
    expect(idsInFile()).toEqual([...idsInFile().slice(0, -1), added]);
    expect(primaryId()).toBe(before);
    const tokens = await storedTokens(world(), portal.id);
    const { to, done, unreadable } = await rotateKeys(ctx, undefined);
    expect({ to, unreadable }).toEqual({ to: added, unreadable: {} });
    expect(done).toBeGreaterThan(4);
    expect(idsInFile()[0]).toBe(added);
    // Whoever was interrupted says it again.
    expect(await rotateKeys(ctx, undefined)).toMatchObject({ to: added, done: 0 });
    expect(primaryId()).toBe(added);
    expect(await countByKey(ctx)).toEqual(new Map([[added, done]]));
    expect(await storedTokens(world(), portal.id)).toEqual(tokens);
    const again = await refreshPortal(ctx, { portalId: portal.id, trigger: "person" });
    expect(sealedUnder(again.portal.currentGrant?.accessTokenSealed ?? "")).toBe(added);

    const { aside } = await removeKey(ctx, before);
    expect(readFileSync(aside, "utf8")).toBe(`${oldKeys}\n`);
    expect(idsInFile()).not.toContain(before);
    expect((await listKeys(ctx)).map((key) => key.id)).not.toContain(before);
    expect(await world().db.keyCheck.count({ where: { keyId: before } })).toBe(0);
    for (const [action, key] of [
      ["keys.added", added],
      ["keys.rotated", added],
      ["keys.removed", before],
    ] as const) {
      const details = (await eventsOf(world(), action)).map((event) => event.details);
      expect(details).toContainEqual(expect.objectContaining({ keyId: key }));
    }
  });

  it("are not taken away while something needs them", async () => {
    const ctx = await operator();
    await makePortal(world());
    const first = primaryId();
    const added = await addKey(ctx);
    await expect(removeKey(ctx, first)).rejects.toMatchObject({
      details: { fields: { key: expect.stringContaining("New values are sealed under") } },
    });
    await rotateKeys(ctx, added);
    await rotateKeys(ctx, first);
    await makePortal(world());
    const [second] = await addSealedUnder(added);
    await expect(removeKey(ctx, added)).rejects.toMatchObject({
      details: {
        fields: {
          key: `1 value is still sealed under ${added}. Seal them anew first: portico keys rotate.`,
        },
      },
    });
    await world().db.grant.delete({ where: { id: second } });
    await expect(removeKey(ctx, "k0-nothing")).rejects.toMatchObject({ code: "invalid_input" });
    expect(idsInFile()).toEqual([first, added]);
    await removeKey(ctx, added);
  });

  it("come from a variable only as the operator sets them", async () => {
    const { ctx } = await makePerson(world(), "owner");
    await expect(addKey(ctx)).rejects.toMatchObject({
      details: { fields: { key: expect.stringContaining("PORTICO_ENCRYPTION_KEYS") } },
    });
    const { keyring } = world().env;
    const first = keysOf(keyring);
    keyring.replace(parseKeyring(`k99:${randomKey()},${keysAsText(first)}`));
    expect(await rotateKeys(ctx, undefined)).toMatchObject({ to: "k99", unreadable: {} });
    keyring.replace(parseKeyring(keysAsText([...first, ...keysOf(keyring).slice(0, 1)])));
    await rotateKeys(ctx, undefined);
    expect(await countByKey(ctx)).toEqual(new Map([[first[0]?.id, expect.any(Number)]]));
    keyring.replace(parseKeyring(keysAsText(first)));
  });

  it("are rotated to only when every running server has them", async () => {
    const ctx = await operator();
    const server = announce(ctx, "server");
    await eventually(async () => expect(await listServers(ctx)).toHaveLength(1));
    const first = primaryId();
    const added = await addKey(ctx);
    const elsewhere = await world().db.serverSeen.create({
      data: {
        id: "00000000-0000-4000-8000-000000000001",
        name: "web-2, process 7",
        kind: "server",
        version: "1",
        keyIds: [first],
        startedAt: new Date(),
        lastSeenAt: new Date(),
      },
    });
    server.again();
    await expect(rotateKeys(ctx, added, { patienceMs: 300 })).rejects.toMatchObject({
      details: {
        fields: { key: expect.stringMatching(/^web-2, process 7: the key .* is not loaded/) },
      },
    });
    expect(primaryId()).toBe(first);
    await world().db.serverSeen.delete({ where: { id: elsewhere.id } });
    const rotated = rotateKeys(ctx, added, { patienceMs: 10_000 });
    await eventually(() => expect(primaryId()).toBe(added));
    server.again();
    await rotated;
    await server.end();
    expect(await listServers(ctx)).toEqual([]);
  });
});

/** A grant of an ended time whose token is sealed under a key. */
async function addSealedUnder(keyId: string): Promise<string[]> {
  const portal = await world().db.portal.findFirstOrThrow();
  const { id } = await world().db.grant.create({
    data: { portalId: portal.id, appId: portal.appId, refreshTokenSealed: `p1.${keyId}.AAAA.AAAA` },
  });
  return [id];
}

describe("sealing anew", () => {
  const ROUNDS = 50;

  it("loses nothing, however often it is interrupted, while tokens are refreshed and two do it at once", async () => {
    const ctx = await operator();
    const owner = await makePerson(world(), "owner");
    const made: ConnectedPortal[] = [];
    for (let n = 0; n < 6; n += 1)
      made.push(await makePortal(world(), { app: made[0]?.app, owner }));
    const added = await addKey(ctx);
    const [first] = idsInFile();
    const keys = keysOf(world().env.keyring);
    let interrupted = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const target = round % 2 === 0 ? added : first;
      const order = keys.toSorted((one) => (one.id === target ? -1 : 1));
      world().env.keyring.replace(parseKeyring(keysAsText(order)));
      const controller = new AbortController();
      let left = Math.floor(Math.random() * 8);
      const onProgress = () => {
        if ((left -= 1) < 0) controller.abort(new Error("interrupted"));
      };
      const options = { batch: 2, signal: controller.signal, onProgress };
      const portal = made[round % made.length]?.portal;
      const work = await Promise.allSettled([
        reseal(ctx, options),
        reseal(ctx, options),
        refreshPortal(ctx, { portalId: portal?.id ?? "", trigger: "person" }),
      ]);
      interrupted += work.slice(0, 2).filter(({ status }) => status === "rejected").length;
      expect(work[2]?.status).toBe("fulfilled");
    }
    expect(interrupted).toBeGreaterThan(ROUNDS / 2);
    const { unreadable } = await reseal(ctx);
    expect(unreadable).toEqual({});
    expect([...(await countByKey(ctx)).keys()]).toEqual([primaryId()]);
    const { grants } = await world().control.state();
    for (const { portal, hubId } of made) {
      const { refresh } = await storedTokens(world(), portal.id);
      expect(refresh).toBe(grants.find((grant) => grant.hubId === hubId)?.refreshToken);
    }
  });

  it("leaves what cannot be opened as it is, and tells of it", async () => {
    const ctx = await operator();
    await makePortal(world());
    const [damaged] = await addSealedUnder(primaryId());
    const [foreign] = await addSealedUnder("lost");
    await addKey(ctx);
    const { unreadable } = await rotateKeys(ctx, undefined, { batch: 1 });
    expect(unreadable).toEqual({ Grant: 2 });
    const rows = await world().db.grant.findMany({
      where: { id: { in: [damaged ?? "", foreign ?? ""] } },
    });
    expect(rows.map(({ refreshTokenSealed }) => refreshTokenSealed?.split(".").slice(2))).toEqual([
      ["AAAA", "AAAA"],
      ["AAAA", "AAAA"],
    ]);
    await world().db.grant.deleteMany({ where: { id: { in: [damaged ?? "", foreign ?? ""] } } });
  });
});

describe("a running server", () => {
  it("takes over what changes in the key file, but nothing that would lose a key", async () => {
    await makePortal(world());
    const { db, env } = world();
    const before = env.keyring.ids;
    const bytesBefore = keysAsText(keysOf(env.keyring));
    let changes = 0;
    const stop = watchKeys({ db, keyring: env.keyring, file, onChange: () => (changes += 1) });
    const extra = `k77:${randomKey()}`;
    writeFileSync(file, `k78:${randomKey()}\n`);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(env.keyring.ids).toEqual(before);
    writeFileSync(file, "no keys at all\n");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(env.keyring.ids).toEqual(before);
    // Another key under the id of one that stored values need.
    writeFileSync(file, `${before.map((id) => `${id}:${randomKey()}`).join(",")}\n`);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(keysAsText(keysOf(env.keyring))).toBe(bytesBefore);
    writeFileSync(file, `${keysAsText(keysOf(env.keyring))},${extra}\n`);
    await eventually(() => expect(env.keyring.ids).toEqual([...before, "k77"]));
    expect(changes).toBe(1);
    stop();
  });
});
