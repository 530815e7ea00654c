import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createApp } from "@/lib/hubspot-apps/create";
import { deleteApp } from "@/lib/hubspot-apps/delete";
import { getApp, listApps, recordSecretViewed } from "@/lib/hubspot-apps/queries";
import { createAppInput, type UpdateAppInput } from "@/lib/hubspot-apps/schemas";
import { updateApp } from "@/lib/hubspot-apps/update";
import { revokePortal } from "@/lib/portals/end/revoke";
import { eventsOf, expectNoPlaintext, expectRefused } from "../support/checks";
import {
  makeApp,
  makePerson,
  makePortal,
  randomSecret,
  REDIRECT_URI,
  type MadePerson,
} from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let owner: MadePerson;

beforeEach(async () => {
  owner = await makePerson(world(), "owner");
});

const input = (more: Record<string, unknown> = {}) =>
  createAppInput.parse({
    name: "Acme Sync",
    clientId: randomUUID(),
    clientSecret: randomSecret(world()),
    redirectUri: REDIRECT_URI,
    requiredScopes: "crm.objects.contacts.read",
    apiVersion: "2026-09",
    ...more,
  });

async function changed(appId: string, more: Partial<UpdateAppInput>): Promise<UpdateAppInput> {
  const {
    name,
    clientId,
    redirectUri,
    requiredScopes,
    conditionalScopes,
    optionalScopes,
    updatedAt,
  } = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: appId } });
  const lists = { requiredScopes, conditionalScopes, optionalScopes };
  return {
    appId,
    updatedAt,
    name,
    clientId,
    redirectUri,
    ...lists,
    apiVersion: "2026-09",
    ...more,
  };
}

describe("adding an app", () => {
  it("seals the secret, shows a fingerprint and records it", async () => {
    const fields = input();
    const { id, slug } = await createApp(owner.ctx, fields);
    const row = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id } });
    expect(row.clientSecretSealed).toMatch(/^p1\.k1\./);
    expect(row).toMatchObject({
      requiredScopes: ["oauth", "crm.objects.contacts.read"],
      createdById: owner.person.id,
    });
    const view = await getApp(owner.ctx, slug);
    expect(view.secret).toMatchObject({
      replacedBy: owner.person.email,
      fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    expect(view).toMatchObject({ redirectsHere: true, livePortals: 0 });
    expect(JSON.stringify([view, await listApps(owner.ctx)])).not.toContain(fields.clientSecret);
    expect(JSON.stringify([view, await listApps(owner.ctx)])).not.toContain(row.clientSecretSealed);
    const [event] = await eventsOf(world(), "app.created", { appId: id });
    expect(event).toMatchObject({
      actorId: owner.person.id,
      details: { clientId: fields.clientId },
    });
    await expectNoPlaintext(world());
  });

  it("gives every app its own readable slug", async () => {
    const name = `Zürich & Söhne ${randomUUID().slice(0, 4)}`;
    const first = await createApp(owner.ctx, input({ name }));
    const second = await createApp(owner.ctx, input({ name }));
    expect(first.slug).toMatch(/^zu-rich-so-hne-|^zurich-sohne-/);
    expect(second.slug).toBe(`${first.slug}-2`);
    expect((await createApp(owner.ctx, input({ name: "new" }))).slug).not.toBe("new");
    expect((await createApp(owner.ctx, input({ name: "日本" }))).slug).toMatch(/^app/);
  });

  it("refuses a client ID that is taken", async () => {
    const app = await makeApp(world(), owner.ctx);
    const error = await expectRefused(
      createApp(owner.ctx, input({ clientId: app.clientId })),
      "client_id_taken",
    );
    expect(error.details.fields).toHaveProperty("clientId");
    await expectNoPlaintext(world());
  });
});

