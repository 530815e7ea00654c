import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { acceptInvite } from "@/lib/people/accept-invite";
import { createResetLink, invitePerson, withdrawInvite } from "@/lib/people/invites";
import { changeRole, disablePerson } from "@/lib/people/manage";
import { eventsOf, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { pausedBeforeCommit, untilWaiting } from "../support/paused";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
let visitors = 0;
/** Somebody not signed in, each from an address of their own, because wrong links are counted per address. */
const nobody = () => world().context({ ...NOBODY, ip: `192.0.2.${(visitors += 1)}` });
const tokenOf = ({ link }: { link: string }) => new URL(link).hash.replace("#token=", "");
const newAddress = () => `new-${randomUUID().slice(0, 8)}@team.example`;

let owner: MadePerson;
let maker: MadePerson;
let target: MadePerson;

beforeEach(async () => {
  owner = await makePerson(world(), "owner");
  maker = await makePerson(world(), "admin");
  target = await makePerson(world(), "support");
});

const accept = (token: string, ctx = nobody()) =>
  acceptInvite(ctx, { token, name: "Grace", password: PASSWORD });
const invite = (ctx: Context, email = newAddress()) => invitePerson(ctx, { email, role: "admin" });
const reset = (ctx: Context) => createResetLink(ctx, target.person.id);
const disableMaker = (ctx: Context) => disablePerson(ctx, maker.person.id);
const promoteTarget = (ctx: Context) =>
  changeRole(ctx, { personId: target.person.id, role: "owner" });

/** Starts `second` while `first` has done everything but commit; gives back how both ended. */
async function during(
  first: { of: Context; act: (ctx: Context) => Promise<unknown> },
  second: () => Promise<unknown>,
) {
  const paused = pausedBeforeCommit(first.of);
  const firstWork = first.act(paused.ctx);
  await Promise.race([paused.reached, firstWork]);
  const secondWork = second();
  await untilWaiting(world(), secondWork);
  paused.commit();
  const [one, two] = await Promise.allSettled([firstWork, secondWork]);
  return { first: one, second: two };
}

describe("a link used while what it stands on is being taken away", () => {
  it.each<[string, (ctx: Context) => Promise<{ link: string }>, typeof disableMaker]>([
    ["an invitation while its maker is disabled", invite, disableMaker],
    ["a reset while its maker is disabled", reset, disableMaker],
    ["a reset while its target is made owner", reset, promoteTarget],
  ])("%s: waits, and is refused", async (_name, make, act) => {
    const token = tokenOf(await make(maker.ctx));
    const { first, second } = await during({ of: owner.ctx, act }, () => accept(token));
    expect(first).toMatchObject({ status: "fulfilled", value: { linksWithdrawn: 1 } });
    expect(second).toMatchObject({ status: "rejected", reason: { code: "invite_invalid" } });
  });

  it("waits also for a role change that withdraws nothing, as of an earlier version", async () => {
    const token = tokenOf(await invite(maker.ctx));
    const act = (ctx: Context) =>
      ctx.db.$transaction((tx) =>
        tx.person.update({ where: { id: maker.person.id }, data: { role: "support" } }),
      );
    const { second } = await during({ of: owner.ctx, act }, () => accept(token));
    expect(second).toMatchObject({ status: "rejected", reason: { code: "invite_invalid" } });
  });

  type Act = (ctx: Context, made: { inviteId: string; email: string }) => Promise<unknown>;
  it.each<[string, Act]>([
    ["withdrawn by hand", (ctx, { inviteId }) => withdrawInvite(ctx, inviteId)],
    ["replaced by a newer one", (ctx, { email }) => invite(ctx, email)],
  ])("is refused when it is being %s", async (_name, act) => {
    const email = newAddress();
    const made = { ...(await invite(maker.ctx, email)), email };
    const { second } = await during({ of: owner.ctx, act: (ctx) => act(ctx, made) }, () =>
      accept(tokenOf(made)),
    );
    expect(second).toMatchObject({ status: "rejected", reason: { code: "invite_invalid" } });
  });

  it("comes first when it was first: the new role then ends what the link gave", async () => {
    const token = tokenOf(await reset(maker.ctx));
    const { first, second } = await during({ of: nobody(), act: (ctx) => accept(token, ctx) }, () =>
      promoteTarget(owner.ctx),
    );
    expect(first.status).toBe("fulfilled");
    expect(second).toMatchObject({ status: "fulfilled", value: { linksWithdrawn: 0 } });
    const personId = target.person.id;
    expect(await world().db.session.count({ where: { personId, endedAt: null } })).toBe(0);
  });

  it("at any moment: an invitation is either used or among those withdrawn", async () => {
    for (let round = 0; round < 8; round += 1) {
      const by = await makePerson(world(), "admin");
      const token = tokenOf(await invite(by.ctx));
      const using = accept(token);
      // The hash of the password takes a while; the act shall meet the acceptance before, in and after its transaction.
      await new Promise((resolve) => setTimeout(resolve, round * 15));
      const [used, disabled] = await Promise.allSettled([
        using,
        disablePerson(owner.ctx, by.person.id),
      ]);
      const linksWithdrawn = used.status === "fulfilled" ? 0 : 1;
      expect(disabled).toMatchObject({ status: "fulfilled", value: { linksWithdrawn } });
      if (used.status === "rejected") {
        expect(used.reason).toMatchObject({ code: "invite_invalid" });
        continue;
      }
      const targetId = used.value.personId;
      const [joined] = await eventsOf(world(), "person.joined", { targetId });
      const [event] = await eventsOf(world(), "person.disabled", { targetId: by.person.id });
      expect(joined?.seq).toBeLessThan(event?.seq ?? 0n);
    }
  });
});

describe("a link made while its maker is being disabled", () => {
  it.each([
    ["an invitation", invite],
    ["a reset", reset],
  ])("%s: is not made", async (_name, make) => {
    const { second } = await during({ of: owner.ctx, act: disableMaker }, () => make(maker.ctx));
    expect(second).toMatchObject({ status: "rejected", reason: { code: "unauthenticated" } });
    expect(await world().db.invite.count({ where: { createdById: maker.person.id } })).toBe(0);
  });

  it.each([
    ["an invitation", invite],
    ["a reset", reset],
  ])("%s that was first is withdrawn", async (_name, make) => {
    const { first, second } = await during({ of: maker.ctx, act: make }, () =>
      disableMaker(owner.ctx),
    );
    expect(first.status).toBe("fulfilled");
    expect(second).toMatchObject({ status: "fulfilled", value: { linksWithdrawn: 1 } });
  });

  it("by a role they had when their request began is refused", async () => {
    await changeRole(owner.ctx, { personId: maker.person.id, role: "support" });
    await expectRefused(invite(maker.ctx), "forbidden");
    await expectRefused(reset(maker.ctx), "forbidden");
  });
});

it("two links to one address, used at once, let one person in", async () => {
  for (let round = 0; round < 4; round += 1) {
    const email = newAddress();
    const first = tokenOf(await invite(owner.ctx, email));
    const second = tokenOf(await invite(maker.ctx, email));
    await world().db.invite.updateMany({ where: { email }, data: { withdrawnAt: null } });
    const results = await Promise.allSettled([accept(first), accept(second)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const loser = results.find((result) => result.status === "rejected");
    expect(["invite_invalid", "email_taken"]).toContain(loser?.reason.code);
    expect(await world().db.person.count({ where: { email } })).toBe(1);
  }
});
