import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { builtIn, can, type Permission } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { changeOwnRole, createRole, deleteRole } from "@/lib/own-roles/manage";
import { getOwnRole, listOwnRoles } from "@/lib/own-roles/queries";
import { createRoleInput } from "@/lib/own-roles/schemas";
import { acceptInvite } from "@/lib/people/accept-invite";
import { createResetLink, invitePerson } from "@/lib/people/invites";
import { changeRole, disablePerson } from "@/lib/people/manage";
import { listOpenInvites, listPeople } from "@/lib/people/queries";
import { rightsOf } from "@/lib/people/rights";
import { findViewer } from "@/lib/people/sessions";
import { eventsOf, expectRefused } from "../support/checks";
import { makeApp, makePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
let owner: Context;
beforeAll(async () => {
  owner = (await makePerson(world(), "owner")).ctx;
});

const make = (name: string, permissions: Permission[]) =>
  createRole(owner, createRoleInput.parse({ name, meaning: "For tests.", permissions }));

/** Somebody as they act at this moment, with the rights that are stored. */
async function actingNow(personId: string): Promise<Context> {
  const person = await world().db.person.findUniqueOrThrow({
    where: { id: personId },
    include: { customRole: true },
  });
  const { id, email: label } = person;
  return world().context({ kind: "person", id, label, rights: rightsOf(person) });
}

async function hire(role: string): Promise<{ id: string; ctx: Context }> {
  const { person } = await makePerson(world(), "support");
  await changeRole(owner, { personId: person.id, role });
  return { id: person.id, ctx: await actingNow(person.id) };
}

describe("a role of the team's own", () => {
  it("is made, told and read with what it needs and what everybody has", async () => {
    const { id } = await make("Adder", ["apps.create"]);
    const { permissions, people } = await getOwnRole(owner, id);
    expect([...permissions].sort()).toEqual([
      "apps.create",
      "apps.read",
      "apps.write",
      "portals.read",
      "self.manage",
    ]);
    expect(people).toEqual([]);
    const [line] = await eventsOf(world(), "role.created", { targetId: id });
    expect(line).toMatchObject({ targetKind: "role", targetLabel: "Adder" });
    await expectRefused(getOwnRole(owner, randomUUID()), "not_found");
  });

  it("has a name that no other has, however it is written", async () => {
    await make("Twice", []);
    const { details } = await expectRefused(make("TWICE", []), "invalid_input");
    expect(details.fields).toEqual({ name: "Another role is called so. Choose another name." });
    const named = (name: string) => createRoleInput.safeParse({ name }).success;
    expect([named("Owner"), named("support"), named(""), named("x".repeat(41))]).toEqual(
      Array(4).fill(false),
    );
  });

  it.each(["people.manage_owners", "system.manage", "roles.manage", "made.up"])(
    "cannot hold %s",
    async (permission) => {
      expect(
        createRoleInput.safeParse({ name: "Too much", permissions: [permission] }).success,
      ).toBe(false);
      // Whatever stands in the database gives nobody what is the owner's.
      const { id } = await world().db.customRole.create({
        data: { name: `Forged ${permission}`, permissions: [permission] },
      });
      const { ctx } = await hire(id);
      expect(can(ctx.actor.rights ?? builtIn("owner"), permission as Permission)).toBe(false);
    },
  );

  it("holds what it holds at the next request of those who have it", async () => {
    const { id } = await make("Refresher", ["portals.refresh"]);
    const invited = await invitePerson(owner, { email: "ref@team.example", role: id });
    const token = invited.link.replace(/^.*token=/, "");
    const password = "gravel otter lantern mosaic";
    world().secrets.push(password, token);
    const entered = await acceptInvite(world().context(NOBODY), { token, name: "Ref", password });
    world().secrets.push(entered.sessionToken);
    const viewer = async () => (await findViewer(owner, entered.sessionToken))?.rights;
    expect(await viewer()).toMatchObject({ role: "own", roleName: "Refresher", apps: null });
    const may = async (permission: Permission) =>
      can((await viewer()) ?? builtIn("owner"), permission);
    expect([await may("portals.refresh"), await may("portals.connect")]).toEqual([true, false]);
    const { updatedAt } = await getOwnRole(owner, id);
    const input = createRoleInput.parse({ name: "Connector", permissions: ["portals.connect"] });
    await changeOwnRole(owner, { roleId: id, updatedAt, ...input });
    expect([await may("portals.refresh"), await may("portals.connect")]).toEqual([false, true]);
    const [line] = await eventsOf(world(), "role.changed", { targetId: id });
    expect(line?.changes).toMatchObject({ name: ["Refresher", "Connector"] });
    // Whoever changes what they saw before does not overwrite that.
    await expectRefused(changeOwnRole(owner, { roleId: id, updatedAt, ...input }), "conflict");
    const [joined] = await eventsOf(world(), "person.joined");
    expect(joined?.actorRole).toBe("Refresher");
  });

  it("that is changed takes invitations with it that nobody could make now", async () => {
    const role = await make("Front desk", [...builtIn("support").permissions, "people.manage"]);
    const desk = await hire(role.id);
    const { link } = await invitePerson(desk.ctx, { email: "late@team.example", role: "support" });
    world().secrets.push(link.replace(/^.*token=/, ""));
    const { updatedAt, name, meaning } = await getOwnRole(owner, role.id);
    await changeOwnRole(owner, { roleId: role.id, updatedAt, name, meaning, permissions: [] });
    const open = { email: "late@team.example", withdrawnAt: null };
    expect(await world().db.invite.count({ where: open })).toBe(0);
    const [event] = await eventsOf(world(), "role.changed");
    expect(event?.details).toMatchObject({ linksWithdrawn: 1 });
  });

  it("is deleted when nobody has it, and says who has", async () => {
    const { id } = await make("Leaver", []);
    const { id: personId } = await hire(id);
    await invitePerson(owner, { email: "later@team.example", role: id });
    const { details } = await expectRefused(deleteRole(owner, id), "invalid_input");
    expect(details.fields).toEqual({
      form: "A support, later@team.example (invited): give them another role first.",
    });
    await changeRole(owner, { personId, role: "support" });
    await invitePerson(owner, { email: "later@team.example", role: "support" });
    await deleteRole(owner, id);
    expect((await listOwnRoles(owner)).map((role) => role.id)).not.toContain(id);
    expect(await eventsOf(world(), "role.deleted", { targetId: id })).toHaveLength(1);
    await expectRefused(deleteRole(owner, id), "not_found");
    await expectRefused(changeRole(owner, { personId, role: id }), "invalid_input");
  });
});

describe("nobody gives what they do not have", () => {
  it("not a role that holds more, and not by managing somebody who has one", async () => {
    const { id: lead } = await make("Lead", ["people.manage", "portals.refresh"]);
    const { id: helper } = await make("Helper", ["portals.refresh"]);
    const { id: other } = await make("Other", ["portals.export"]);
    const { ctx } = await hire(lead);
    const { id: personId } = await hire(helper);
    const { id: adminId } = await hire("admin");
    await invitePerson(ctx, { email: "helper@team.example", role: helper });
    await createResetLink(ctx, personId);
    for (const role of ["owner", "admin", other]) {
      await expectRefused(invitePerson(ctx, { email: "more@team.example", role }), "forbidden");
      await expectRefused(changeRole(ctx, { personId, role }), "forbidden");
    }
    for (const act of [createResetLink, disablePerson])
      await expectRefused(act(ctx, adminId), "forbidden");
    await expectRefused(changeRole(ctx, { personId: adminId, role: helper }), "forbidden");
    // What they made stops giving it when they stop having it.
    const open = async () => (await listOpenInvites(owner)).map(({ email }) => email);
    expect(await open()).toContain("helper@team.example");
    const { updatedAt } = await getOwnRole(owner, lead);
    const less = createRoleInput.parse({ name: "Lead", permissions: ["people.manage"] });
    await changeOwnRole(owner, { roleId: lead, updatedAt, ...less });
    expect(await open()).not.toContain("helper@team.example");
  });
});

describe("a limit to apps", () => {
  it("is given with a role, changed, lifted, and stands in the log by name", async () => {
    const app = await makeApp(world(), owner, { name: "Only Sync" });
    const { person } = await makePerson(world(), "support");
    const personId = person.id;
    const to = (given: object) => changeRole(owner, { personId, role: "admin", ...given });
    await to({ reach: "some", appIds: [app.id] });
    const seen = async () => (await actingNow(personId)).actor.rights?.apps;
    expect(await seen()).toEqual([app.id]);
    // A limit that is not spoken of stays.
    await changeRole(owner, { personId, role: "support" });
    expect(await seen()).toEqual([app.id]);
    await changeRole(owner, { personId, role: "support", reach: "all" });
    expect(await seen()).toBeNull();
    const lines = await eventsOf(world(), "person.limit_changed", { targetId: personId });
    expect(lines.map(({ changes }) => changes)).toEqual([{ apps: [["Only Sync"], "every app"] }]);
    const first = (await eventsOf(world(), "person.role_changed", { targetId: personId })).at(-1);
    expect(first?.changes).toEqual({
      role: ["support", "admin"],
      apps: ["every app", ["Only Sync"]],
    });
    const shown = (await listPeople(owner)).find(({ id }) => id === personId);
    expect(shown?.rights).toMatchObject({ roleName: "Support", apps: null });
  });

  it("is to apps that there are, to one at least, and never an owner's", async () => {
    const { person } = await makePerson(world(), "support");
    const to = (role: string, appIds: string[]) =>
      changeRole(owner, { personId: person.id, role, reach: "some", appIds });
    await expectRefused(to("owner", [randomUUID()]), "invalid_input");
    await expectRefused(to("admin", []), "invalid_input");
    await expectRefused(to("admin", [randomUUID()]), "invalid_input");
    await changeRole(owner, { personId: person.id, role: "owner" });
    expect((await actingNow(person.id)).actor.rights?.apps).toBeNull();
    await expect(
      world().db.person.update({ where: { id: person.id }, data: { isLimited: true } }),
    ).rejects.toThrow("Person_limit_check");
  });

  it("comes with an invitation, and goes with it when the link is judged again", async () => {
    const app = await makeApp(world(), owner);
    const email = "limited@team.example";
    const input = { email, role: "admin", reach: "some", appIds: [app.id] } as const;
    const { link } = await invitePerson(owner, { ...input, appIds: [...input.appIds] });
    const token = link.replace(/^.*token=/, "");
    const password = "slate meadow ringing bell";
    world().secrets.push(password, token);
    const { personId, sessionToken } = await acceptInvite(world().context(NOBODY), {
      ...{ token, name: "Lim", password },
    });
    world().secrets.push(sessionToken);
    expect((await actingNow(personId)).actor.rights?.apps).toEqual([app.id]);
    const reset = await createResetLink(owner, personId);
    world().secrets.push(reset.link);
    await world().db.person.update({ where: { id: personId }, data: { appIds: [] } });
    const open = (await listOpenInvites(owner)).filter((one) => one.email === email);
    expect(open).toEqual([]);
  });

  it("is not lost when a server that does not know it takes the invitation", async () => {
    const app = await makeApp(world(), owner);
    const email = "by-an-old-server@team.example";
    await invitePerson(owner, { email, role: "admin", reach: "some", appIds: [app.id] });
    const { id } = await world().db.invite.findFirstOrThrow({ where: { email } });
    const take = () =>
      world().db.$transaction(async (tx) => {
        const person = await tx.person.create({ data: { email, name: "Old", role: "admin" } });
        const used = { usedAt: new Date(), personId: person.id };
        await tx.invite.update({ where: { id }, data: used });
      });
    await expect(take()).rejects.toThrow(/limited to some apps/);
    expect(await world().db.person.count({ where: { email } })).toBe(0);
  });

  it("is given to nobody while a server runs that does not know it", async () => {
    const { db } = world();
    const id = randomUUID();
    const [startedAt, lastSeenAt] = [new Date(), new Date()];
    await db.serverSeen.create({
      data: {
        id,
        name: "old",
        kind: "server",
        version: "0.1.0",
        keyIds: [],
        startedAt,
        lastSeenAt,
      },
    });
    const app = await makeApp(world(), owner);
    const { person } = await makePerson(world(), "support");
    const { id: role } = await make("While it runs", []);
    const some = { reach: "some", appIds: [app.id] } as const;
    const personId = person.id;
    const give = (given: { role: string; reach?: "some"; appIds?: string[] }) =>
      changeRole(owner, { personId, ...given });
    await expectRefused(give({ role }), "older_server_runs");
    await expectRefused(give({ role: "admin", ...some, appIds: [app.id] }), "older_server_runs");
    await give({ role: "admin" });
    await db.serverSeen.update({ where: { id }, data: { knowsRights: true } });
    await give({ role });
  });
});
