import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import { acceptInvite, previewInvite } from "@/lib/people/accept-invite";
import { createPerson } from "@/lib/people/create-person";
import { createResetLink, invitePerson } from "@/lib/people/invites";
import { changeRole, disablePerson, enablePerson } from "@/lib/people/manage";
import { changePassword } from "@/lib/people/profile";
import { listOpenInvites } from "@/lib/people/queries";
import { eventsOf, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
const OTHER_PASSWORD = "violet kettle harbor sandal";
const operator = () => world().context({ kind: "operator", label: "operator root" });
let visitors = 0;
/** Somebody not signed in, each from an address of their own, because wrong links are counted per address. */
const nobody = () => world().context({ ...NOBODY, ip: `192.0.2.${(visitors += 1)}` });
const tokenOf = (link: string) => new URL(link).hash.replace("#token=", "");
const newAddress = () => `new-${randomUUID().slice(0, 8)}@team.example`;

let owner: MadePerson;
let maker: MadePerson;
let target: MadePerson;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  owner = await makePerson(world(), "owner");
  maker = await makePerson(world(), "admin");
  target = await makePerson(world(), "support", OTHER_PASSWORD);
});

async function invitation(ctx: Context, role: Role = "admin", email = newAddress()) {
  return tokenOf((await invitePerson(ctx, { email, role })).link);
}

async function resetLink(ctx: Context, personId = target.person.id) {
  return tokenOf((await createResetLink(ctx, personId)).link);
}

const accept = (token: string) =>
  acceptInvite(nobody(), { token, name: "Grace", password: PASSWORD });

/** Neither the join screen nor the form takes it, and the list of open links does not show it. */
async function expectDead(...tokens: string[]): Promise<void> {
  for (const token of tokens) {
    await expectRefused(previewInvite(nobody(), token), "invite_invalid");
    await expectRefused(accept(token), "invite_invalid");
    const row = await world().db.invite.findUnique({ where: { tokenHash: sha256(token) } });
    expect((await listOpenInvites(owner.ctx)).map(({ id }) => id)).not.toContain(row?.id);
  }
}

/** Sets columns of a person behind the product's back, as an earlier version or an operator's SQL might. */
async function edit(of: MadePerson, data: object): Promise<void> {
  await world().db.person.update({ where: { id: of.person.id }, data });
}

describe("an admin's links after the owner made their target owner and disabled them", () => {
  it("give neither an admin's session nor one as owner", async () => {
    const invite = await invitation(maker.ctx);
    const reset = await resetLink(maker.ctx);
    await changeRole(owner.ctx, { personId: target.person.id, role: "owner" });
    await disablePerson(owner.ctx, maker.person.id);
    await expectDead(invite, reset);
  });
});

describe("the open links a person made and those made for them are withdrawn with the act", () => {
  it.each<[string, "person.disabled" | "person.role_changed", (id: string) => Promise<unknown>]>([
    ["disabling", "person.disabled", (id) => disablePerson(owner.ctx, id)],
    [
      "demotion",
      "person.role_changed",
      (id) => changeRole(owner.ctx, { personId: id, role: "support" }),
    ],
    [
      "promotion",
      "person.role_changed",
      (id) => changeRole(owner.ctx, { personId: id, role: "owner" }),
    ],
  ])("%s, and how many is recorded", async (_name, action, act) => {
    const made = [await invitation(maker.ctx), await resetLink(maker.ctx)];
    const forThem = await resetLink(owner.ctx, maker.person.id);
    const others = await invitation(owner.ctx);
    expect(await act(maker.person.id)).toMatchObject({ linksWithdrawn: 3 });
    await expectDead(...made, forThem);
    const [event] = await eventsOf(world(), action, { targetId: maker.person.id });
    expect(event?.details).toMatchObject({ linksWithdrawn: 3 });
    await accept(others);
  });

  it("enabling again does not bring them back", async () => {
    const made = [await invitation(maker.ctx), await resetLink(maker.ctx)];
    const forThem = await resetLink(owner.ctx, maker.person.id);
    await disablePerson(owner.ctx, maker.person.id);
    await enablePerson(owner.ctx, maker.person.id);
    await expectDead(...made, forThem);
  });

  it("nor does enabling after a disabling that left them open", async () => {
    const made = [await invitation(maker.ctx), await resetLink(maker.ctx)];
    await edit(maker, { disabledAt: new Date() });
    await enablePerson(owner.ctx, maker.person.id);
    await expectDead(...made);
  });

  it("a role that changes there and back does not either", async () => {
    const made = [await invitation(maker.ctx), await resetLink(maker.ctx)];
    const forThem = await resetLink(owner.ctx, maker.person.id);
    for (const role of ["support", "admin"] as const)
      await changeRole(owner.ctx, { personId: maker.person.id, role });
    await expectDead(...made, forThem);
  });

  it("used and outdated links are not counted", async () => {
    await accept(await invitation(maker.ctx));
    await invitation(maker.ctx);
    world().clock.aheadMs = 8 * 24 * 3_600_000;
    expect(await disablePerson(owner.ctx, maker.person.id)).toMatchObject({ linksWithdrawn: 0 });
  });
});

