import pg from "pg";
import { Agent, request as send } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UseCounter } from "@/lib/api-keys/use-counter";
import { storedTokens, tokenCalls } from "../support/checks";
import { eventually } from "../support/eventually";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let key: string;
let door: TestDoor;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  ({ key } = await makeKey(world()));
  door = await startDoor(world());
});
afterEach(() => door.close());

const token = () => door.call(`/portals/${made.hubId}/token`, { key });
const expiresIn = (seconds: number) =>
  world().db.grant.updateMany({
    where: { portalId: made.portal.id },
    data: { accessTokenExpiresAt: new Date(Date.now() + seconds * 1000), refreshedAt: null },
  });

describe("while HubSpot is slow", () => {
  it("a token that is still valid is served after a moment, and the renewal goes on", async () => {
    await expiresIn(120);
    await world().control.addFault({ match: { clientId: made.app.clientId }, delayMs: 7_000 });
    const before = await storedTokens(world(), made.portal.id);
    const { status, body } = await token();
    expect(status).toBe(200);
    expect(body.access_token).toBe(before.access);
    expect(body.warning).toMatch(/^There is no new token yet: .* 11\d more seconds/);
    await eventually(async () =>
      expect((await storedTokens(world(), made.portal.id)).access).not.toBe(before.access),
    );
    expect(await tokenCalls(world(), made.app.clientId, "refresh_token")).toHaveLength(1);
  });
});

describe("two servers that write what they counted", () => {
  it("of the same key do not wait for each other", async () => {
    const { id: keyId } = await world().db.apiKey.findFirstOrThrow({
      orderBy: { createdAt: "desc" },
    });
    const another = await makePortal(world());
    const other = new pg.Client({ connectionString: world().databaseUrl });
    await other.connect();
    // In the middle of its work: it has written a use, and not yet when the key was used last.
    await other.query("BEGIN");
    await other.query(`INSERT INTO "ApiKeyUse" VALUES ($1, $2, now()::date, 1, now())`, [
      keyId,
      another.portal.id,
    ]);
    const counter = new UseCounter();
    counter.note(keyId, made.portal.id);
    await counter.flush(world());
    await other.query(`UPDATE "ApiKey" SET "lastUsedAt" = now() WHERE "id" = $1`, [keyId]);
    await other.query("COMMIT");
    await other.end();
    const uses = await world().db.apiKeyUse.findMany({ where: { keyId } });
    expect(uses).toHaveLength(2);
  });
});

describe("a connection that is used again", () => {
  it.each([17_000, 200_000, 3_000_000])("answers after a form of %i bytes", async (bytes) => {
    const dispatcher = new Agent({ connections: 1, headersTimeout: 10_000 });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const first = await send(`${door.url}/hubspot/oauth/v1/token`, {
      dispatcher,
      method: "POST",
      headers: form,
      body: "x".repeat(bytes),
    });
    expect(first.statusCode).toBe(413);
    await first.body.dump();
    const next = await send(`${door.url}/api/v1/openapi.json`, { dispatcher });
    expect(next.statusCode).toBe(200);
    await next.body.dump();
    await dispatcher.close();
  });
});
