import { beforeEach, describe, expect, it } from "vitest";
import { pollJournal, pollJournals } from "@/lib/jobs/poll-journal";
import { checkJournal } from "@/lib/hubspot-apps/journal/check-journal";
import { getJournal } from "@/lib/hubspot-apps/journal/journal-view";
import { setJournal } from "@/lib/hubspot-apps/journal/set-journal";
import { revokePortal } from "@/lib/portals/end/revoke";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  portalRow,
  tokenCalls,
} from "../support/checks";
import { connect, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.hubSpotApp.updateMany({ data: { journalEnabled: false } });
  made = await makePortal(world());
});

const app = () => world().db.hubSpotApp.findUniqueOrThrow({ where: { id: made.app.id } });
const switchOn = () => setJournal(made.owner.ctx, { appId: made.app.id, enabled: true });
const poll = async () => pollJournal(world().context(), await app());
const row = () => portalRow(world(), made.portal.id);
const { uninstall, entry } = {
  uninstall: () => world().control.uninstall({ hubId: made.hubId, clientId: made.app.clientId }),
  entry: (file: unknown, url?: string) =>
    world().control.putJournalEntry({ clientId: made.app.clientId, file, url }),
};
const fault = (path: string, effect: object) =>
  world().control.addFault({ match: { path }, ...effect });
const refuseScopes = () =>
  world().control.addFault({
    match: { grantType: "client_credentials" },
    times: 0,
    status: 400,
    body: { status: "BAD_SCOPES", message: "missing or invalid scopes", error: "invalid_scope" },
  });

describe("an uninstall by the customer", () => {
  it("is noticed in the journal, with when and how, and wipes both tokens", async () => {
    await switchOn();
    await uninstall();
    await poll();
    const now = await row();
    expect(now).toMatchObject({
      status: "uninstalled",
      uninstalledHow: "journal",
      nextRefreshAt: null,
    });
    expect(now.uninstalledAt).toBeInstanceOf(Date);
    expect(now.currentGrant).toMatchObject({
      accessTokenSealed: null,
      refreshTokenSealed: null,
      endReason: "uninstalled",
      revokedAt: null,
    });
    const [event] = await eventsOf(world(), "portal.uninstall_noticed", {
      portalId: made.portal.id,
    });
    expect(event).toMatchObject({
      actorKind: "system",
      details: { how: "webhooks journal", proof: "introspection says active:false" },
    });
    await poll();
    expect(
      await eventsOf(world(), "portal.uninstall_noticed", { portalId: made.portal.id }),
    ).toHaveLength(1);
    await expectNoPlaintext(world());
  });

  it("is not believed when the account has installed the app again", async () => {
    await switchOn();
    await uninstall();
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    await poll();
    expect(await row()).toMatchObject({ status: "connected", uninstalledAt: null });
    const at = new Date(Date.now() + 60_000).toISOString();
    await entry({
      journalEvents: [{ action: "APP_UNINSTALL", portalId: made.hubId, occurredAt: at }],
    });
    await poll();
    expect(await row()).toMatchObject({ status: "connected", uninstalledAt: null });
  });

  it("is noticed for a portal that was revoked before", async () => {
    await switchOn();
    await revokePortal(made.owner.ctx, made.portal.id);
    await uninstall();
    await poll();
    expect(await row()).toMatchObject({ status: "uninstalled", uninstalledHow: "journal" });
  });

  it.each([
    [
      "a bare list, ids as text, time in milliseconds",
      (hub: number, at: number) => [
        { type: "app_uninstall", portalId: String(hub), occurredAt: at },
      ],
    ],
    [
      "another name for the list and the type by number",
      (hub: number, at: number) => ({
        events: [null, "noise", { objectTypeId: "4-1916193", hubId: hub, timestamp: `${at}` }],
      }),
    ],
  ])("is read from %s", async (_name, file) => {
    await switchOn();
    await world().control.revokeGrants({ hubId: made.hubId, clientId: made.app.clientId });
    await entry(file(made.hubId, Date.now() + 1_000));
    await poll();
    expect((await row()).status).toBe("uninstalled");
  });

  it("of an account nobody knows, and an install, change nothing", async () => {
    await switchOn();
    await entry({ journalEvents: [{ action: "APP_UNINSTALL", portalId: 999_999_999 }] });
    await entry({ journalEvents: [{ action: "APP_INSTALL", portalId: made.hubId }] });
    await poll();
    expect((await row()).status).toBe("connected");
    expect((await app()).journalProblem).toBeNull();
  });
});

