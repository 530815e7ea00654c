import OpenAPIResponseValidator from "openapi-response-validator";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { revokePortal } from "@/lib/portals/end/revoke";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { makeKey, startDoor, type DoorAnswer, type TestDoor } from "../support/door";
import { connect, makeApp, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
type Responses = ConstructorParameters<typeof OpenAPIResponseValidator>[0]["responses"];
type Document = {
  openapi: string;
  paths: Record<string, Record<string, { responses: Responses }>>;
  components: { schemas: object };
};

let made: ConnectedPortal;
let key: string;
let door: TestDoor;
let document: Document;

beforeAll(async () => {
  made = await makePortal(world());
  ({ key } = await makeKey(world()));
  door = await startDoor(world());
  document = (await door.call("/openapi.json")).body as unknown as Document;
});
afterAll(() => door.close());

/** What the document that the door serves has against an answer of the door. */
function problemsOf(method: string, path: string, { status, body }: DoorAnswer): unknown[] {
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) return [`${method} ${path} is not described`];
  const { responses } = operation;
  if (!Object.hasOwn(responses, String(status))) return [`HTTP ${status} is not described`];
  const { components } = document;
  const validator = new OpenAPIResponseValidator({ responses, components } as ConstructorParameters<
    typeof OpenAPIResponseValidator
  >[0]);
  return (
    (validator.validateResponse(status, body) as { errors: unknown[] } | undefined)?.errors ?? []
  );
}

it("the document is OpenAPI 3.1, and anybody may read it", () => {
  expect(document.openapi).toBe("3.1.0");
});

describe("every answer is as the document says", () => {
  it.each([
    ["GET", "/portals", ""],
    ["GET", "/portals", "?limit=1&status=connected,degraded&q=a"],
    ["GET", "/portals/{hubId}", ""],
    ["GET", "/portals/{hubId}/token", "?min_ttl=60"],
    ["POST", "/portals/{hubId}/refresh", ""],
    ["DELETE", "/portals/{hubId}/grant", ""],
  ])("%s %s%s", async (method, path, query) => {
    const address = path.replace("{hubId}", String(made.hubId)) + query;
    const answer = await door.call(address, { key, method });
    expect(answer.status).toBe(200);
    expect(problemsOf(method, path, answer)).toEqual([]);
    const wrong = {
      ...answer,
      body: { ...answer.body, status: 7, portals: 7, outcome: 7, portal: 7 },
    };
    expect(problemsOf(method, path, wrong)).not.toEqual([]);
    const stranger = await door.call(address, { method });
    expect(stranger.status).toBe(401);
    expect(problemsOf(method, path, stranger)).toEqual([]);
  });
});

describe("a wrong request is told what to correct", () => {
  it.each([
    ["/portals/x/token", "hubId: must be a number"],
    ["/portals/0/token", "hubId: must be a number"],
    ["/portals/99999999999999999999/token", "hubId: must be a number"],
    ["/portals/62515/token?min_ttl=soon", "min_ttl: must be a whole number"],
    ["/portals/62515/token?min_ttl=-1", "min_ttl: must be a whole number"],
    ["/portals/62515/token?min_ttl=86401", "min_ttl: must be at most 86400"],
    ["/portals/62515/token?app=%00", "app: must be the slug"],
    ["/portals/62515/token?app=a&app=b", "app: is there more than once"],
    ["/portals/62515/token?ttl=5", "ttl: there is no such parameter"],
    ["/portals?limit=0", "limit: must be at least 1"],
    ["/portals?limit=101", "limit: must be at most 100"],
    ["/portals?status=alive", "status: must be some of"],
    ["/portals?cursor=nonsense", "cursor: is none of this list's"],
  ])("%s", async (path, words) => {
    const answer = await door.call(path, { key });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(answer.body.detail).toContain(words);
  });

  it.each([
    ["GET", "/nothing", 404, "not_found"],
    ["GET", "", 404, "not_found"],
    ["GET", "/portals/62515/token/", 404, "not_found"],
    ["POST", "/portals", 405, "method_not_allowed"],
    ["GET", "/portals/62515/grant", 405, "method_not_allowed"],
    ["POST", "/openapi.json", 405, "method_not_allowed"],
  ])("%s %s", async (method, path, status, code) => {
    const answer = await door.call(path, { key, method });
    expect(answer).toMatchObject({ status, body: { code } });
    if (status === 405) expect(answer.headers.get("allow")).toMatch(/^(GET|POST|DELETE)$/);
  });
});

describe("a parameter without a value", () => {
  it.each(["/portals?app=&status=&q=&cursor=&limit=", "/portals/{hubId}/token?app=&min_ttl="])(
    "is one that was not given: %s",
    async (path) => {
      const { hubId } = await makePortal(world());
      const answer = await door.call(path.replace("{hubId}", String(hubId)), { key });
      expect(answer.status).toBe(200);
    },
  );
});

describe("a connection that was ended", () => {
  const EVERY = [
    ["GET", "/token"],
    ["POST", "/refresh"],
  ] as const;
  let ended: ConnectedPortal;
  beforeEach(async () => {
    ended = await makePortal(world());
  });
  const path = (rest: string) => `/portals/${ended.hubId}${rest}`;

  it("is called revoked, whatever is asked of it, and may be revoked again", async () => {
    await revokePortal(ended.owner.ctx, ended.portal.id);
    for (const [method, rest] of EVERY)
      expect(await door.call(path(rest), { key, method })).toMatchObject({
        status: 409,
        body: { code: "revoked" },
      });
    expect(await door.call(path("/grant"), { key, method: "DELETE" })).toMatchObject({
      status: 200,
      body: { outcome: "revoked" },
    });
  });

  it("is called uninstalled, whatever is asked of it", async () => {
    await uninstallPortal(ended.owner.ctx, ended.portal.id);
    for (const [method, rest] of [...EVERY, ["DELETE", "/grant"] as const])
      expect(await door.call(path(rest), { key, method })).toMatchObject({
        status: 409,
        body: { code: "uninstalled" },
      });
  });
});

describe("the list", () => {
  it("goes page by page and shows each portal of the key's once", async () => {
    const app = await makeApp(world(), made.owner.ctx);
    const hubIds: number[] = [];
    for (const _portal of [1, 2, 3, 4, 5])
      hubIds.push((await makePortal(world(), { app, owner: made.owner })).hubId);
    await connect(world(), made.owner.ctx, app, { hubId: made.hubId });
    const { key: limited } = await makeKey(world(), { appIds: [app.id] });
    const seen: number[] = [];
    let cursor = "";
    do {
      const { body } = await door.call(`/portals?limit=2&cursor=${cursor}`, { key: limited });
      const page = body as unknown as { portals: { hub_id: number }[]; next_cursor: string | null };
      expect(page.portals.length).toBeLessThanOrEqual(2);
      seen.push(...page.portals.map(({ hub_id: hubId }) => hubId));
      cursor = page.next_cursor ?? "";
    } while (cursor);
    expect(seen).toEqual([...hubIds, made.hubId].sort((a, b) => a - b));
  });
});
