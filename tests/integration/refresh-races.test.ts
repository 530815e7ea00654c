import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { metrics } from "@/lib/metrics/metrics";
import { claimLease, LEASE_ENDED, releaseLease } from "@/lib/portals/lease";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { storeRefreshFailure } from "@/lib/portals/refresh/refresh-failure";
import { storeRefreshed } from "@/lib/portals/refresh/refresh-outcome";
import { HubSpotError } from "@/lib/hubspot/errors";
import { Secret } from "@/lib/crypto/secret";
import { loadPortal } from "@/lib/portals/load-portal";
import { refreshTokenPlace } from "@/lib/portals/token-places";
import {
  eventsOf,
  expectNoPlaintext,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { eventually } from "../support/eventually";
import { connect, makePortal, type ConnectedPortal } from "../support/makers";
import { startOtherServer, type OtherServer } from "../support/other-server";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
const others: OtherServer[] = [];

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
});

afterEach(async () => {
  for (const other of others.splice(0)) await other.kill();
});

const slow = () =>
  world().control.addFault({ match: { clientId: made.app.clientId }, times: 0, delayMs: 80 });
const calls = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;

async function other(): Promise<OtherServer> {
  const server = await startOtherServer(world());
  others.push(server);
  return server;
}

describe("many at once, one call to HubSpot", () => {
  it("twenty callers in one process", async () => {
    await slow();
    const input = {
      portalId: made.portal.id,
      seenVersion: made.portal.leaseVersion,
      trigger: "person" as const,
    };
    const results = await Promise.all(
      Array.from({ length: 20 }, () => refreshPortal(made.owner.ctx, input)),
    );
    expect(await calls()).toBe(1);
    expect(results.filter(({ called }) => called)).toHaveLength(1);
    for (const { portal } of results) expect(portal.status).toBe("connected");
    expect(await eventsOf(world(), "portal.refreshed", { portalId: made.portal.id })).toHaveLength(
      1,
    );
  });

  it("a caller with a stale view joins what was done meanwhile", async () => {
    const input = {
      portalId: made.portal.id,
      seenVersion: made.portal.leaseVersion,
      trigger: "person" as const,
    };
    await refreshPortal(made.owner.ctx, input);
    const late = await refreshPortal(made.owner.ctx, input);
    expect(late.called).toBe(false);
    expect(await calls()).toBe(1);
  });

  it("two server processes and this one", async () => {
    const servers = [await other(), await other()];
    await world().control.setSettings({ rotateRefreshTokens: true });
    await slow();
    const order = { portalId: made.portal.id, seenVersion: made.portal.leaseVersion };
    const reports = await Promise.all([
      ...servers.flatMap((server) => [server.refresh(order)]),
      refreshPortal(world().context(), { ...order, trigger: "need" }).then(
        ({ called, portal }) => ({
          called,
          status: portal.status,
        }),
      ),
    ]);
    await world().control.setSettings({ rotateRefreshTokens: false });
    expect(await calls()).toBe(1);
    expect(reports.map((report) => "status" in report && report.status)).toEqual(
      Array(3).fill("connected"),
    );
    expect(reports.filter((report) => "called" in report && report.called)).toHaveLength(1);
    const { counters } = await world().control.state();
    expect(counters).toMatchObject({ overlappingRefreshes: 0, reusedRotatedTokens: 0 });
    await expectNoPlaintext(world());
  });
});

describe("leases", () => {
  it("of a killed process run out and are taken over", async () => {
    const server = await other();
    await world().control.addFault({ match: { clientId: made.app.clientId }, hang: true });
    const lost = server.refresh({
      portalId: made.portal.id,
      seenVersion: made.portal.leaseVersion,
    });
    lost.catch(() => undefined);
    await expect.poll(calls, { timeout: 20_000 }).toBe(1);
    await server.kill();
    await expect(lost).rejects.toThrow("ended");
    const stuck = await portalRow(world(), made.portal.id);
    expect(stuck.leaseOwner).not.toBeNull();
    expect(stuck.refreshStartedAt).not.toBeNull();
    const seen = stuck.leaseVersion;
    expect(await claimLease(world().context(), made.portal.id, seen)).toBeNull();
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { leaseUntil: new Date(Date.now() - 1) },
    });
    const { called, portal } = await refreshPortal(world().context(), {
      portalId: made.portal.id,
      seenVersion: seen,
      trigger: "schedule",
    });
    expect(called).toBe(true);
    expect(portal).toMatchObject({ status: "connected", leaseOwner: null, refreshStartedAt: null });
  });

  it("go to one of many claimants", async () => {
    const { id, leaseVersion } = made.portal;
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => claimLease(world().context(), id, leaseVersion)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it("are given back by their holder only", async () => {
    const ctx = world().context();
    const lease = await claimLease(ctx, made.portal.id, made.portal.leaseVersion);
    if (!lease) throw new Error("no lease");
    await releaseLease(ctx, { ...lease, owner: "somebody else" });
    expect((await portalRow(world(), made.portal.id)).leaseOwner).toBe(lease.owner);
    await releaseLease(ctx, lease);
    expect((await portalRow(world(), made.portal.id)).leaseOwner).toBeNull();
  });
});