describe("the place in the journal", () => {
  it("is kept, so that nothing is read twice, and 204 is nothing new", async () => {
    await switchOn();
    const { offset } = await entry({ journalEvents: [] });
    await poll();
    expect((await app()).journalOffset).toBe(offset);
    await world().control.clearRequests();
    await poll();
    const places = await world().control.requests({ path: "/webhooks-journal/journal" });
    expect(places.map(({ path, status }) => [path.split("2026-03/")[1], status])).toEqual([
      [`offset/${offset}/next`, 204],
    ]);
  });

  it("stays when HubSpot fails while an uninstall is dealt with", async () => {
    await switchOn();
    await uninstall();
    await fault("/introspect", { status: 503 });
    await poll();
    expect(await app()).toMatchObject({ journalOffset: null, journalProblem: "passing" });
    expect((await row()).status).toBe("connected");
    await poll();
    expect((await row()).status).toBe("uninstalled");
    expect((await app()).journalProblem).toBeNull();
  });

  it("goes past an entry that cannot be read and one that leads elsewhere", async () => {
    await switchOn();
    await entry("<html>not json</html>");
    await entry({ journalEvents: [] }, "https://journal.example/entry");
    await entry({ journalEvents: [] }, "http://127.0.0.1:9/entry");
    await uninstall();
    await poll();
    expect((await row()).status).toBe("uninstalled");
    expect((await app()).journalProblem).toBe("foreign_url");
  });

  it("begins again at the earliest entry when HubSpot no longer knows it", async () => {
    await switchOn();
    await world().db.hubSpotApp.update({
      where: { id: made.app.id },
      data: { journalOffset: "00000000-0000-4000-8000-000000000000" },
    });
    await uninstall();
    await poll();
    expect((await row()).status).toBe("uninstalled");
  });

  it("is read by one server at a time, and by none while it is off", async () => {
    const run = () => pollJournals(world().context());
    const calls = async () =>
      (await tokenCalls(world(), made.app.clientId, "client_credentials")).length;
    await run();
    expect(await calls()).toBe(0);
    await switchOn();
    const before = await calls();
    await Promise.all([run(), run(), run()]);
    await run();
    expect((await calls()) - before).toBe(1);
  });
});

describe("the switch and the check", () => {
  it("are truthful when HubSpot grants it, and touch nothing the app's form guards", async () => {
    const before = await app();
    expect(await checkJournal(made.owner.ctx, made.app.id)).toMatchObject({ granted: true });
    await switchOn();
    await poll();
    const after = await app();
    expect(after).toMatchObject({ journalEnabled: true, updatedAt: before.updatedAt });
    expect(after.journalStartedAt).toBeInstanceOf(Date);
    const [changed] = await eventsOf(world(), "app.updated", { appId: made.app.id });
    expect(changed?.changes).toEqual({ journalEnabled: [false, true] });
    expect(await eventsOf(world(), "app.journal_checked", { appId: made.app.id })).toHaveLength(1);
    const sent = await world().control.requests({ path: "/subscriptions/" });
    expect(sent.at(-1)).toMatchObject({ method: "POST", status: 200 });
  });

  it("say that HubSpot does not grant the scopes, and the switch stays off", async () => {
    await refuseScopes();
    const check = await checkJournal(made.owner.ctx, made.app.id);
    expect(check).toMatchObject({ granted: false, words: expect.stringContaining("BAD_SCOPES") });
    const error = await expectRefused(switchOn(), "invalid_input");
    expect(JSON.stringify(error.details)).toContain("BAD_SCOPES");
    expect((await app()).journalEnabled).toBe(false);
  });

  it("say that the journal itself is refused", async () => {
    await fault("/webhooks-journal", { status: 403, body: { category: "MISSING_SCOPES" } });
    expect(await checkJournal(made.owner.ctx, made.app.id)).toMatchObject({
      granted: false,
      words: expect.stringContaining("refuses the journal"),
    });
  });

  it("do not guess while HubSpot is down", async () => {
    await fault("/webhooks-journal", { status: 503 });
    expect((await checkJournal(made.owner.ctx, made.app.id)).granted).toBeUndefined();
  });

  it("show on the app's page what keeps a running one from being read", async () => {
    await switchOn();
    await refuseScopes();
    await poll();
    expect(await getJournal(made.owner.ctx, made.app.id)).toMatchObject({
      enabled: true,
      problem: expect.stringContaining("BAD_SCOPES"),
    });
    await setJournal(made.owner.ctx, { appId: made.app.id, enabled: false });
    expect(await getJournal(made.owner.ctx, made.app.id)).toMatchObject({
      enabled: false,
      problem: null,
    });
  });
});
