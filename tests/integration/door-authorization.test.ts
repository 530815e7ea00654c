import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { revokeApiKey, rotateApiKey } from "@/lib/api-keys/change";
import { makeKeyText } from "@/lib/api-keys/key-text";
import { API_PERMISSIONS, type ApiPermission } from "@/lib/api-keys/permissions";
import type { CreateApiKeyInput } from "@/lib/api-keys/schemas";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { startApiStandIn, type ApiStandIn } from "../support/hubspot-api";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const PASS = "/portals/{hubId}/hubspot/{path}";
/** What each operation of the OpenAPI document needs, written out: a new one must be a change here as well. */
const NEEDED: Record<string, ApiPermission> = {
  "GET /portals": "portals:read",
  "GET /portals/{hubId}": "portals:read",
  "GET /portals/{hubId}/token": "tokens:read",
  "POST /portals/{hubId}/refresh": "portals:write",
  "DELETE /portals/{hubId}/grant": "portals:write",
  [`GET ${PASS}`]: "hubspot:read",
  [`POST ${PASS}`]: "hubspot:write",
  [`PUT ${PASS}`]: "hubspot:write",
  [`PATCH ${PASS}`]: "hubspot:write",
  [`DELETE ${PASS}`]: "hubspot:write",
};
const OPERATIONS = Object.entries(NEEDED);
const others = (permission: ApiPermission) => API_PERMISSIONS.filter((one) => one !== permission);

const world = useWorld();
let api: ApiStandIn;
let door: TestDoor;
let made: ConnectedPortal;
let other: ConnectedPortal;

beforeAll(async () => {
  api = await startApiStandIn();
  made = await makePortal(world());
  other = await makePortal(world());
});
// Each test has a door of its own: one that refused thirty keys in a minute answers nothing but that.
beforeEach(async () => {
  await door?.close();
  door = await startDoor(world(), { hubspotApiUrl: api.url });
  api.seen.length = 0;
  await world().control.clearRequests();
});
afterAll(async () => {
  await door.close();
  await api.close();
});

const keys = new Map<string, Promise<{ keyId: string; key: string }>>();

/** Keys are made once: ten operations are asked with the same ones. @param fate what became of it */
function keyFor(
  permissions: readonly ApiPermission[],
  limit: Partial<CreateApiKeyInput> = {},
  fate: "kept" | "revoked" | "expired" | "rotated" = "kept",
) {
  const name = [...permissions, limit.appIds, limit.hubIds, fate].join();
  const known = keys.get(name) ?? makeKeyOf(permissions, limit, fate);
  keys.set(name, known);
  return known;
}

async function makeKeyOf(
  permissions: readonly ApiPermission[],
  limit: Partial<CreateApiKeyInput>,
  fate: string,
) {
  const input = { permissions: [...permissions], ...limit };
  const { keyId, key } = await makeKey(world(), { expiresInDays: 1, ...input });
  const { ctx } = made.owner;
  const expiresAt = new Date(Date.now() - 1_000);
  if (fate === "revoked") await revokeApiKey(ctx, keyId);
  if (fate === "expired")
    await world().db.apiKey.update({ where: { id: keyId }, data: { expiresAt } });
  if (fate === "rotated") await rotateApiKey(ctx, { keyId, overlapHours: 0 });
  return { keyId, key };
}

function call(operation: string, key: string | undefined, hubId = made.hubId) {
  const [method = "", path = ""] = operation.split(" ");
  const address = path
    .replace("{hubId}", String(hubId))
    .replace("{path}", "crm/v3/objects/contacts");
  return door.call(address, { key, method });
}

/** Everything about portals and what HubSpot heard. */
async function facts() {
  const [portals, grants] = await Promise.all([
    world().db.portal.findMany({ orderBy: { id: "asc" } }),
    world().db.grant.findMany({ orderBy: { id: "asc" } }),
  ]);
  return { portals, grants, asked: await world().control.requests(), passed: api.seen.length };
}

const refused = (status: number, code: string) => ({ status, body: { status, code } });

it("every operation of the document has a row, and no row names what is not there", async () => {
  const { body } = await door.call("/openapi.json");
  const found = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).flatMap((method) =>
      /^(get|head|post|put|patch|delete)$/.test(method) ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  );
  expect(found.sort()).toEqual(Object.keys(NEEDED).sort());
});

describe.each(OPERATIONS)("%s needs %s", (operation, needed) => {
  it("and refuses every other permission, alone or together, and changes nothing", async () => {
    const before = await facts();
    for (const permissions of [...others(needed).map((one) => [one]), others(needed)]) {
      const { key } = await keyFor(permissions);
      const answer = await call(operation, key);
      expect(answer, permissions.join()).toMatchObject({
        ...refused(403, "insufficient_scope"),
        body: { required_permission: needed },
      });
    }
    expect(await facts()).toEqual(before);
  });

  it("and refuses a key that is none, made up, revoked, expired or rotated away", async () => {
    const before = await facts();
    for (const permissions of [API_PERMISSIONS, others(needed)]) {
      const [revoked, expired, rotated] = await Promise.all(
        (["revoked", "expired", "rotated"] as const).map((fate) => keyFor(permissions, {}, fate)),
      );
      for (const [key, code] of [
        [undefined, "missing_key"],
        ["ptc_", "invalid_key"],
        [makeKeyText(), "invalid_key"],
        [revoked?.key, "revoked_key"],
        [expired?.key, "expired_key"],
        [rotated?.key, "revoked_key"],
      ] as const) {
        const answer = await call(operation, key);
        expect(answer, code).toMatchObject(refused(401, code));
      }
    }
    expect(await facts()).toEqual(before);
  });

  it("and a key that is limited to another app or other Hub IDs finds nothing of this one", async () => {
    const limits = [{ appIds: [other.app.id] }, { hubIds: [BigInt(other.hubId)] }];
    const both = { appIds: [made.app.id], hubIds: [BigInt(other.hubId)] };
    const before = await facts();
    for (const limit of [...limits, both]) {
      const { key } = await keyFor(API_PERMISSIONS, limit);
      const answer = await call(operation, key);
      if (operation === "GET /portals") {
        expect(answer.status).toBe(200);
        expect(JSON.stringify(answer.body)).not.toContain(String(made.hubId));
      } else expect(answer).toMatchObject(refused(404, "unknown_portal"));
      const { key: weak } = await keyFor(others(needed), limit);
      expect(await call(operation, weak)).toMatchObject(refused(403, "insufficient_scope"));
    }
    expect(await facts()).toEqual(before);
  });
});

// Last of all, because a revoke ends what the others ask for.
describe("what a key may do it does:", () => {
  it.each(OPERATIONS)("%s with %s alone", async (operation, permission) => {
    const { hubId } = operation.startsWith("DELETE /portals/{hubId}/grant")
      ? await makePortal(world())
      : made;
    for (const limit of [{}, { hubIds: [BigInt(hubId)] }]) {
      const { key } = await keyFor([permission], limit);
      expect((await call(operation, key, hubId)).status).toBe(200);
    }
  });
});
