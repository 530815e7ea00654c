import { beforeEach, expect, it } from "vitest";
import { finishRevocations } from "@/lib/jobs/finish-revocations";
import { revokePortal } from "@/lib/portals/end/revoke";
import { portalRow } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const MINUTE = 60_000;
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.deleteMany();
  world().clock.aheadMs = 0;
  made = await makePortal(world());
});

const system = () => world().context({ kind: "system", label: "Background work" });
const retry = () => finishRevocations(system());
const row = () => portalRow(world(), made.portal.id);
const down = () =>
  world().control.addFault({
    match: { clientId: made.app.clientId, path: "/token/revoke" },
    times: 0,
    status: 503,
  });

it("is tried again by itself, after waits that double, and stays who asked for it", async () => {
  await down();
  await revokePortal(made.owner.ctx, made.portal.id);
  expect((await row()).status).not.toBe("revoked");
  expect(await retry()).toBe(0);
  const tried: number[] = [];
  for (let minute = 1; minute <= 40; minute += 1) {
    world().clock.aheadMs = minute * MINUTE + 1_000;
    if ((await retry()) > 0) tried.push(minute);
  }
  expect(tried[0]).toBe(1);
  expect(tried.length).toBeGreaterThan(3);
  expect(tried.length).toBeLessThan(9);
  const waits = tried.map((minute, index) => minute - (tried[index - 1] ?? 0));
  expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  await world().control.clearFaults();
  world().clock.aheadMs += 60 * MINUTE;
  expect(await retry()).toBe(1);
  const ended = await row();
  expect(ended.status).toBe("revoked");
  expect(ended.currentGrant?.revokedById).toBe(made.owner.person.id);
  expect(await retry()).toBe(0);
});

it("is finished after a server died over it, and not while another works on it", async () => {
  const { id } = made.portal;
  const asked = { revokeRequestedAt: new Date(Date.now() - 2 * MINUTE), nextRefreshAt: null };
  const later = new Date(Date.now() + 30_000);
  await world().db.portal.update({ where: { id }, data: { ...asked, leaseUntil: later } });
  expect(await retry()).toBe(0);
  await world().db.portal.update({ where: { id }, data: { leaseUntil: null } });
  expect(await retry()).toBe(1);
  expect((await row()).status).toBe("revoked");
});

it("of a portal that nobody wants to end is none", async () => {
  world().clock.aheadMs = 24 * 60 * MINUTE;
  expect(await retry()).toBe(0);
  expect((await row()).status).toBe("connected");
});
