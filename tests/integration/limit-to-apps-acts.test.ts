import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { getBulk } from "@/lib/bulk/get";
import { runBulkRow } from "@/lib/bulk/run";
import { startBulk } from "@/lib/bulk/start";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { AppError } from "@/lib/errors";
import { createApp } from "@/lib/hubspot-apps/create";
import { deleteApp } from "@/lib/hubspot-apps/delete";
import { setJournal } from "@/lib/hubspot-apps/journal/set-journal";
import { setRefreshPolicy } from "@/lib/hubspot-apps/renewal/set-refresh-policy";
import { replaceSecret } from "@/lib/hubspot-apps/secret/replace-secret";
import { testCredentials } from "@/lib/hubspot-apps/secret/test-credentials";
import { updateApp } from "@/lib/hubspot-apps/update";
import { setInstallCap } from "@/lib/hubspot-apps/ways-in/install-cap";
import { setInstallLink } from "@/lib/hubspot-apps/ways-in/set-install-link";
import { setMarketplace } from "@/lib/hubspot-apps/ways-in/set-marketplace";
import { cancelImport } from "@/lib/imports/decide";
import { noteLook } from "@/lib/portals/care/looks";
import { addNote, deleteNote } from "@/lib/portals/care/notes";
import { setCare } from "@/lib/portals/care/set-care";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { revokePortal } from "@/lib/portals/end/revoke";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { refreshMetadata } from "@/lib/portals/inspect/inspect";
import { testCall } from "@/lib/portals/inspect/test-call";
import { getPortal } from "@/lib/portals/look-up/get";
import { parsePortalListSearch } from "@/lib/portals/look-up/list-query";
import { listPortals } from "@/lib/portals/look-up/list";
import { getOverview } from "@/lib/portals/look-up/overview";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { expectRefused } from "../support/checks";
import { connect, makeAccount, makePerson, makePortal } from "../support/makers";
import { useWorld } from "../support/world";
import { makeTwoApps, plain, type Side } from "../support/two-apps";

const world = useWorld();
let [mine, theirs] = [] as unknown as [Side, Side];
let owner: Context;
let ctx: Context;

beforeAll(async () => {
  ({ mine, theirs, owner, limited: ctx } = await makeTwoApps(world()));
});

const ANY = parsePortalListSearch("");

const ACTS: [string, (by: Context, side: Side) => Promise<unknown>][] = [
  ["refresh", (by, { portalId }) => refreshPortal(by, { portalId, trigger: "person" })],
  ["metadata", (by, { portalId }) => refreshMetadata(by, portalId)],
  ["a test call", (by, { portalId }) => testCall(by, portalId)],
  ["a look", (by, { portalId }) => noteLook(by, portalId)],
  ["a note", (by, { portalId }) => addNote(by, { portalId, text: "hello" })],
  ["care", (by, { portalId }) => setCare(by, { portalId, ownerId: null, tags: ["x"] })],
  ["a connection", (by, { app }) => beginConnect(by, { appId: app.id, extraScopes: [] }, "b")],
  [
    "a reconnect",
    (by, { app, portalId }) => beginConnect(by, { appId: app.id, portalId, extraScopes: [] }, "b"),
  ],
  [
    "the policy",
    (by, { app }) => setRefreshPolicy(by, { appId: app.id, refreshPolicy: "on_demand" }),
  ],
  ["the journal", (by, { app }) => setJournal(by, { appId: app.id, enabled: false })],
  [
    "the secret",
    (by, { app }) => replaceSecret(by, { appId: app.id, clientSecret: app.clientSecret }),
  ],
  ["credentials", (by, { app }) => testCredentials(by, app.id)],
  ["the cap", (by, { app }) => setInstallCap(by, { appId: app.id, installCap: 25 })],
  [
    "the link",
    (by, { app }) =>
      setInstallLink(by, { appId: app.id, installLinkEnabled: "on", installLandingUrl: "" }),
  ],
  [
    "the Marketplace",
    (by, { app }) => setMarketplace(by, { appId: app.id, marketplaceEnabled: "on" }),
  ],
  ["an import", (by, { importId }) => cancelImport(by, importId)],
  ["uninstalling", (by, { portalId }) => uninstallPortal(by, portalId)],
  ["revoking", (by, { portalId }) => revokePortal(by, portalId)],
  ["deleting a note", (by, { noteId }) => deleteNote(by, { noteId })],
  ["deleting the app", (by, { app }) => deleteApp(by, app.id)],
];