describe("whoever only waits for somebody else's attempt", () => {
  it("keeps no room on the disk, which a server that stops would wait for", async () => {
    const { spill } = world();
    const reserve = spill.reserve.bind(spill);
    const racing = vi.spyOn(spill, "reserve").mockImplementationOnce(async () => {
      await claimLease(world().context(), made.portal.id, made.portal.leaseVersion);
      return reserve();
    });
    const waiting = refreshPortal(world().context(), {
      portalId: made.portal.id,
      trigger: "person",
    });
    await vi.waitFor(() => expect(racing).toHaveBeenCalledTimes(1));
    await eventually(async () => expect(await spill.settled(0)).toBe(true));
    expect((await portalRow(world(), made.portal.id)).leaseUntil).not.toBeNull();
    await world().db.portal.update({ where: { id: made.portal.id }, data: LEASE_ENDED });
    expect(await waiting).toMatchObject({ called: false, pending: false });
  });
});

describe("whoever lost the lease changes nothing about the portal", () => {
  async function lostLease() {
    const ctx = world().context();
    const lease = await claimLease(ctx, made.portal.id, made.portal.leaseVersion);
    const portal = await loadPortal(ctx, made.portal.id);
    if (!lease || !portal.currentGrant) throw new Error("no lease");
    // The customer connected again while HubSpot was answering: the new grant bumped the fence.
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    return { ctx, lease, portal, grant: portal.currentGrant };
  }

  it("with a success, whose refresh token is kept where it belongs", async () => {
    const { ctx, lease, portal, grant } = await lostLease();
    const before = await portalRow(world(), made.portal.id);
    const tokens = {
      accessToken: new Secret("late-access"),
      refreshToken: new Secret("late-refresh"),
      expiresInSeconds: 1800,
    };
    const { id: portalId, appId } = portal;
    const facts = { portalId, appId, grantId: grant.id, fence: lease.version };
    const answer = { ...facts, startedAt: new Date(), tokens };
    const lost = async () => (await metrics().leasesLost.get()).values[0]?.value ?? 0;
    const lostBefore = await lost();
    await storeRefreshed(ctx, answer, { lease, trigger: "person" });
    expect((await lost()) - lostBefore).toBe(1);
    expect(await portalRow(world(), made.portal.id)).toEqual(before);
    expect((await storedTokens(world(), made.portal.id)).access).not.toBe("late-access");
    const old = await world().db.grant.findUniqueOrThrow({ where: { id: grant.id } });
    expect(old.accessTokenSealed).toBeNull();
    // HubSpot may have ended the token before it: this one is what can still be revoked.
    const kept = ctx.vault.open(refreshTokenPlace(grant.id), old.refreshTokenSealed ?? "");
    expect(kept.reveal()).toBe("late-refresh");
    expect(await eventsOf(world(), "portal.refreshed", { portalId: made.portal.id })).toHaveLength(
      0,
    );
  });

  it("with a dead grant either", async () => {
    const { ctx, lease, portal } = await lostLease();
    const failure = new HubSpotError({ kind: "dead_grant", status: "BAD_REFRESH_TOKEN" });
    await storeRefreshFailure(ctx, { portal, lease, failure, trigger: "schedule" });
    expect(await portalRow(world(), made.portal.id)).toMatchObject({
      status: "connected",
      lastErrorKind: null,
    });
    expect(await eventsOf(world(), "portal.grant_lost", { portalId: made.portal.id })).toHaveLength(
      0,
    );
  });
});
