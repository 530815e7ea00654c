import { beforeEach, describe, expect, it } from "vitest";
import { sealAllLines } from "@/lib/audit/seal-lines";
import { verifyAudit } from "@/lib/audit/verify";
import { messageOf } from "@/lib/error-copy";
import type { Context } from "@/lib/context";
import { AppError, type AppErrorCode } from "@/lib/errors";
import { LIMITS } from "@/lib/people/limits/limits";
import { eraseAbout } from "@/lib/personal-data/erase";
import { revokePortal } from "@/lib/portals/end/revoke";
import { getTimeline } from "@/lib/portals/look-up/timeline";
import { revealToken } from "@/lib/portals/reveal/reveal-token";
import { isRevealOn, switchReveal } from "@/lib/portals/reveal/rule";
import { eventually } from "../support/eventually";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const REASON = "Ticket 4711: contacts answer 401";
let made: ConnectedPortal;
let admin: Context;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  made = await makePortal(world());
  admin = (await makePerson(world(), "admin")).ctx;
  await switchReveal(made.owner.ctx, "on");
});

const reveal = (by = admin) => revealToken(by, { portalId: made.portal.id, reason: REASON });
const lines = (action: "token.revealed" | "token.reveal_refused") =>
  eventsOf(world(), action, { portalId: made.portal.id });
const renewals = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;
const refuseRenewals = (effect: object) =>
  world().control.addFault({ match: { path: "/token" }, ...effect } as Parameters<
    ReturnType<typeof world>["control"]["addFault"]
  >[0]);

describe("the switch", () => {
  it("is off until an owner says otherwise, and each turn leaves one line", async () => {
    await world().db.systemFact.deleteMany({ where: { name: "token_reveal" } });
    expect(await isRevealOn(admin)).toBe(false);
    const told = async () =>
      Promise.all([
        world().db.auditEvent.count({ where: { action: "token.reveal_allowed" } }),
        world().db.auditEvent.count({ where: { action: "token.reveal_ended" } }),
      ]);
    const [on, off] = await told();
    for (const to of ["off", "on", "on", "off", "off"] as const)
      await switchReveal(made.owner.ctx, to);
    expect(await told()).toEqual([(on ?? 0) + 1, (off ?? 0) + 1]);
    const [line] = await eventsOf(world(), "token.reveal_ended");
    expect(line).toMatchObject({ actorLabel: made.owner.person.email, outcome: "ok" });
  });

  it("off: nobody is shown a token, an owner neither, and that they asked is written down", async () => {
    await switchReveal(made.owner.ctx, "off");
    for (const by of [admin, made.owner.ctx]) {
      const error = await expectRefused(reveal(by), "reveal_off");
      expect(messageOf(error)).toContain("An owner can allow it");
    }
    expect(await lines("token.revealed")).toEqual([]);
    const [line, ...others] = await lines("token.reveal_refused");
    expect(others).toHaveLength(1);
    expect(line).toMatchObject({ outcome: "denied", actorId: made.owner.person.id });
    expect(line?.details).toEqual({ reasonGiven: REASON, because: "reveal_off" });
  });

  it("switched off while HubSpot is asked holds for who waits for it", async () => {
    world().clock.aheadMs = 1_900_000;
    await refuseRenewals({ delayMs: 700 });
    const asked = expectRefused(reveal(), "reveal_off");
    await eventually(async () => expect(await renewals()).toBe(1));
    await switchReveal(made.owner.ctx, "off");
    await asked;
    expect(await lines("token.revealed")).toEqual([]);
    expect((await lines("token.reveal_refused"))[0]?.outcome).toBe("denied");
  });
});

describe("what changes while HubSpot is asked", () => {
  it.each<[string, () => Promise<unknown>, AppErrorCode]>([
    ["that the person is disabled", () => setPerson({ disabledAt: new Date() }), "unauthenticated"],
    ["that they are support now", () => setPerson({ role: "support" }), "forbidden"],
    [
      "that the portal is being revoked",
      () =>
        world().db.portal.update({
          where: { id: made.portal.id },
          data: { revokeRequestedAt: new Date() },
        }),
      "revocation_pending",
    ],
  ])("%s: there is no token", async (_what, change, code) => {
    world().clock.aheadMs = 1_900_000;
    await refuseRenewals({ delayMs: 700 });
    const asked = expectRefused(reveal(), code);
    await eventually(async () => expect(await renewals()).toBe(1));
    await change();
    await asked;
    expect(await lines("token.revealed")).toEqual([]);
    expect((await lines("token.reveal_refused"))[0]?.details).toMatchObject({ because: code });
  });

  const setPerson = (data: { disabledAt?: Date; role?: "support" }) =>
    world().db.person.update({ where: { id: admin.actor.id }, data });
});

