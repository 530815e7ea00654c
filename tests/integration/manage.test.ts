import { beforeEach, describe, expect, it } from "vitest";
import { revokeApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import { changeRole, disablePerson, enablePerson } from "@/lib/people/manage";
import { eventsOf, expectRefused } from "../support/checks";
import { makeApp, makePerson, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let ada: MadePerson;
let bob: MadePerson;

beforeEach(async () => {
  await world().db.person.deleteMany();
  ada = await makePerson(world(), "owner");
  bob = await makePerson(world(), "owner");
});

const activeOwners = () => world().db.person.count({ where: { role: "owner", disabledAt: null } });

describe("the last owner", () => {
  beforeEach(async () => {
    await disablePerson(ada.ctx, bob.person.id);
  });

  it("cannot be demoted or disabled, by themselves or others", async () => {
    await expectRefused(
      changeRole(ada.ctx, { personId: ada.person.id, role: "admin" }),
      "last_owner",
    );
    await expectRefused(disablePerson(ada.ctx, ada.person.id), "last_owner");
    expect(await activeOwners()).toBe(1);
  });
});

describe("two owners at once", () => {
  it.each([
    [
      "demoting",
      (by: MadePerson, of: MadePerson) =>
        changeRole(by.ctx, { personId: of.person.id, role: "admin" }),
    ],
    ["disabling", (by: MadePerson, of: MadePerson) => disablePerson(by.ctx, of.person.id)],
  ])("%s each other leave one", async (_name, act) => {
    for (let round = 0; round < 5; round += 1) {
      await world().db.person.updateMany({ data: { role: "owner", disabledAt: null } });
      const results = await Promise.allSettled([act(ada, bob), act(bob, ada)]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await activeOwners()).toBe(1);
    }
  });
});

describe("who may manage whom", () => {
  it("admins deal with everybody but owners", async () => {
    const admin = await makePerson(world(), "admin");
    const support = await makePerson(world(), "support");
    await changeRole(admin.ctx, { personId: support.person.id, role: "admin" });
    await disablePerson(admin.ctx, support.person.id);
    await enablePerson(admin.ctx, support.person.id);
    await expectRefused(
      changeRole(admin.ctx, { personId: admin.person.id, role: "owner" }),
      "forbidden",
    );
    await expectRefused(
      changeRole(admin.ctx, { personId: ada.person.id, role: "support" }),
      "forbidden",
    );
    await expectRefused(disablePerson(admin.ctx, ada.person.id), "forbidden");
    expect(await activeOwners()).toBe(2);
  });

  it("records before and after, and nothing when nothing changes", async () => {
    await changeRole(ada.ctx, { personId: bob.person.id, role: "support" });
    await changeRole(ada.ctx, { personId: bob.person.id, role: "support" });
    const events = await eventsOf(world(), "person.role_changed", { targetId: bob.person.id });
    expect(events).toMatchObject([
      { actorId: ada.person.id, changes: { role: ["owner", "support"] } },
    ]);
  });

  it("an unknown person is not found", async () => {
    const personId = "00000000-0000-4000-8000-000000000000";
    await expectRefused(changeRole(ada.ctx, { personId, role: "admin" }), "not_found");
    await expectRefused(disablePerson(ada.ctx, personId), "not_found");
    await expectRefused(enablePerson(ada.ctx, personId), "not_found");
  });
});

describe("API keys that somebody made who may make none any more", () => {
  const makeKey = (by: MadePerson, expiresInDays: number | null = null) =>
    createApiKey(by.ctx, {
      name: "Contact sync",
      permissions: ["tokens:read"],
      expiresInDays,
      appIds: [],
      hubIds: [],
    });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ["disabling", (id) => disablePerson(ada.ctx, id)],
    ["demotion", (id) => changeRole(ada.ctx, { personId: id, role: "support" })],
    [
      "a limit to some apps",
      async (id) => {
        const { id: appId } = await makeApp(world(), ada.ctx);
        const given = { role: "admin" as const, reach: "some" as const, appIds: [appId] };
        return changeRole(ada.ctx, { personId: id, ...given });
      },
    ],
  ])("go on, and %s says how many", async (_name, act) => {
    const admin = await makePerson(world(), "admin");
    await makeKey(admin);
    const live = await makeKey(admin, 30);
    await revokeApiKey(ada.ctx, (await makeKey(admin)).keyId);
    const old = await makeKey(admin, 1);
    await world().db.apiKey.update({ where: { id: old.keyId }, data: { expiresAt: new Date(0) } });
    await makeKey(ada);
    expect(await act(admin.person.id)).toMatchObject({ keysLeft: 2 });
    const [event] = await world().db.auditEvent.findMany({
      where: { targetId: admin.person.id },
      orderBy: { seq: "desc" },
      take: 1,
    });
    expect(event?.details).toMatchObject({ keysLeft: 2 });
    const key = await world().db.apiKey.findUniqueOrThrow({ where: { id: live.keyId } });
    expect(key.revokedAt).toBeNull();
  });

  it("are not spoken of while their maker may make more", async () => {
    const admin = await makePerson(world(), "admin");
    await makeKey(admin);
    const given = { personId: admin.person.id, role: "owner" as const };
    expect(await changeRole(ada.ctx, given)).toMatchObject({ keysLeft: 0 });
  });
});
