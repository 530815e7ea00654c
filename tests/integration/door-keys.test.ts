import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { revokeApiKey, rotateApiKey } from "@/lib/api-keys/change";
import { listApiKeys } from "@/lib/api-keys/queries";
import { eventsOf, expectNoPlaintext, expectRefused, portalRow } from "../support/checks";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let door: TestDoor;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  door = await startDoor(world());
});
afterEach(() => door.close());

const token = (key?: string) => door.call(`/portals/${made.hubId}/token`, { key });
const refused = (status: number, code: string) => ({ status, body: { status, code } });

describe("a key", () => {
  it("is stored as a hash, and shown by its first signs alone", async () => {
    const { key, keyId } = await makeKey(world(), { name: "Nightly export" });
    expect(key).toMatch(/^ptc_[0-9A-Za-z]{36}$/);
    const view = (await listApiKeys(made.owner.ctx)).find(({ id }) => id === keyId);
    expect(view).toMatchObject({
      name: "Nightly export",
      prefix: key.slice(0, 10),
      state: "active",
    });
    await expectNoPlaintext(world());
    expect(await eventsOf(world(), "api_key.created", { targetId: keyId })).toHaveLength(1);
  });

  it("that is missing, wrong or made up is refused, and told what to bring", async () => {
    const none = await token();
    expect(none).toMatchObject(refused(401, "missing_key"));
    expect(none.headers.get("www-authenticate")).toBe('Bearer realm="Portico"');
    expect(await token("not-a-key")).toMatchObject(refused(401, "invalid_key"));
    const { key } = await makeKey(world());
    const changed = key.slice(0, -8) + (key.at(-8) === "a" ? "b" : "a") + key.slice(-7);
    expect(await token(changed)).toMatchObject(refused(401, "invalid_key"));
    await world().db.apiKey.deleteMany();
    expect(await token(key)).toMatchObject(refused(401, "invalid_key"));
  });

  it("ends at once on every server when it is revoked, and when its time is over", async () => {
    const other = await startDoor(world());
    const { key, keyId } = await makeKey(world(), { expiresInDays: 30 });
    expect((await token(key)).status).toBe(200);
    await world().db.apiKey.update({ where: { id: keyId }, data: { expiresAt: new Date() } });
    expect(await token(key)).toMatchObject(refused(401, "expired_key"));
    await revokeApiKey(made.owner.ctx, keyId);
    for (const one of [door, other])
      expect(await one.call(`/portals/${made.hubId}/token`, { key })).toMatchObject(
        refused(401, "revoked_key"),
      );
    await other.close();
  });

  it("that is rotated works on for as long as was said", async () => {
    const { key: first, keyId } = await makeKey(world());
    const { key: second } = await rotateApiKey(made.owner.ctx, { keyId, overlapHours: 24 });
    world().secrets.push(second);
    for (const key of [first, second]) expect((await token(key)).status).toBe(200);
    await world().db.apiKey.update({ where: { id: keyId }, data: { previousUntil: new Date() } });
    expect(await token(first)).toMatchObject(refused(401, "revoked_key"));
    expect((await token(second)).status).toBe(200);
    const { key: third } = await rotateApiKey(made.owner.ctx, { keyId, overlapHours: 0 });
    world().secrets.push(third);
    expect(await token(second)).toMatchObject(refused(401, "revoked_key"));
    await revokeApiKey(made.owner.ctx, keyId);
    await expectRefused(rotateApiKey(made.owner.ctx, { keyId, overlapHours: 1 }), "conflict");
    await expectNoPlaintext(world());
  });
});

