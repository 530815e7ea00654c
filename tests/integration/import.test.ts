import { beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "@/lib/audit/verify";
import { cancelForgotten, cancelImport, confirmImport } from "@/lib/imports/decide";
import { getImport } from "@/lib/imports/queries";
import { importResultCsv } from "@/lib/imports/result-csv";
import { getPortal } from "@/lib/portals/look-up/get";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { eventsOf, expectNoPlaintext, expectRefused, tokenCalls } from "../support/checks";
import { makeBulkGrants, rowsOf, sealedTokens, upload, workOff } from "../support/imports";
import { connect, makeApp, makePerson, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let owner: MadePerson;
let app: Awaited<ReturnType<typeof makeApp>>;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  await world().control.setSettings({ rotateRefreshTokens: false });
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
});

const calls = async (grant: string) => (await tokenCalls(world(), app.clientId, grant)).length;
const portals = () => world().db.portal.findMany({ where: { appId: app.id } });

describe("the dry run", () => {
  it("tells what every line is, and changes nothing", async () => {
    const [good, dead, twin, listed] = await makeBulkGrants(world(), app, 4);
    if (!good || !dead || !twin || !listed) throw new Error("too few grants");
    await world().control.revokeGrants({ clientId: app.clientId, hubId: dead.hubId });
    const otherApp = await makeApp(world(), owner.ctx);
    const [foreign] = await makeBulkGrants(world(), otherApp, 1);
    const jobId = await upload(owner.ctx, app, [
      `${good.refreshToken},${good.hubId},Acme`,
      `${dead.refreshToken},,`,
      `${good.refreshToken},,again`,
      `${foreign?.refreshToken},,`,
      `${twin.refreshToken},${good.hubId},`,
      `,5,nothing`,
      `${listed.refreshToken},,`,
    ]);
    const job = await workOff(world(), jobId);
    expect(job).toMatchObject({ status: "ready", total: 7 });
    expect(await rowsOf(world(), jobId)).toMatchObject({
      2: ["importable", ""],
      3: ["dead", expect.stringContaining("calls the token inactive")],
      4: ["duplicate", "The same token stands on line 2."],
      5: ["dead", expect.stringContaining("belongs to another app")],
      6: ["invalid", expect.stringContaining(`belongs to Hub ${twin.hubId}`)],
      7: ["invalid", "The line has no refresh token."],
      8: ["importable", ""],
    });
    expect(await sealedTokens(world(), jobId)).toBe(2);
    expect([await calls("refresh_token"), await portals()]).toEqual([0, []]);
    await expectNoPlaintext(world());
  });

  it("knows what is here already: tokens, portals and earlier imports", async () => {
    const [stored, known, fresh] = await makeBulkGrants(world(), app, 3);
    if (!stored || !known || !fresh) throw new Error("too few grants");
    const first = await upload(owner.ctx, app, [`${stored.refreshToken},,`]);
    await workOff(world(), first);
    await confirmImport(owner.ctx, first);
    await workOff(world(), first);
    await connect(world(), owner.ctx, app, { hubId: known.hubId });
    const waiting = await upload(owner.ctx, app, [`${fresh.refreshToken},,`]);
    await workOff(world(), waiting);
    const jobId = await upload(owner.ctx, app, [
      `${stored.refreshToken},,`,
      `${known.refreshToken},,`,
      `${fresh.refreshToken},,`,
    ]);
    await workOff(world(), jobId);
    expect(await rowsOf(world(), jobId)).toEqual({
      2: ["duplicate", "This token is stored here already."],
      3: ["duplicate", expect.stringContaining("connected here already")],
      4: ["duplicate", "An earlier import has dealt with this token."],
    });
    await cancelImport(owner.ctx, waiting);
    const again = await upload(owner.ctx, app, [`${fresh.refreshToken},,`]);
    expect((await workOff(world(), again)).counts.importable).toBe(1);
  });

  it("takes the first of two tokens of one portal", async () => {
    const [grant] = await makeBulkGrants(world(), app, 1);
    const { clientId } = app;
    const firstHubId = grant?.hubId ?? 0;
    const [second] = await world().control.bulkGrants({ clientId, firstHubId, count: 1 });
    const jobId = await upload(owner.ctx, app, [
      `${second?.refreshToken},,`,
      `${grant?.refreshToken},,`,
    ]);
    await workOff(world(), jobId);
    expect(await rowsOf(world(), jobId)).toEqual({
      2: ["importable", ""],
      3: ["duplicate", "Line 2 has another token of the same portal."],
    });
  });

  it("recognises a token of another app on v1, which names the client", async () => {
    const old = await makeApp(world(), owner.ctx, { apiVersion: "v1" });
    const [foreign] = await makeBulkGrants(world(), app, 1);
    const jobId = await upload(owner.ctx, old, [`${foreign?.refreshToken},,`]);
    await workOff(world(), jobId);
    expect(await rowsOf(world(), jobId)).toMatchObject({ 2: ["foreign", expect.any(String)] });
  });

  it("refuses a file as a whole in words, and keeps nothing", async () => {
    const error = await expectRefused(upload(owner.ctx, app, []), "invalid_input");
    expect(error.details.fields).toEqual({ file: "The file has no rows below its header." });
    expect(await world().db.importJob.count({ where: { appId: app.id } })).toBe(0);
  });

  it("is cancelled after a day without a decision", async () => {
    const [grant] = await makeBulkGrants(world(), app, 1);
    const jobId = await upload(owner.ctx, app, [`${grant?.refreshToken},,`]);
    await workOff(world(), jobId);
    await cancelForgotten(world().context());
    expect((await getImport(owner.ctx, jobId)).status).toBe("ready");
    world().clock.aheadMs = 24.1 * 3600_000;
    await cancelForgotten(world().context());
    expect((await getImport(owner.ctx, jobId)).status).toBe("cancelled");
    expect(await sealedTokens(world(), jobId)).toBe(0);
  });
});

