import { beforeEach, describe, expect, it } from "vitest";
import { recordAlone } from "@/lib/audit/record";
import { sealAllLines } from "@/lib/audit/seal-lines";
import { verifyAudit } from "@/lib/audit/verify";
import { eraseAbout } from "@/lib/personal-data/erase";
import { exportAbout } from "@/lib/personal-data/export-about";
import { countAbout } from "@/lib/personal-data/find";
import type { Subject } from "@/lib/personal-data/subject";
import { getPortal } from "@/lib/portals/look-up/get";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { rowsOf } from "../support/backups";
import { eventsOf, expectNoPlaintext, expectRefused, portalRow } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let other: ConnectedPortal;
let email: string;
let domain: string;

beforeEach(async () => {
  made = await makePortal(world());
  other = await makePortal(world(), { app: made.app, owner: made.owner });
  const { currentGrant } = await world().db.portal.findUniqueOrThrow({
    where: { id: made.portal.id },
    include: { currentGrant: true },
  });
  // Each has a person and a domain of its own, which only a search that means them finds.
  email = `ada+${made.hubId}@customer.example`;
  domain = `customer-${made.hubId}.example`;
  await world().db.grant.update({
    where: { id: currentGrant?.id ?? "" },
    data: { installerEmail: email, installerUserId: BigInt(made.hubId) * 10n },
  });
  await world().db.portal.update({
    where: { id: made.portal.id },
    data: { hubDomain: domain, status: "needs_reconnect" },
  });
  await world().db.portal.update({
    where: { id: made.portal.id },
    data: { status: "connected" },
  });
  await world().db.alertEvent.updateMany({
    where: { portalId: made.portal.id },
    data: { payload: { data: { installer: email, hub_domain: domain } } },
  });
  const job = await world().db.importJob.create({ data: { appId: made.app.id } });
  await world().db.importRow.create({
    data: { jobId: job.id, line: 1, hubId: made.hubId, hubDomain: domain, installerEmail: email },
  });
  const portalId = made.portal.id;
  await world().db.portalNote.create({
    data: { portalId, authorName: "Sam", text: `${email} of ${domain} called, and will again` },
  });
  await world().db.reconnectRequest.create({
    data: {
      portalId,
      askedByName: "Sam",
      reason: `Ask ${email.toUpperCase()}`,
      closedAt: new Date(),
    },
  });
  await world().db.portalCare.create({ data: { portalId, tags: [`of ${domain}`.slice(0, 30)] } });
  await recordAlone(ctx(), {
    action: "portal.connected",
    portalId: made.portal.id,
    target: { kind: "portal", id: made.portal.id, label: domain },
    details: { installer: email.toUpperCase(), installerUserId: `${made.hubId}0`, scopes: 2 },
  });
});

const ctx = () => made.owner.ctx;
const installer = (): Subject => ({ kind: "installer", email });
const portal = (): Subject => ({ kind: "portal", hubId: BigInt(made.hubId) });

/** Every row of every table that holds a text, whatever its case. */
async function rowsWith(text: string): Promise<string[]> {
  const tables = await rowsOf(world().databaseUrl);
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows
      .filter((row) => row.toLowerCase().includes(text.toLowerCase()))
      .map((row) => `${table} ${row}`),
  );
}

