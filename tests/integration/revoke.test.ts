import { beforeEach, describe, expect, it } from "vitest";
import { getAccessToken } from "@/lib/portals/refresh/access-token";
import { getPortal } from "@/lib/portals/look-up/get";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  portalRow,
  storedTokens,
} from "../support/checks";
import { connect, makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
});

const revoke = (timeoutMs = 15_000) =>
  revokePortal(world().context(made.owner.actor, { timeoutMs }), made.portal.id);
const aboutTokens = async (path: string) => {
  const requests = await world().control.requests({ path });
  return requests.filter(({ form }) => form.client_id === made.app.clientId);
};

async function expectEnded(): Promise<void> {
  const row = await portalRow(world(), made.portal.id);
  expect(row).toMatchObject({
    status: "revoked",
    nextRefreshAt: null,
    leaseOwner: null,
    lastErrorAt: null,
  });
  expect(row.revokedAt).toBeInstanceOf(Date);
  const grants = await world().db.grant.findMany({ where: { portalId: made.portal.id } });
  expect(grants.length).toBeGreaterThan(0);
  for (const grant of grants) {
    const sealed = Object.entries(grant).filter(([column]) => column.endsWith("Sealed"));
    expect(sealed.filter(([, value]) => value !== null)).toEqual([]);
    expect(sealed.length).toBeGreaterThanOrEqual(2);
  }
}