describe("a reveal", () => {
  it("gives the access token, with a line of who, where, why, and which", async () => {
    const { access, refresh } = await storedTokens(world(), made.portal.id);
    const { token, expiresAt } = await reveal();
    expect(token.reveal()).toBe(access);
    expect(token.reveal()).not.toBe(refresh);
    expect(await renewals()).toBe(0);
    const [line, ...others] = await lines("token.revealed");
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      outcome: "ok",
      actorId: admin.actor.id,
      actorRole: "admin",
      targetKind: "portal",
      targetId: made.portal.id,
      appId: made.app.id,
    });
    expect(line?.details).toEqual({
      reasonGiven: REASON,
      fingerprint: world().vault.fingerprint("access_token", token).slice(0, 8),
      app: made.app.name,
      expiresAt: expiresAt.toISOString(),
    });
    const { entries } = await getTimeline(admin, made.portal.id);
    expect(entries[0]).toMatchObject({
      title: "Revealed an access token",
      facts: [`Reason: ${REASON}`],
    });
    await expectNoPlaintext(world());
  });

  it("that cannot be written down is none", async () => {
    const vault = Object.create(world().vault, {
      auditMac: {
        value() {
          throw new Error("no line is stored");
        },
      },
    }) as Context["vault"];
    await expect(reveal({ ...admin, vault })).rejects.toThrow("no line is stored");
    expect(await lines("token.revealed")).toEqual([]);
  });

  it("of a token that ran out renews it first, once for all who ask", async () => {
    const before = await storedTokens(world(), made.portal.id);
    world().clock.aheadMs = 1_900_000;
    const [one, two] = await Promise.all([reveal(), reveal(made.owner.ctx)]);
    expect(await renewals()).toBe(1);
    expect(one.token.reveal()).not.toBe(before.access);
    expect(two.token.reveal()).toBe(one.token.reveal());
    expect(one.token.reveal()).toBe((await storedTokens(world(), made.portal.id)).access);
  });

  it("gives one that is valid still while HubSpot gives no other", async () => {
    const { access } = await storedTokens(world(), made.portal.id);
    world().clock.aheadMs = 1_770_000;
    await refuseRenewals({ status: 503 });
    expect((await reveal()).token.reveal()).toBe(access);
  });
});

it("gives one that is valid still where no new one could be kept", async () => {
  const { access } = await storedTokens(world(), made.portal.id);
  world().clock.aheadMs = 1_770_000;
  const full = () => Promise.reject(new AppError("spill_unwritable"));
  const spill = Object.create(world().spill, { reserve: { value: full } }) as Context["spill"];
  expect((await reveal({ ...admin, spill })).token.reveal()).toBe(access);
  world().clock.aheadMs = 1_900_000;
  await expectRefused(reveal({ ...admin, spill }), "spill_unwritable");
});

describe("there is none to reveal", () => {
  it("of a portal that was revoked, and it says so without asking HubSpot", async () => {
    await revokePortal(made.owner.ctx, made.portal.id);
    const error = await expectRefused(reveal(), "portal_not_active");
    expect(messageOf(error)).toContain("We deleted the refresh token.");
    expect(await renewals()).toBe(0);
    const [line] = await lines("token.reveal_refused");
    expect(line).toMatchObject({ outcome: "failed" });
    expect(line?.details).toEqual({ reasonGiven: REASON, because: "portal_not_active" });
  });

  it.each([
    ["uninstalled", "portal_not_active"],
    ["needs_reconnect", "grant_dead"],
  ] as const)("of one that is %s", async (status, code) => {
    await world().db.portal.update({ where: { id: made.portal.id }, data: { status } });
    await expectRefused(reveal(), code);
    expect(await renewals()).toBe(0);
  });

  it.each([
    ["HubSpot is down", { status: 503 }, "hubspot_unavailable"],
    ["the grant is dead", { status: 400, body: { status: "BAD_REFRESH_TOKEN" } }, "grant_dead"],
  ] as const)("when it ran out and %s", async (_name, effect, code) => {
    world().clock.aheadMs = 1_900_000;
    await refuseRenewals(effect);
    await expectRefused(reveal(), code);
    expect(await lines("token.revealed")).toEqual([]);
  });

  it("of an app that somebody is not limited to: there is no such portal", async () => {
    const other = await makePortal(world());
    const limited = (await makePerson(world(), "admin", undefined, [made.app.id])).ctx;
    await reveal(limited);
    const asked = { portalId: other.portal.id, reason: REASON };
    await expectRefused(revealToken(limited, asked), "not_found");
    expect(await eventsOf(world(), "token.revealed", { portalId: other.portal.id })).toEqual([]);
  });
});

it("somebody who reveals one after the other has to wait, and others do not", async () => {
  const { free } = LIMITS.reveal;
  for (let n = 0; n < free; n += 1) await reveal();
  const error = await expectRefused(reveal(), "rate_limited");
  expect(error.details.retryAfterSeconds).toBeGreaterThan(3_000);
  expect(messageOf(error)).toMatch(/^Too many tries\. Wait (1 hour|\d+ minutes)/);
  const [line] = await eventsOf(world(), "access.limited");
  expect(line).toMatchObject({ outcome: "denied", actorId: admin.actor.id });
  expect(await lines("token.revealed")).toHaveLength(free);
  await reveal(made.owner.ctx);
});

it("an erasure takes out of a reason whom it names, and leaves the rest", async () => {
  const email = `ada+${made.hubId}@customer.example`;
  await world().db.grant.updateMany({
    where: { portalId: made.portal.id },
    data: { installerEmail: email },
  });
  const reason = `${email} of hub ${made.hubId} called: 401`;
  await revealToken(admin, { portalId: made.portal.id, reason });
  await sealAllLines(made.owner.ctx);
  await eraseAbout(made.owner.ctx, { kind: "installer", email });
  const [line] = await lines("token.revealed");
  expect(line?.details).toMatchObject({
    reasonGiven: `[erased] of hub ${made.hubId} called: 401`,
  });
  expect((await verifyAudit(made.owner.ctx)).brokenAt).toBeUndefined();
});