/** All rows of an app, but what time does to them. */
async function rowsOf({ app, portalId }: Side) {
  const { db } = world();
  return plain([
    await db.hubSpotApp.findUnique({ where: { id: app.id } }),
    await db.portal.findMany({ where: { appId: app.id } }),
    await db.grant.findMany({ where: { appId: app.id } }),
    await db.connectAttempt.findMany({ where: { appId: app.id } }),
    await db.importRow.findMany({ where: { job: { appId: app.id } } }),
    await db.portalNote.findMany({ where: { portalId } }),
    await db.portalCare.findMany({ where: { portalId } }),
    await db.portalLook.findMany({ where: { portalId } }),
  ]);
}

describe("what somebody does who is limited to an app", () => {
  it.each(ACTS)(
    "%s of another app is refused as for an id that there is not",
    async (_name, act) => {
      const before = await rowsOf(theirs);
      await expectRefused(act(ctx, theirs), "not_found");
      expect(await rowsOf(theirs)).toBe(before);
    },
  );

  it("nor is somebody else's refresh joined that is under way", async () => {
    const { portalId } = theirs;
    const running = refreshPortal(owner, { portalId, trigger: "person" });
    await expectRefused(refreshPortal(ctx, { portalId, trigger: "person" }), "not_found");
    await running;
  });

  it("nor is it done to many at once", async () => {
    const portalIds = [mine.portalId, theirs.portalId];
    const input = { portalIds, seen: 2, confirmation: "" };
    await expectRefused(startBulk(ctx, "refresh", input), "invalid_input");
    const all = { portalIds: [], matching: "", seen: 1, confirmation: "" };
    const { jobId } = await startBulk(ctx, "refresh", all);
    const rows = await world().db.bulkRow.findMany({ where: { jobId } });
    expect(rows.map(({ portalId }) => portalId)).toEqual([mine.portalId]);
    expect((await getBulk(ctx, jobId)).total).toBe(1);
    const { jobId: both } = await startBulk(owner, "refresh", input);
    await expectRefused(getBulk(ctx, both), "not_found");
  });

  it("a bulk job of before goes on with their app's portals alone", async () => {
    const { db } = world();
    const { person, ctx: admin } = await makePerson(world(), "admin");
    const portalIds = [mine.portalId, theirs.portalId];
    const { jobId } = await startBulk(admin, "refresh", { portalIds, seen: 2, confirmation: "" });
    const appIds = [mine.app.id];
    await db.person.update({ where: { id: person.id }, data: { isLimited: true, appIds } });
    const before = await rowsOf(theirs);
    const rows = await db.bulkRow.findMany({ where: { jobId } });
    for (const { id } of rows)
      await runBulkRow(world().context(), { id, data: { rowId: id } } as never);
    const done = await db.bulkRow.findMany({ where: { jobId } });
    const statusOf = (portalId: string) => done.find((row) => row.portalId === portalId)?.status;
    expect([statusOf(mine.portalId), statusOf(theirs.portalId)]).not.toContain("pending");
    expect(statusOf(mine.portalId)).toBe("done");
    expect(statusOf(theirs.portalId)).not.toBe("done");
    expect(await rowsOf(theirs)).toBe(before);
  });

  it("no app is added, whoever asks", async () => {
    const { name, clientId, redirectUri } = mine.app;
    const input = { name, clientId: `${clientId}x`, clientSecret: "x", redirectUri };
    const scopes = { requiredScopes: ["oauth"], conditionalScopes: [], optionalScopes: [] };
    await expectRefused(
      createApp(ctx, { ...input, ...scopes, apiVersion: "2026-09" }),
      "not_found",
    );
  });

  it.each(ACTS.filter(([name]) => !["the Marketplace", "revoking"].includes(name)).slice(0, -1))(
    "%s of their own app is done",
    async (_name, act) => {
      await act(ctx, mine);
    },
  );

  it("a connection of their own app is finished, and another portal revoked", async () => {
    const { hubId } = await makeAccount(world());
    const { attempt } = await connect(world(), ctx, mine.app, { hubId });
    expect(attempt.status).toBe("completed");
    expect(await revokePortal(ctx, attempt.portalId ?? "")).toMatchObject({ outcome: "revoked" });
  });
});

