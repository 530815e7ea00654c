import { Client } from "@hubspot/api-client";
import { FilterOperatorEnum } from "@hubspot/api-client/lib/codegen/crm/contacts/models/Filter.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storedTokens } from "../support/checks";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { connect, makeApp, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

// HubSpot's own client for Node, as it comes from the registry.
const world = useWorld();
const SCOPES = ["oauth", "crm.objects.contacts.read", "crm.objects.contacts.write"];
let made: ConnectedPortal;
let key: string;
let door: TestDoor;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world(), { appOptions: { requiredScopes: SCOPES } });
  const permissions = ["tokens:read", "hubspot:read", "hubspot:write"] as const;
  ({ key } = await makeKey(world(), { permissions: [...permissions] }));
  door = await startDoor(world());
  const people = Array.from({ length: 12 }, (_, n) => ({
    id: String(n + 1),
    properties: { email: `p${n + 1}@customer.example` },
  }));
  await world().control.putContacts(made.hubId, people);
});
afterEach(() => door.close());

/** What the client is given where it calls HubSpot through Portico. */
const throughPortico = () =>
  new Client({
    accessToken: key,
    basePath: `${door.url}/api/v1/portals/${made.hubId}/hubspot`,
  });
const atHubSpot = (accessToken: string) => new Client({ accessToken, basePath: world().apiUrl });
const idsOf = (contacts: { id: string }[]) => contacts.map(({ id }) => Number(id));
const ALL = Array.from({ length: 12 }, (_, n) => n + 1);

it("calls HubSpot with an access token that Portico gave", async () => {
  const { body } = await door.call(`/portals/${made.hubId}/token`, { key });
  const client = atHubSpot(String(body["access_token"]));
  expect(idsOf(await client.crm.contacts.getAll(5))).toEqual(ALL);
});

describe("through Portico, with an API key as its access token", () => {
  it("reads page by page, searches and reads batches, which takes hubspot:read alone", async () => {
    ({ key } = await makeKey(world(), { permissions: ["hubspot:read"] }));
    const { contacts } = throughPortico().crm;
    expect(idsOf(await contacts.getAll(5))).toEqual(ALL);
    const found = await contacts.searchApi.doSearch({
      filterGroups: [
        {
          filters: [
            {
              propertyName: "email",
              operator: FilterOperatorEnum.Eq,
              value: "p7@customer.example",
            },
          ],
        },
      ],
      sorts: ["lastmodifieddate"],
      limit: 200,
    });
    expect(found).toMatchObject({ total: 1, results: [{ id: "7" }] });
    const inputs = [{ id: "1" }, { id: "12" }];
    const batch = await contacts.batchApi.read({
      inputs,
      properties: ["email"],
      propertiesWithHistory: [],
    });
    expect(idsOf(batch.results).sort()).toEqual([1, 12]);
  });

  it("writes, and calls what it has no function for", async () => {
    const { basicApi } = throughPortico().crm.contacts;
    const properties = { email: "new@customer.example", firstname: "New" };
    const { id } = await basicApi.create({ properties, associations: [] });
    await basicApi.update(id, { properties: { firstname: "Newer" } });
    expect((await basicApi.getById(id)).properties["firstname"]).toBe("Newer");
    await basicApi.archive(id);
    await expect(basicApi.getById(id)).rejects.toMatchObject({ code: 404 });
    const path = "/account-info/2026-03/details";
    const details = await throughPortico().apiRequest({ path });
    expect(await details.json()).toMatchObject({ portalId: made.hubId });
  });

  it("hears why there is no token, in Portico's words", async () => {
    await world().control.revokeGrants({ clientId: made.app.clientId, hubId: made.hubId });
    await world().control.expireTokens({ hubId: made.hubId });
    await expect(throughPortico().crm.contacts.basicApi.getPage()).rejects.toMatchObject({
      code: 409,
      body: { code: "needs_reconnect", title: expect.stringContaining("reconnects the portal") },
    });
  });

  it("means the app that its key is limited to, where several hold the Hub ID", async () => {
    const other = await makeApp(world(), made.owner.ctx, { requiredScopes: SCOPES });
    await connect(world(), made.owner.ctx, other, { hubId: made.hubId });
    await expect(throughPortico().crm.contacts.basicApi.getPage()).rejects.toMatchObject({
      code: 400,
      body: { code: "app_required" },
    });
    const limited = await makeKey(world(), { permissions: ["hubspot:read"], appIds: [other.id] });
    ({ key } = limited);
    expect(idsOf(await throughPortico().crm.contacts.getAll())).toEqual(ALL);
  });
});

it("refreshes at Portico as it would at HubSpot, and gets its handle back", async () => {
  const { tokensApi } = new Client({ basePath: `${door.url}/hubspot` }).oauth;
  const handle = `ptc-hub-${made.hubId}`;
  const refresh = (secret: string) =>
    tokensApi.create("refresh_token", undefined, undefined, made.app.clientId, secret, handle);
  const tokens = await refresh(key);
  expect(tokens).toMatchObject({ refreshToken: handle, tokenType: "bearer" });
  expect(tokens.accessToken).toBe((await storedTokens(world(), made.portal.id)).access);
  const client = atHubSpot(tokens.accessToken);
  expect(idsOf(await client.crm.contacts.getAll())).toEqual(ALL);
  await expect(refresh("wrong")).rejects.toMatchObject({
    code: 400,
    body: { status: "BAD_CLIENT_SECRET" },
  });
});