describe("the import", () => {
  it("stores each portal as a connection would, once, and wipes the rows", async () => {
    const grants = await makeBulkGrants(world(), app, 3);
    const jobId = await upload(
      owner.ctx,
      app,
      grants.map(({ refreshToken }, index) => `${refreshToken},,=1+${index}`),
    );
    await expectRefused(confirmImport(owner.ctx, jobId), "conflict");
    await workOff(world(), jobId);
    await confirmImport(owner.ctx, jobId);
    const job = await workOff(world(), jobId);
    expect(job).toMatchObject({ status: "finished", counts: { imported: 3, failed: 0 } });
    expect(await calls("refresh_token")).toBe(3);
    expect(await sealedTokens(world(), jobId)).toBe(0);

    const stored = await world().db.portal.findMany({
      where: { appId: app.id },
      include: { currentGrant: true },
      orderBy: { hubId: "asc" },
    });
    expect(stored).toMatchObject(
      grants.map(({ hubId, domain }) => ({
        hubId: BigInt(hubId),
        hubDomain: domain,
        status: "connected",
        accountType: "STANDARD",
        currentGrant: {
          startedById: owner.person.id,
          installerEmail: `admin@${domain}`,
          requestedScopes: app.requiredScopes,
          grantedScopes: app.requiredScopes,
        },
      })),
    );
    const [one] = stored;
    const view = await getPortal(owner.ctx, one?.id ?? "");
    expect(view.grants.map(({ source }) => source)).toEqual(["import"]);
    const result = await refreshPortal(owner.ctx, { portalId: one?.id ?? "", trigger: "person" });
    expect(result.portal.status).toBe("connected");

    expect(await eventsOf(world(), "portal.imported", { appId: app.id })).toHaveLength(3);
    const [finished] = await eventsOf(world(), "import.finished", { appId: app.id });
    expect(finished?.details).toEqual({ rows: { imported: 3 } });
    expect((await verifyAudit(world().context())).brokenAt).toBeUndefined();
    await expectNoPlaintext(world());

    const csv = await importResultCsv(owner.ctx, jobId);
    expect(csv.split("\r\n")).toHaveLength(5);
    expect(csv).toContain('"\'=1+0"');
    expect(grants.some(({ refreshToken }) => csv.includes(refreshToken))).toBe(false);
  });

  it("revives a revoked portal in place", async () => {
    const [before, after] = await makeBulkGrants(world(), app, 2);
    if (!before || !after) throw new Error("too few grants");
    const { attempt } = await connect(world(), owner.ctx, app, { hubId: before.hubId });
    await revokePortal(owner.ctx, attempt.portalId ?? "");
    const { clientId } = app;
    const again = { clientId, firstHubId: before.hubId, count: 1 };
    const [fresh] = await world().control.bulkGrants(again);
    const jobId = await upload(owner.ctx, app, [`${fresh?.refreshToken},${before.hubId},`]);
    await workOff(world(), jobId);
    await confirmImport(owner.ctx, jobId);
    await workOff(world(), jobId);
    expect(await portals()).toMatchObject([{ id: attempt.portalId, status: "connected" }]);
  });
});