it("a client ID is not changed by who would learn from it what other apps there are", async () => {
  const { app } = mine;
  const stored = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: app.id } });
  const { name, redirectUri, requiredScopes, updatedAt } = stored;
  const scopes = { requiredScopes, conditionalScopes: [], optionalScopes: [] };
  const apiVersion = "2026-09" as const;
  const input = { appId: app.id, updatedAt, name, redirectUri, ...scopes, apiVersion };
  const answerTo = (clientId: string) =>
    updateApp(ctx, { ...input, clientId }).then(String, ({ code, details }: AppError) => [
      code,
      details.fields,
    ]);
  const taken = await answerTo(theirs.app.clientId);
  expect(taken).toEqual(await answerTo(randomUUID()));
  expect(taken).toEqual([
    "invalid_input",
    { clientId: "Only somebody who sees every app changes a client ID. Ask an owner." },
  ]);
  expect(await updateApp(ctx, { ...input, clientId: app.clientId })).toMatchObject({
    slug: stored.slug,
  });
});

describe("a query that does not think of the limit", () => {
  it("is within it all the same, by Prisma and by hand", async () => {
    const { db } = ctx;
    expect(await db.portal.count({ where: { OR: [{ appId: theirs.app.id }] } })).toBe(0);
    expect(await db.portal.findUnique({ where: { id: theirs.portalId } })).toBeNull();
    await expect(
      db.portal.update({ where: { id: theirs.portalId }, data: { currency: "EUR" } }),
    ).rejects.toThrow();
    const { count } = await db.portal.updateMany({ data: { timeZone: "UTC" } });
    expect(count).toBe(await world().db.portal.count({ where: { appId: mine.app.id } }));
    const read = (sql: Prisma.Sql) => db.$queryRaw<{ appId: string }[]>(sql);
    for (const sql of [
      Prisma.sql`SELECT "appId" FROM "Portal"`,
      Prisma.sql`WITH x AS (SELECT * FROM "Portal") SELECT x."appId" FROM x JOIN "Grant" g ON g."portalId" = x."id"`,
      Prisma.sql`SELECT (SELECT MAX("appId"::text) FROM "Grant" g WHERE g."id" = p."currentGrantId") AS "appId" FROM "Portal" p WHERE p."currentGrantId" IS NOT NULL`,
    ])
      expect(new Set((await read(sql)).map(({ appId }) => appId))).toEqual(new Set([mine.app.id]));
    await db.$transaction(async (tx) => {
      expect(await tx.portal.count({ where: { appId: theirs.app.id } })).toBe(0);
      const rows = await tx.$queryRaw<
        unknown[]
      >`SELECT 1 FROM "Portal" WHERE "id" = ${theirs.portalId}::uuid`;
      expect(rows).toEqual([]);
    });
  });

  it("fails where it cannot be held in it", async () => {
    const { db } = ctx;
    const wish = /reachPortal or reachApp first/;
    await expect(db.$executeRaw`UPDATE "Portal" SET "currency" = 'EUR'`).rejects.toThrow(wish);
    await expect(db.$queryRaw`SELECT 1 FROM "HubSpotApp" FOR SHARE`).rejects.toThrow(wish);
    await expect(db.$queryRaw`SELECT 1 FROM public."Portal"`).rejects.toThrow(/its schema/);
    await expect(db.$queryRawUnsafe(`SELECT 1`)).rejects.toThrow(/not held/);
    await expect(db.apiKey.findMany({ include: { uses: true } })).rejects.toThrow(/leads/);
    await expect(db.person.findMany({ include: { portalsOwned: true } })).rejects.toThrow(/leads/);
    await expect(db.person.count({ where: { notes: { some: {} } } })).rejects.toThrow(/leads/);
    await expect(
      db.connectAttempt.create({ data: { appId: theirs.app.id } as never }),
    ).rejects.toThrow("not_found");
  });

  it("fails however deep it asks past the limit", async () => {
    const { db } = ctx;
    const owned = { portalsOwned: { some: { portal: { appId: theirs.app.id } } } };
    const asked = [
      db.hubSpotApp.findMany({ include: { createdBy: { include: { grantsStarted: true } } } }),
      db.portalCare.findMany({ include: { owner: { select: { _count: true } } } }),
      db.portal.findMany({ where: { NOT: [{ care: { owner: owned } }] } }),
      db.person.findMany({ orderBy: { portalsOwned: { _count: "desc" } } }),
      db.session.findMany({ include: { person: { include: { attempts: true } } } }),
    ];
    for (const one of asked) await expect(one).rejects.toThrow(/leads out/);
    // What stays inside is asked as ever.
    const { appId } = await db.portal.findFirstOrThrow({ include: { app: true, grants: true } });
    expect(appId).toBe(mine.app.id);
  });

  it("writes nothing through another table, and no row that names one of another app", async () => {
    const { db } = ctx;
    const before = await rowsOf(theirs);
    const one = { where: { id: mine.portalId } };
    const through = [
      db.portal.update({ ...one, data: { app: { update: { name: "x" } } } }),
      db.portal.update({ ...one, data: { app: { connect: { id: theirs.app.id } } } }),
      db.person.update({
        where: { id: ctx.actor.id ?? "" },
        data: { notes: { create: { portalId: theirs.portalId, text: "x", authorName: "x" } } },
      }),
    ];
    for (const write of through) await expect(write).rejects.toThrow(/through another table/);
    const moved = db.portal.update({ ...one, data: { appId: theirs.app.id } });
    await expect(moved).rejects.toThrow("not_found");
    const set = db.portal.updateMany({ data: { appId: { set: theirs.app.id } } });
    await expect(set).rejects.toThrow("not_found");
    const note = { portalId: theirs.portalId, text: "x", authorName: "x" };
    const care = { portalId: theirs.portalId, tags: ["x"] };
    const named = [
      db.portalNote.create({ data: note }),
      db.portalNote.createMany({ data: [note] }),
      db.portalNote.updateMany({ data: { portalId: theirs.portalId } }),
      db.portalCare.upsert({ where: { portalId: theirs.portalId }, create: care, update: care }),
    ];
    for (const write of named) await expect(write).rejects.toThrow(/reachPortal or reachApp first/);
    expect(await rowsOf(theirs)).toBe(before);
  });
});

it("a limit to no app shows nothing at all", async () => {
  const nobody = (await makePerson(world(), "admin", undefined, [])).ctx;
  expect((await getOverview(nobody)).apps).toBe(0);
  expect(plain(await listPortals(nobody, ANY))).not.toContain("customer.example");
  const other = await makePortal(world(), { owner: { ctx: owner } as never, app: mine.app });
  await expectRefused(getPortal(nobody, other.portal.id), "not_found");
});