describe("erasing an installer", () => {
  it("leaves nothing of them anywhere, and the connection goes on", async () => {
    expect((await rowsWith(email)).length).toBeGreaterThan(4);
    const erased = await eraseAbout(ctx(), installer());
    expect(erased).toMatchObject({ portals: 0, grants: 1 });
    expect(erased.lines).toBeGreaterThan(0);
    expect(await rowsWith(email)).toEqual([]);
    expect((await verifyAudit(ctx())).brokenAt).toBeUndefined();
    const { portal: after } = await refreshPortal(ctx(), {
      portalId: made.portal.id,
      trigger: "person",
    });
    expect(after.status).toBe("connected");
    const view = await getPortal(ctx(), made.portal.id);
    expect(view.current).toMatchObject({ installerEmail: null, isInstallerErased: true });
    const [line] = await eventsOf(world(), "portal.connected", { portalId: made.portal.id });
    expect(line?.details).toEqual({
      installer: "[erased]",
      installerUserId: "[erased]",
      scopes: 2,
    });
  });

  it("finds the grants of the same HubSpot user that came without an address", async () => {
    await world().db.grant.updateMany({
      where: { portalId: other.portal.id },
      data: { installerEmail: null, installerUserId: BigInt(made.hubId) * 10n },
    });
    expect(await eraseAbout(ctx(), installer())).toMatchObject({ grants: 2 });
    expect(await world().db.grant.count({ where: { installerUserId: made.hubId * 10 } })).toBe(0);
  });

  it("is in the log without the data, and is recognized when it is asked for again", async () => {
    await exportAbout(ctx(), installer());
    await eraseAbout(ctx(), installer());
    const [exported] = (await eventsOf(world(), "personal_data.exported")).slice(0, 1);
    const [erased] = (await eventsOf(world(), "personal_data.erased")).slice(0, 1);
    expect(erased?.actorId).toBe(made.owner.person.id);
    const reference = (erased?.details as { reference: string }).reference;
    expect(reference).toMatch(/^[0-9a-f]{12}$/);
    expect(exported?.details).toMatchObject({ reference });
    expect(JSON.stringify([exported?.details, erased?.details, erased?.targetLabel])).not.toContain(
      email,
    );
    await expectRefused(eraseAbout(ctx(), installer()), "invalid_input");
    expect(await countAbout(ctx(), installer())).toEqual({ portals: [], counts: [] });
  });

  it("changes nothing else: a line that was tampered with before is still found", async () => {
    await sealAllLines(ctx());
    await eraseAbout(ctx(), installer());
    const { db } = world();
    const [note] = await db.auditErasure.findMany({ take: 1 });
    expect(note).toBeDefined();
    await expect(
      db.auditEvent.update({ where: { seq: note?.seq ?? 0n }, data: { outcome: "failed" } }),
    ).rejects.toThrow("append-only");
    await expect(
      db.auditErasure.update({
        where: { seq: note?.seq ?? 0n },
        data: { hashBefore: "a".repeat(64) },
      }),
    ).rejects.toThrow("append-only");
    expect((await verifyAudit(ctx())).brokenAt).toBeUndefined();
  });

  it("goes on in a line that lost words of somebody else before", async () => {
    const { currentGrant } = await world().db.portal.findUniqueOrThrow({
      where: { id: other.portal.id },
      include: { currentGrant: true },
    });
    const second = `grace+${other.hubId}@customer.example`;
    const userId = Number(other.hubId) * 10;
    await world().db.grant.update({
      where: { id: currentGrant?.id ?? "" },
      data: { installerEmail: second, installerUserId: userId },
    });
    await recordAlone(ctx(), {
      action: "portal.care_changed",
      portalId: other.portal.id,
      target: { kind: "portal", id: other.portal.id, label: `${email}, ${second} (both)` },
      changes: { tags: [[email, `by ${second}.`], [second]] },
      details: {
        userId,
        long: `${second}, `.repeat(3_000),
        note: `(${email}/${second})`,
        "a|b": [`${second}${second}`, 1.5, null],
      },
    });
    await eraseAbout(ctx(), installer());
    await eraseAbout(ctx(), { kind: "installer", email: second });
    expect([...(await rowsWith(email)), ...(await rowsWith(second))]).toEqual([]);
    const [line] = await eventsOf(world(), "portal.care_changed", { portalId: other.portal.id });
    expect(line).toMatchObject({
      targetLabel: "[erased], [erased] (both)",
      changes: { tags: [["[erased]", "by [erased]."], ["[erased]"]] },
      details: {
        userId: 0,
        long: "[erased], ".repeat(3_000),
        note: "([erased]/[erased])",
        "a|b": ["[erased][erased]", 1.5, null],
      },
    });
    expect((await verifyAudit(ctx())).brokenAt).toBeUndefined();
  });

  it("takes what HubSpot gave for an address or a domain and is none", async () => {
    await recordAlone(ctx(), {
      action: "portal.connected",
      portalId: made.portal.id,
      target: { kind: "portal", id: made.portal.id, label: `nowhere${made.hubId}x` },
      details: { installer: `Ada of ${made.hubId}x` },
    });
    await recordAlone(ctx(), {
      action: "portal.metadata_refreshed",
      portalId: made.portal.id,
      target: { kind: "portal", id: made.portal.id, label: `nowhere${made.hubId}x` },
      changes: {
        hubDomain: [null, `nowhere${made.hubId}x`],
        installerEmail: [`Ada of ${made.hubId}x`, "ada@customer.example"],
      },
    });
    await world().db.grant.updateMany({
      where: { portalId: made.portal.id },
      data: { installerEmail: `Ada of ${made.hubId}x` },
    });
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { hubDomain: `nowhere${made.hubId}x` },
    });
    await revokePortal(ctx(), made.portal.id);
    await eraseAbout(ctx(), portal());
    expect(await rowsWith(`${made.hubId}x`)).toEqual([]);
    expect((await verifyAudit(ctx())).brokenAt).toBeUndefined();
  });
});

describe("erasing a portal", () => {
  it("waits until its connection is ended, and says through which app it lives", async () => {
    const refused = await expectRefused(eraseAbout(ctx(), portal()), "invalid_input");
    expect(JSON.stringify(refused.details)).toContain(made.app.name);
    expect((await portalRow(world(), made.portal.id)).status).toBe("connected");
    expect((await rowsWith(domain)).length).toBeGreaterThan(0);
  });

  it("leaves nothing of it, and the other portals as they were", async () => {
    await revokePortal(ctx(), made.portal.id);
    const erased = await eraseAbout(ctx(), portal());
    expect(erased).toMatchObject({ portals: 1, grants: 1 });
    expect(await rowsWith(domain)).toEqual([]);
    expect(await rowsWith(email)).toEqual([]);
    const hubIds = (await rowsWith(String(made.hubId))).filter((row) =>
      new RegExp(`(?<!\\d)${made.hubId}(?!\\d)`).test(row),
    );
    expect(hubIds).toEqual([]);
    expect(await world().db.portal.count({ where: { id: made.portal.id } })).toBe(0);
    expect((await portalRow(world(), other.portal.id)).status).toBe("connected");
    expect((await verifyAudit(ctx())).brokenAt).toBeUndefined();
    await expectNoPlaintext(world());
  });
});

describe("exporting what is known", () => {
  it("has every kind of record and no secret", async () => {
    const text = await exportAbout(ctx(), portal());
    const document = JSON.parse(text) as Record<string, { length: number }>;
    expect(document).toMatchObject({ about: { hubId: String(made.hubId) } });
    for (const part of [
      "portals",
      "grants",
      "importRows",
      "events",
      "notes",
      "reconnectRequests",
      "activity",
    ])
      expect(document[part]?.length, part).toBeGreaterThan(0);
    expect(text).toContain(email);
    expect(text).not.toMatch(/sealed|fingerprint|"mac"|hash/i);
    expect((await countAbout(ctx(), portal())).portals).toMatchObject([{ isEnded: false }]);
  });

  it("has nothing of anybody else", async () => {
    const text = await exportAbout(ctx(), installer());
    expect(text).not.toContain(other.portal.id);
    expect(text).not.toContain(String(other.hubId));
  });
});