describe("changing an app", () => {
  it("records what changed, before and after", async () => {
    const app = await makeApp(world(), owner.ctx);
    await updateApp(owner.ctx, await changed(app.id, { name: "Renamed" }));
    const [event] = await eventsOf(world(), "app.updated", { appId: app.id });
    expect(event?.changes).toEqual({ name: [app.name, "Renamed"] });
    const row = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: app.id } });
    expect(row).toMatchObject({
      name: "Renamed",
      slug: app.slug,
      clientSecretSealed: app.clientSecretSealed,
    });
  });

  it("does not overwrite what somebody else changed meanwhile", async () => {
    const app = await makeApp(world(), owner.ctx);
    const [mine, theirs] = [
      await changed(app.id, { name: "Mine" }),
      await changed(app.id, { name: "Theirs" }),
    ];
    const results = await Promise.allSettled([
      updateApp(owner.ctx, mine),
      updateApp(owner.ctx, theirs),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expectRefused(updateApp(owner.ctx, mine), "conflict");
    expect(await eventsOf(world(), "app.updated", { appId: app.id })).toHaveLength(1);
  });

  it("refuses a taken client ID, and any other one while portals hang on it", async () => {
    const other = await makeApp(world(), owner.ctx);
    const app = await makeApp(world(), owner.ctx);
    await expectRefused(
      updateApp(owner.ctx, await changed(app.id, { clientId: other.clientId })),
      "client_id_taken",
    );
    await makePortal(world(), { app, owner });
    await expectRefused(
      updateApp(owner.ctx, await changed(app.id, { clientId: randomUUID() })),
      "invalid_input",
    );
  });

  it("counts portals that lack a scope the app now requires", async () => {
    const { app } = await makePortal(world(), { owner });
    const requiredScopes = [...app.requiredScopes, "tickets"];
    expect(await updateApp(owner.ctx, await changed(app.id, { requiredScopes }))).toMatchObject({
      portalsBehind: 1,
    });
  });

  it("an unknown app is not found", async () => {
    const app = await makeApp(world(), owner.ctx);
    const appId = "00000000-0000-4000-8000-000000000000";
    await expectRefused(
      updateApp(owner.ctx, { ...(await changed(app.id, {})), appId }),
      "not_found",
    );
    await expectRefused(getApp(owner.ctx, "nothing-here"), "not_found");
    await expectRefused(deleteApp(owner.ctx, appId), "not_found");
  });
});

describe("deleting an app", () => {
  it("is refused while portals are live, and names them", async () => {
    const { app, hubId } = await makePortal(world(), {
      owner,
      account: { domain: "acme.example" },
    });
    const error = await expectRefused(deleteApp(owner.ctx, app.id), "app_has_portals");
    expect(error.details).toMatchObject({
      total: 1,
      portals: [{ hubId: String(hubId), label: "acme.example" }],
    });
    expect(await eventsOf(world(), "app.deleted", { appId: app.id })).toHaveLength(0);
  });

  it("is refused while a revocation is pending", async () => {
    const { app, portal } = await makePortal(world(), { owner });
    await world().control.addFault({
      match: { clientId: app.clientId, path: "/revoke" },
      status: 503,
    });
    await revokePortal(owner.ctx, portal.id);
    await world().db.portal.update({
      where: { id: portal.id },
      data: { status: "needs_reconnect" },
    });
    await expectRefused(deleteApp(owner.ctx, app.id), "app_has_portals");
  });

  it("takes ended portals along and keeps their history in the log", async () => {
    const { app, portal } = await makePortal(world(), { owner });
    await revokePortal(owner.ctx, portal.id);
    await deleteApp(owner.ctx, app.id);
    expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(0);
    expect(await world().db.grant.count({ where: { appId: app.id } })).toBe(0);
    const [event] = await eventsOf(world(), "app.deleted", { appId: app.id });
    expect(event?.details).toMatchObject({ clientId: app.clientId, endedPortals: 1 });
    expect(await eventsOf(world(), "portal.revoked", { portalId: portal.id })).toHaveLength(1);
  });
});

describe("looking at a secret's fingerprint", () => {
  it("leaves one line in ten minutes", async () => {
    const { slug, id } = await makeApp(world(), owner.ctx);
    const view = await getApp(owner.ctx, slug);
    for (let n = 0; n < 3; n += 1) await recordSecretViewed(owner.ctx, view);
    expect(await eventsOf(world(), "app.secret_viewed", { appId: id })).toHaveLength(1);
    world().clock.aheadMs = 11 * 60_000;
    await recordSecretViewed(owner.ctx, view);
    world().clock.aheadMs = 0;
    expect(await eventsOf(world(), "app.secret_viewed", { appId: id })).toHaveLength(2);
  });
});