describe("what a key may do", () => {
  it.each([
    ["GET", "/token", "tokens:read"],
    ["GET", "", "portals:read"],
    ["POST", "/refresh", "portals:write"],
    ["DELETE", "/grant", "portals:write"],
  ] as const)("%s .../portals/{hubId}%s needs %s", async (method, below, permission) => {
    const { key } = await makeKey(world(), { permissions: ["hubspot:read", "hubspot:write"] });
    const answer = await door.call(`/portals/${made.hubId}${below}`, { key, method });
    expect(answer).toMatchObject(refused(403, "insufficient_scope"));
    expect(answer.headers.get("www-authenticate")).toContain(`scope="${permission}"`);
    const { key: able } = await makeKey(world(), { permissions: [permission] });
    expect((await door.call(`/portals/${made.hubId}${below}`, { key: able, method })).status).toBe(
      200,
    );
  });

  it("stops at the apps and portals it is limited to, and a deleted app widens nothing", async () => {
    const other = await makePortal(world());
    const path = `/portals/${other.hubId}/token`;
    const byApp = await makeKey(world(), { appIds: [made.app.id] });
    const byHub = await makeKey(world(), { hubIds: [BigInt(made.hubId)] });
    for (const { key } of [byApp, byHub]) {
      expect((await token(key)).status).toBe(200);
      const beyond = await door.call(path, { key });
      expect(beyond).toMatchObject(refused(404, "unknown_portal"));
      // Word for word what is said of a Hub ID that nobody has.
      const none = await door.call("/portals/999999999/token", { key });
      const wordsOf = ({ status, body }: typeof none) => ({ status, ...body, request_id: "" });
      expect(wordsOf(beyond)).toEqual(wordsOf(none));
      const list = await door.call("/portals", { key });
      expect(list.body.portals).toMatchObject([{ hub_id: made.hubId }]);
    }
    await world().db.connectAttempt.deleteMany({ where: { appId: made.app.id } });
    await world().db.portal.deleteMany({ where: { appId: made.app.id } });
    await world().db.hubSpotApp.delete({ where: { id: made.app.id } });
    expect(await door.call(path, byApp)).toMatchObject(refused(404, "unknown_portal"));
  });
});

describe("refused calls", () => {
  it("are told to the audit log in sums, with the key where it is known", async () => {
    const { key, keyId } = await makeKey(world());
    await revokeApiKey(made.owner.ctx, keyId);
    for (const _try of [1, 2, 3]) await token(key);
    await token("wrong");
    await door.close();
    door = await startDoor(world());
    const [sum, ...more] = await eventsOf(world(), "api.refused", { targetId: keyId });
    expect(more).toEqual([]);
    expect(sum).toMatchObject({
      outcome: "denied",
      details: { reason: "revoked_key", count: 3, addresses: ["127.0.0.1"] },
    });
  });

  it("for a portal that the key is not for are told to the log, and not to who calls", async () => {
    const { key, keyId } = await makeKey(world(), { hubIds: [1n] });
    expect(await token(key)).toMatchObject(refused(404, "unknown_portal"));
    expect(await door.call("/portals/1/token", { key })).toMatchObject(
      refused(404, "unknown_portal"),
    );
    await door.close();
    door = await startDoor(world());
    const sums = await eventsOf(world(), "api.refused", { targetId: keyId });
    expect(sums.map(({ details }) => details)).toMatchObject([
      { reason: "portal_not_allowed", count: 1 },
    ]);
  });

  it("have to wait after thirty in a minute; a good key never does", async () => {
    const { key } = await makeKey(world());
    for (let n = 0; n < 30; n += 1) expect((await token("wrong")).status).toBe(401);
    const held = await token("wrong");
    expect(held).toMatchObject(refused(429, "rate_limited"));
    expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await token(key)).status).toBe(200);
  });
});

describe("a service acts", () => {
  it("by name: its revoke stands in the log as its own", async () => {
    const { key, keyId } = await makeKey(world(), { name: "Offboarding" });
    const answer = await door.call(`/portals/${made.hubId}/grant`, { key, method: "DELETE" });
    expect(answer).toMatchObject({ status: 200, body: { outcome: "revoked" } });
    expect((await portalRow(world(), made.portal.id)).status).toBe("revoked");
    const [event] = await eventsOf(world(), "portal.revoked", { portalId: made.portal.id });
    expect(event).toMatchObject({ actorKind: "api_key", actorId: keyId });
    expect(event?.actorLabel).toBe(`Offboarding (${key.slice(0, 10)})`);
    const again = await door.call(`/portals/${made.hubId}/grant`, { key, method: "DELETE" });
    expect(again).toMatchObject({ status: 200, body: { outcome: "revoked" } });
  });
});