describe("revoking", () => {
  it("revokes in the body, proves it by introspection, wipes both tokens and keeps who and when", async () => {
    const { refresh } = await storedTokens(world(), made.portal.id);
    const result = await revoke();
    expect(result.outcome).toBe("revoked");
    await expectEnded();
    const row = await portalRow(world(), made.portal.id);
    expect(row.currentGrant).toMatchObject({
      revokedById: made.owner.person.id,
      revokeProof: "inactive",
      endReason: "revoked",
      installerEmail: expect.stringContaining("@"),
      grantedScopes: made.app.requiredScopes,
    });
    const [call] = await aboutTokens("/token/revoke");
    const proofs = await aboutTokens("/token/introspect");
    const proof = proofs.at(-1);
    expect(call?.form).toMatchObject({ token: refresh, token_type_hint: "refresh_token" });
    expect(proof?.form.token).toBe(refresh);
    expect(proof?.n).toBeGreaterThan(call?.n ?? Infinity);
    const paths = (await world().control.requests()).map(
      ({ path, query }) => `${path} ${JSON.stringify(query)}`,
    );
    expect(paths.filter((path) => path.includes(refresh ?? ""))).toEqual([]);
    const [event] = await eventsOf(world(), "portal.revoked", { portalId: made.portal.id });
    expect(event).toMatchObject({ outcome: "ok", actorId: made.owner.person.id });
    expect(event?.details).toMatchObject({
      proof: "introspection says active:false",
      accessWorksUntil: row.currentGrant?.accessTokenExpiresAt?.toISOString(),
    });
    await expectNoPlaintext(world());
  });

  it("ends superseded grants too", async () => {
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    await revoke();
    await expectEnded();
    const { grants } = await world().control.state();
    const mine = grants.filter((grant) => grant.clientId === made.app.clientId);
    expect(mine.map(({ endedBy }) => endedBy)).toEqual(["revoked", "revoked"]);
  });

  it("succeeds for a grant that is dead already", async () => {
    await world().control.uninstall({ hubId: made.hubId, clientId: made.app.clientId });
    expect((await revoke()).outcome).toBe("revoked");
    await expectEnded();
  });

  it("works through the v1 family", async () => {
    made = await makePortal(world(), { appOptions: { apiVersion: "v1" } });
    expect((await revoke()).outcome).toBe("revoked");
    await expectEnded();
    const { grants } = await world().control.state();
    expect(grants.find(({ clientId }) => clientId === made.app.clientId)?.endedBy).toBe("revoked");
  });

  it("cannot be repeated, and nothing works afterwards", async () => {
    await revoke();
    await expectRefused(revoke(), "portal_not_active");
    const { id } = made.portal;
    await expectRefused(
      refreshPortal(made.owner.ctx, { portalId: id, trigger: "person" }),
      "portal_not_active",
    );
    await expectRefused(getAccessToken(made.owner.ctx, id, 60), "portal_not_active");
  });

  it("two at once: one revokes, HubSpot is asked once", async () => {
    const second = await makePerson(world(), "admin");
    await world().control.addFault({
      match: { clientId: made.app.clientId },
      times: 0,
      delayMs: 50,
    });
    const results = await Promise.allSettled([revoke(), revokePortal(second.ctx, made.portal.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await aboutTokens("/token/revoke")).toHaveLength(1);
    expect(await eventsOf(world(), "portal.revoked", { portalId: made.portal.id })).toHaveLength(1);
  });

  it("waits for a refresh that is under way and ends the token it brought", async () => {
    await world().control.addFault({
      match: { clientId: made.app.clientId, grantType: "refresh_token" },
      delayMs: 80,
      rotate: true,
    });
    const refreshing = refreshPortal(made.owner.ctx, {
      portalId: made.portal.id,
      trigger: "schedule",
    });
    await expect
      .poll(async () => (await portalRow(world(), made.portal.id)).leaseOwner)
      .not.toBeNull();
    const [, result] = await Promise.all([refreshing, revoke()]);
    expect(result.outcome).toBe("revoked");
    await expectEnded();
    const { refreshTokens } = await world().control.state();
    expect(
      refreshTokens.filter(({ clientId, alive }) => clientId === made.app.clientId && alive),
    ).toEqual([]);
  });
});

describe("HubSpot does not confirm", () => {
  it.each([
    ["it is down", { status: 503 }, "unavailable"],
    ["the connection is reset after the work", { applyThenReset: true }, "unreachable"],
    ["it stays silent", { hang: true }, "unreachable"],
    ["it refuses for an unknown reason", { status: 403, body: {} }, "rejected"],
  ])(
    "because %s: pending, visible, refused for use, and a retry succeeds",
    async (_name, effect, kind) => {
      await world().control.addFault({
        match: { clientId: made.app.clientId, path: "/revoke" },
        ...effect,
      });
      const result = await revoke(400);
      expect(result.outcome).toBe("pending");
      const { id } = made.portal;
      const row = await portalRow(world(), id);
      expect(row).toMatchObject({
        revokedAt: null,
        lastErrorKind: kind,
        nextRefreshAt: null,
        statusRank: 0,
        leaseOwner: null,
      });
      expect(row.currentGrant?.refreshTokenSealed).not.toBeNull();
      expect(await getPortal(made.owner.ctx, id)).toMatchObject({
        isRevocationPending: true,
        canBeUsed: false,
        canBeRevoked: true,
      });
      const { items } = await listPortals(
        made.owner.ctx,
        parsePortalListQuery({ q: String(made.hubId) }),
      );
      expect(items).toMatchObject([{ id, isRevocationPending: true }]);
      await expectRefused(
        refreshPortal(made.owner.ctx, { portalId: id, trigger: "person" }),
        "revocation_pending",
      );
      await expectRefused(getAccessToken(made.owner.ctx, id, 60), "revocation_pending");
      const [failed] = await eventsOf(world(), "portal.revoke_failed", { portalId: id });
      expect(failed).toMatchObject({ outcome: "failed", details: { kind } });
      expect((await revoke()).outcome).toBe("revoked");
      await expectEnded();
      expect(await eventsOf(world(), "portal.revoke_requested", { portalId: id })).toHaveLength(1);
      await expectNoPlaintext(world());
    },
  );

  it("because the token still counts as active", async () => {
    const body = { active: true };
    await world().control.addFault({
      match: { clientId: made.app.clientId, path: "/introspect" },
      status: 200,
      body,
    });
    expect(await revoke()).toEqual({ outcome: "pending", error: "still_active" });
    expect(await portalRow(world(), made.portal.id)).toMatchObject({
      lastErrorKind: "still_active",
    });
  });

  it("because the app's secret is wrong", async () => {
    await world().control.setSecret(made.app.clientId, "another-secret-0002");
    expect((await revoke()).outcome).toBe("pending");
    await world().control.setSecret(made.app.clientId, made.app.clientSecret);
    expect((await revoke()).outcome).toBe("revoked");
  });

  it("because its answer to the proof cannot be read", async () => {
    await world().control.addFault({
      match: { clientId: made.app.clientId, path: "/introspect" },
      truncateJson: true,
    });
    expect((await revoke()).outcome).toBe("pending");
  });
});
