import { beforeEach, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { sha256 } from "@/lib/crypto/token";
import { acceptInvite, previewInvite } from "@/lib/people/accept-invite";
import { createResetLink, invitePerson, withdrawInvite } from "@/lib/people/invites";
import { disablePerson } from "@/lib/people/manage";
import { listOpenInvites, listPeople } from "@/lib/people/queries";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectNoPlaintext, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const password = "gravel otter lantern mosaic";
let owner: MadePerson;
let email: string;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  world().secrets.push(password);
  owner = await makePerson(world(), "owner");
  email = `new-${randomUUID().slice(0, 8)}@team.example`;
});

function tokenOf(link: string): string {
  const url = new URL(link);
  expect(url.search).toBe("");
  const token = new URLSearchParams(url.hash.slice(1)).get("token") ?? "";
  world().secrets.push(token);
  return token;
}

let visitors = 0;
/** Somebody not signed in, each from an address of their own, because wrong links are counted per address. */
const nobody = () => world().context({ ...NOBODY, ip: `192.0.2.${(visitors += 1)}` });
const accept = (token: string) => acceptInvite(nobody(), { token, name: "Grace", password });

describe("an invitation", () => {
  it("lets one person in, with the role it names", async () => {
    const { link } = await invitePerson(owner.ctx, { email, role: "support" });
    const token = tokenOf(link);
    expect(await previewInvite(nobody(), token)).toEqual({ email, isReset: false });
    await accept(token);
    await expect(signIn(nobody(), { email, password })).resolves.toMatchObject({ email });
    const [joined] = await eventsOf(world(), "person.joined");
    expect(joined).toMatchObject({ targetLabel: email, actorRole: "support" });
    expect((await listPeople(owner.ctx)).map((person) => person.email)).toContain(email);
    await expectNoPlaintext(world());
  });

  it("works once, also when used three times at the same moment", async () => {
    const token = tokenOf((await invitePerson(owner.ctx, { email, role: "admin" })).link);
    const results = await Promise.allSettled([accept(token), accept(token), accept(token)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "invite_invalid" });
    }
    expect(await world().db.person.count({ where: { email } })).toBe(1);
    await expectRefused(accept(token), "invite_invalid");
  });

  it("runs out after seven days", async () => {
    const token = tokenOf((await invitePerson(owner.ctx, { email, role: "admin" })).link);
    world().clock.aheadMs = 7 * 24 * 3_600_000 + 1_000;
    await expectRefused(previewInvite(nobody(), token), "invite_invalid");
    await expectRefused(accept(token), "invite_invalid");
  });

  it("can be withdrawn", async () => {
    const { link, inviteId } = await invitePerson(owner.ctx, { email, role: "admin" });
    expect((await listOpenInvites(owner.ctx)).map(({ id }) => id)).toContain(inviteId);
    await withdrawInvite(owner.ctx, inviteId);
    await expectRefused(accept(tokenOf(link)), "invite_invalid");
    expect((await listOpenInvites(owner.ctx)).map(({ id }) => id)).not.toContain(inviteId);
    expect(await eventsOf(world(), "person.invite_withdrawn", { targetId: inviteId })).toHaveLength(
      1,
    );
  });

  it("is replaced by a newer one for the same address", async () => {
    const first = tokenOf((await invitePerson(owner.ctx, { email, role: "admin" })).link);
    const second = tokenOf((await invitePerson(owner.ctx, { email, role: "support" })).link);
    await expectRefused(accept(first), "invite_invalid");
    await accept(second);
  });

  it("is refused for a known address, an unknown token, a missing name and a weak password", async () => {
    await expectRefused(
      invitePerson(owner.ctx, { email: owner.person.email, role: "admin" }),
      "email_taken",
    );
    await expectRefused(accept("x".repeat(43)), "invite_invalid");
    const token = tokenOf((await invitePerson(owner.ctx, { email, role: "admin" })).link);
    await expectRefused(acceptInvite(nobody(), { token, password }), "invalid_input");
    await expectRefused(
      acceptInvite(nobody(), { token, name: "Grace", password: "aaaaaaaaaaaaaaaa" }),
      "weak_password",
    );
    await accept(token);
  });

  it("to owners comes from owners only", async () => {
    const admin = await makePerson(world(), "admin");
    await expectRefused(invitePerson(admin.ctx, { email, role: "owner" }), "forbidden");
    const { inviteId } = await invitePerson(owner.ctx, { email, role: "owner" });
    await expectRefused(withdrawInvite(admin.ctx, inviteId), "forbidden");
    await expectRefused(createResetLink(admin.ctx, owner.person.id), "forbidden");
  });
});

describe("a reset link", () => {
  it("sets a new password once and ends every session but the one it opens", async () => {
    const made = await makePerson(world(), "admin", "the password before this");
    const { email: address } = made.person;
    await signIn(nobody(), { email: address, password: "the password before this" });
    const token = tokenOf((await createResetLink(owner.ctx, made.person.id)).link);
    expect(await previewInvite(nobody(), token)).toEqual({ email: address, isReset: true });
    const { sessionToken } = await acceptInvite(nobody(), { token, password });
    const open = await world().db.session.findMany({
      where: { personId: made.person.id, endedAt: null },
    });
    expect(open.map(({ tokenHash }) => tokenHash)).toEqual([sha256(sessionToken)]);
    await expect(signIn(nobody(), { email: address, password })).resolves.toBeDefined();
    await expectRefused(acceptInvite(nobody(), { token, password }), "invite_invalid");
    await expectNoPlaintext(world());
  });

  it("does not let a disabled person back in", async () => {
    const made = await makePerson(world(), "admin");
    const token = tokenOf((await createResetLink(owner.ctx, made.person.id)).link);
    await world().db.person.update({
      where: { id: made.person.id },
      data: { disabledAt: new Date() },
    });
    await expectRefused(acceptInvite(nobody(), { token, password }), "invite_invalid");
  });

  it("is not made for oneself: the current password is the way", async () => {
    await expectRefused(createResetLink(owner.ctx, owner.person.id), "forbidden");
  });

  it("is not made for a disabled person", async () => {
    const made = await makePerson(world(), "admin");
    await disablePerson(owner.ctx, made.person.id);
    await expectRefused(createResetLink(owner.ctx, made.person.id), "person_disabled");
  });

  it("runs out after a day", async () => {
    const made = await makePerson(world(), "admin");
    const token = tokenOf((await createResetLink(owner.ctx, made.person.id)).link);
    world().clock.aheadMs = 24 * 3_600_000 + 1_000;
    await expectRefused(acceptInvite(nobody(), { token, password }), "invite_invalid");
  });
});
