import { beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/api-keys/create";
import { recordAlone } from "@/lib/audit/record";
import { getFirstSteps } from "@/lib/first-steps/first-steps";
import { hideFirstSteps } from "@/lib/first-steps/hide";
import { makeApp, makePerson, makePortal, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let admin: MadePerson;

beforeEach(async () => {
  const { db } = world();
  await db.systemFact.deleteMany({ where: { name: "first_steps_hidden" } });
  await db.apiKeyUse.deleteMany();
  await db.apiKey.deleteMany();
  await db.portal.deleteMany();
  await db.hubSpotApp.deleteMany();
  admin = await makePerson(world(), "admin");
});

const done = async () =>
  (await getFirstSteps(admin.ctx))?.steps.filter(({ isDone }) => isDone).map(({ step }) => step);

describe("the first steps", () => {
  it("are done by what is there, one after the other", async () => {
    expect(await done()).toEqual(["owner", "keys"]);
    const app = await makeApp(world(), admin.ctx);
    expect(await done()).toEqual(["owner", "keys", "app"]);
    await recordAlone(admin.ctx, {
      action: "app.credentials_tested",
      outcome: "failed",
      appId: app.id,
    });
    expect(await done()).not.toContain("credentials");
    await recordAlone(admin.ctx, { action: "app.credentials_tested", appId: app.id });
    expect(await done()).toEqual(["owner", "keys", "app", "credentials"]);

    const { portal } = await makePortal(world(), { app });
    expect(await getFirstSteps(admin.ctx)).toMatchObject({
      app: { slug: app.slug, name: app.name },
      portal: { hubId: String(portal.hubId), label: portal.hubDomain },
    });
    const { keyId } = await createApiKey(admin.ctx, {
      name: "First",
      permissions: ["tokens:read"],
      appIds: [],
      hubIds: [],
      expiresInDays: 1,
    });
    expect(await done()).toEqual(["owner", "keys", "app", "credentials", "portal", "key"]);
    const use = { keyId, portalId: portal.id, day: new Date(), reads: 1, lastAt: new Date() };
    await world().db.apiKeyUse.create({ data: use });
    expect(await getFirstSteps(admin.ctx)).toBeNull();
  });

  it("want the keys of a file to be kept elsewhere", async () => {
    const env = { ...world().env, keyFile: "/nowhere/encryption-keys" };
    await world().db.systemFact.deleteMany({ where: { name: "keys_stored_elsewhere" } });
    const view = await getFirstSteps({ ...admin.ctx, env });
    expect(view?.steps).toContainEqual({ step: "keys", isDone: false });
  });

  it("are open again when HubSpot refuses the app", async () => {
    const { app } = await makePortal(world());
    expect(await done()).toContain("credentials");
    await world().db.hubSpotApp.update({
      where: { id: app.id },
      data: { credentialsRefusedAt: new Date() },
    });
    expect(await done()).not.toContain("credentials");
  });

  it("go away for everybody, and are nobody's who sets nothing up", async () => {
    const support = await makePerson(world(), "support");
    expect(await getFirstSteps(support.ctx)).toBeNull();
    await hideFirstSteps(admin.ctx);
    await hideFirstSteps(admin.ctx);
    expect(await getFirstSteps(admin.ctx)).toBeNull();
    expect(await getFirstSteps((await makePerson(world(), "owner")).ctx)).toBeNull();
  });
});