describe("a link is judged by the roles of the moment it is used", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["its maker is disabled", () => edit(maker, { disabledAt: new Date() })],
    ["its maker only looks now", () => edit(maker, { role: "support" })],
    ["its maker is gone", () => world().db.person.delete({ where: { id: maker.person.id } })],
  ])("dead when %s", async (_name, change) => {
    const tokens = [await invitation(maker.ctx), await resetLink(maker.ctx)];
    await change();
    await expectDead(...tokens);
  });

  it("dead when its maker may no longer give the role it names", async () => {
    const second = await makePerson(world(), "owner");
    const toOwner = await invitation(second.ctx, "owner");
    const toAdmin = await invitation(second.ctx, "admin");
    await edit(second, { role: "admin" });
    await expectRefused(previewInvite(nobody(), toOwner), "invite_invalid");
    await expectRefused(accept(toOwner), "invite_invalid");
    await accept(toAdmin);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["role", () => edit(target, { role: "owner" })],
    ["email address", () => edit(target, { email: newAddress() })],
    ["password", () => edit(target, { passwordChangedAt: new Date(Date.now() + 1_000) })],
    ["standing", () => edit(target, { disabledAt: new Date() })],
  ])("a reset is dead when the %s of its target is another", async (_name, change) => {
    const byMaker = await resetLink(maker.ctx);
    await change();
    await expectDead(byMaker);
  });

  it("an operator's reset needs no maker, but the same target", async () => {
    const good = await resetLink(operator());
    expect(await previewInvite(nobody(), good)).toMatchObject({ email: target.person.email });
    await accept(good);
    const stale = await resetLink(operator());
    await edit(target, { role: "owner" });
    await expectDead(stale);
  });
});

describe("a reset does not survive another way to a new password", () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      "their own change",
      () => changePassword(target.ctx, { currentPassword: OTHER_PASSWORD, newPassword: PASSWORD }),
    ],
    ["an operator's link", async () => accept(await resetLink(operator()))],
    ["another reset", async () => accept(await resetLink(owner.ctx))],
  ])("%s", async (_name, change) => {
    const reset = await resetLink(maker.ctx);
    await change();
    await expectDead(reset);
    expect(
      await world().db.invite.count({
        where: { personId: target.person.id, isReset: true, usedAt: null, withdrawnAt: null },
      }),
    ).toBe(0);
  });
});

describe("an invitation to an address that a person has by now", () => {
  const person = (email: string) =>
    ({ email, name: "Ops", role: "support", password: OTHER_PASSWORD }) as const;

  it("is withdrawn when that person is made", async () => {
    const email = newAddress();
    const token = await invitation(maker.ctx, "admin", email);
    await createPerson(operator(), person(email));
    await expectDead(token);
    const [event] = await eventsOf(world(), "person.created");
    expect(event?.details).toMatchObject({ linksWithdrawn: 1 });
  });

  it("says so at once when it was left open", async () => {
    const token = await invitation(maker.ctx);
    const { email } = await previewInvite(nobody(), token);
    await edit(target, { email });
    await expectRefused(previewInvite(nobody(), token), "email_taken");
    await expectRefused(accept(token), "email_taken");
  });
});
