import { beforeEach, expect, it } from "vitest";
import { UseCounter } from "@/lib/api-keys/use-counter";
import { getRenewal } from "@/lib/hubspot-apps/renewal/renewal-view";
import { setRefreshPolicy } from "@/lib/hubspot-apps/renewal/set-refresh-policy";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { getPortal } from "@/lib/portals/look-up/get";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { summarizePortal } from "@/lib/portals/look-up/summary";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { eventsOf, portalRow } from "../support/checks";
import { makeKey } from "../support/door";
import { connect, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
  made = await makePortal(world());
});

const set = (refreshPolicy: "ahead" | "when_used" | "on_demand") =>
  setRefreshPolicy(made.owner.ctx, { appId: made.app.id, refreshPolicy });
const row = () => portalRow(world(), made.portal.id);
const renew = () => refreshPortal(world().context(), { portalId: made.portal.id, trigger: "need" });
/** Minutes from now until the portal is renewed. */
const minutesLeft = async () => {
  const { nextRefreshAt } = await row();
  return nextRefreshAt && (nextRefreshAt.getTime() - Date.now()) / 60_000;
};
const expire = () =>
  world().db.grant.updateMany({
    where: { portalId: made.portal.id },
    data: { accessTokenExpiresAt: new Date(Date.now() - 60_000) },
  });
async function read(): Promise<void> {
  const { keyId } = await makeKey(world());
  const counter = new UseCounter();
  counter.note(keyId, made.portal.id);
  await counter.flush(world().context());
}

it("on demand: nothing is due any more, also after a renewal and a reconnect, and no screen says expired", async () => {
  await set("on_demand");
  expect(await minutesLeft()).toBeNull();
  await renew();
  expect(await minutesLeft()).toBeNull();
  await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
  expect(await minutesLeft()).toBeNull();
  await expire();
  expect(await refreshDuePortals(world().context())).toBe(0);
  const view = await getPortal(world().context(), made.portal.id);
  expect(view.isRenewedAtRead).toBe(true);
  expect(summarizePortal(view, new Date(), "UTC")).toContain("renewed at the next read");
  const query = parsePortalListQuery({ q: String(made.hubId) });
  const { items } = await listPortals(world().context(), query);
  expect(items).toMatchObject([{ isRenewedAtRead: true }]);
});

it("when used: once a day for a portal that nobody reads, and before it expires from the next read on", async () => {
  await set("when_used");
  await renew();
  expect(await minutesLeft()).toBeGreaterThan(20 * 60);
  await read();
  expect(await minutesLeft()).toBeGreaterThan(20);
  expect(await minutesLeft()).toBeLessThan(26);
  await renew();
  expect(await minutesLeft()).toBeLessThan(26);
  expect((await getRenewal(world().context(), made.app.id)).load).toEqual({ portals: 1, inUse: 1 });
  await world().db.portal.update({
    where: { id: made.portal.id },
    data: { lastReadAt: new Date(Date.now() - 25 * 3_600_000) },
  });
  await renew();
  expect(await minutesLeft()).toBeGreaterThan(20 * 60);
});

it("back to ahead: what has expired is due within minutes, not all at once; what has not, before it does", async () => {
  await set("on_demand");
  await set("ahead");
  expect(await minutesLeft()).toBeGreaterThan(20);
  await set("on_demand");
  await expire();
  await set("ahead");
  expect(await minutesLeft()).toBeLessThanOrEqual(10);
});

it("a change leaves an event, the same again does not", async () => {
  await set("when_used");
  await set("when_used");
  const events = await eventsOf(world(), "app.policy_changed", { appId: made.app.id });
  expect(events.map(({ changes }) => changes)).toEqual([{ refreshPolicy: ["ahead", "when_used"] }]);
});

it("a renewal that was under way while the policy changed is planned once more", async () => {
  await set("on_demand");
  await world().control.addFault({ match: { clientId: made.app.clientId }, delayMs: 500 });
  const renewing = renew();
  await expect.poll(async () => (await row()).leaseOwner).not.toBeNull();
  await set("ahead");
  await renewing;
  expect(await minutesLeft()).toBeLessThan(26);
});
