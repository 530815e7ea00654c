import { beforeAll, describe, expect, it } from "vitest";
import { listPortalReaders } from "@/lib/api-keys/queries";
import { exportActivity } from "@/lib/audit/export";
import { countActivity, listActivity, parseActivityQuery } from "@/lib/audit/query";
import { getBulk, listRunningBulk } from "@/lib/bulk/get";
import type { Context } from "@/lib/context";
import { countFigures, getFigures } from "@/lib/figures/figures";
import { countPortalDays } from "@/lib/figures/portal-days";
import { findAnything } from "@/lib/find/find-anything";
import { getJournal } from "@/lib/hubspot-apps/journal/journal-view";
import { getApp, listApps } from "@/lib/hubspot-apps/queries";
import { getRenewal } from "@/lib/hubspot-apps/renewal/renewal-view";
import { getScopeDrift } from "@/lib/hubspot-apps/scopes/scope-drift";
import { getSecretRollout } from "@/lib/hubspot-apps/secret/secret-rollout";
import { getWaysIn } from "@/lib/hubspot-apps/ways-in/ways-in";
import { getImport, listImports } from "@/lib/imports/queries";
import { readCursor } from "@/lib/live/changes";
import { addNote } from "@/lib/portals/care/notes";
import { getCare, listOpenRequests, listOwners, listTags } from "@/lib/portals/care/queries";
import { getAttempt, listUnfinishedAttempts } from "@/lib/portals/connect/attempts";
import { listConnectApps } from "@/lib/portals/connect/connect-options";
import { listTokenSharers } from "@/lib/portals/end/shared-tokens";
import { exportPortals } from "@/lib/portals/look-up/export-list";
import { getPortal } from "@/lib/portals/look-up/get";
import { parsePortalListSearch } from "@/lib/portals/look-up/list-query";
import { findOnlyPortalByHubId, listPortals } from "@/lib/portals/look-up/list";
import { findNeighbours } from "@/lib/portals/look-up/neighbours";
import { countByStatus, countTrouble, getOverview } from "@/lib/portals/look-up/overview";
import { getTimeline } from "@/lib/portals/look-up/timeline";
import { appUse, portalUse } from "@/lib/use-it/use-it-view";
import { expectRefused } from "../support/checks";
import { useWorld } from "../support/world";
import { makePerson } from "../support/makers";
import { makeTwoApps, plain, type Side } from "../support/two-apps";

const world = useWorld();
let [mine, theirs] = [] as unknown as [Side, Side];
let owner: Context;
let ctx: Context;

beforeAll(async () => {
  ({ mine, theirs, owner, limited: ctx } = await makeTwoApps(world()));
});

const ANY = parsePortalListSearch("");
const LOG = parseActivityQuery({});
async function textOf(chunks: AsyncIterable<string> | ReadableStream<Uint8Array> | string) {
  if (typeof chunks === "string") return chunks;
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of chunks as AsyncIterable<string | Uint8Array>)
    text += typeof chunk === "string" ? chunk : decoder.decode(chunk);
  return text;
}

/** What pages read without naming anything. */
const LISTS: [string, (by: Context) => Promise<unknown>][] = [
  ["the list", (by) => listPortals(by, ANY)],
  ["the list by app", (by) => listPortals(by, { ...ANY, sort: "app" })],
  ["a search", (by) => listPortals(by, { ...ANY, q: "customer.example" })],
  ["a Hub ID", (by) => listPortals(by, { ...ANY, q: "70000" })],
  [
    "a filter by scopes",
    (by) => listPortals(by, parsePortalListSearch("is=needs_attention&is=scopes_behind")),
  ],
  ["the export", async (by) => textOf(await exportPortals(by, ANY, "csv"))],
  ["the overview", getOverview],
  ["apps", listApps],
  ["apps to connect", listConnectApps],
  ["attempts", listUnfinishedAttempts],
  ["imports", listImports],
  ["bulk jobs", listRunningBulk],
  ["tags", listTags],
  ["owners of portals", listOwners],
  ["requests", listOpenRequests],
  ["the activity log", (by) => listActivity(by, LOG, 500)],
  ["its export", async (by) => textOf(await exportActivity(by, LOG))],
  ["found by domain", (by) => findAnything(by, "customer.example")],
  ["found by app", (by) => findAnything(by, "Sync")],
  ["figures", countFigures],
];

describe("what somebody reads who is limited to an app", () => {
  it.each(LISTS)("%s holds their app's alone", async (_name, read) => {
    const [ours, all] = [plain(await read(ctx)), plain(await read(owner))];
    for (const mark of theirs.marks) expect(ours).not.toContain(mark);
    // What nobody sees proves nothing.
    const told = (text: string, side: Side) => side.marks.some((mark) => text.includes(mark));
    if (told(all, mine) && told(all, theirs)) expect(told(ours, mine)).toBe(true);
  });

  it("counts and figures count their app's alone", async () => {
    expect((await countByStatus(ctx)).connected).toBe(1);
    expect((await countByStatus(owner)).connected).toBe(2);
    expect(await countTrouble(ctx)).toBe(0);
    expect(await countActivity(ctx, LOG)).toBeLessThan(await countActivity(owner, LOG));
    const gained = async (by: Context) =>
      (await countFigures(by)).connections.reduce((sum, day) => sum + day.gained, 0);
    expect([await gained(ctx), await gained(owner)]).toEqual([1, 2]);
    const expiring = async (by: Context) =>
      Object.values((await getFigures(by)).expiry).reduce((sum, count) => sum + count, 0);
    expect([await expiring(ctx), await expiring(owner)]).toEqual([1, 2]);
  });

  it("no line of the log is about people, keys or settings", async () => {
    const { items } = await listActivity(ctx, LOG, 500);
    expect(items.length).toBeGreaterThan(3);
    for (const { action } of items) expect(action).toMatch(/^(app|portal|import|token)\./);
  });

  it("the next portal of the list is one of theirs, or none", async () => {
    const place = { query: ANY, at: "" };
    const { next, previous } = await findNeighbours(ctx, mine.portalId, place);
    expect([next, previous]).toEqual([null, null]);
    const all = await findNeighbours(owner, mine.portalId, place);
    expect(all.next ?? all.previous).not.toBeNull();
  });

  it("an open page does not hear of what is not theirs", async () => {
    const before = await readCursor(ctx);
    await addNote(owner, { portalId: theirs.portalId, text: "walnut again" });
    expect(await readCursor(ctx)).toBe(before);
    await addNote(owner, { portalId: mine.portalId, text: "mineral again" });
    expect(await readCursor(ctx)).not.toBe(before);
  });
});

/** What pages read of one thing. */
const ONES: [string, (by: Context, side: Side) => Promise<unknown>][] = [
  ["a portal", (by, { portalId }) => getPortal(by, portalId)],
  ["how to use a portal", (by, { portalId }) => portalUse(by, portalId)],
  ["an app", (by, { app }) => getApp(by, app.slug)],
  ["its journal", (by, { app }) => getJournal(by, app.id)],
  ["its ways in", (by, { app }) => getWaysIn(by, app.slug)],
  ["an attempt", (by, { attemptId }) => getAttempt(by, attemptId)],
  ["an import", (by, { importId }) => getImport(by, importId)],
  ["a bulk job", (by, { bulkId }) => getBulk(by, bulkId)],
];

it.each(ONES)("%s of another app is as if it were not there", async (_name, read) => {
  await expectRefused(read(ctx, theirs), "not_found");
  expect(plain(await read(owner, theirs))).not.toBe("");
  const ours = plain(await read(ctx, mine));
  expect(ours).not.toBe("");
  for (const mark of theirs.marks) expect(ours).not.toContain(mark);
});

/** What pages read besides: of another app there is nothing in it. */
it("parts of a page of another app are empty", async () => {
  const { portalId, app, hubId } = theirs;
  const told = await Promise.all([
    getCare(ctx, portalId, true),
    getTimeline(ctx, portalId, undefined, 50),
    listPortalReaders(ctx, portalId),
    listTokenSharers(ctx, portalId),
    countPortalDays(ctx, portalId),
    appUse(ctx, app.id),
    getSecretRollout(ctx, app.id).catch(() => null),
    getScopeDrift(ctx, app.slug).catch(() => null),
    getRenewal(ctx, app.id).catch(() => null),
    findOnlyPortalByHubId(ctx, String(hubId)),
    findAnything(ctx, String(hubId)),
    findAnything(ctx, app.clientId),
    listActivity(ctx, parseActivityQuery({ portal: portalId }), 500),
    listActivity(ctx, parseActivityQuery({ portal: String(hubId) }), 500),
  ]);
  for (const mark of theirs.marks.filter((one) => one !== portalId))
    expect(plain(told)).not.toContain(mark);
});

/** So many that lists are searched and counted another way. */
const MANY = 25_000;

it("nor does a large installation tell more", async () => {
  const { db } = world();
  const quietly = db.$queryRaw`SELECT set_config('portico.no_events', 'on', true)`;
  const many = db.$executeRaw`
    INSERT INTO "Portal" ("id", "appId", "hubId", "hubDomain", "status", "updatedAt")
    SELECT gen_random_uuid(), ${theirs.app.id}::uuid, 90000000::bigint + n, 'walnut-' || n || '.customer.example',
      'connected', now() FROM generate_series(1, ${MANY}::int) n`;
  await db.$transaction([quietly, many]);
  await db.$executeRaw`ANALYZE "Portal"`;
  // Somebody of whom nothing is remembered from when there were few.
  const apps = [mine.app.id, "00000000-0000-4000-8000-000000000000"];
  const { ctx: fresh } = await makePerson(world(), "admin", undefined, apps);
  for (const [name, read] of LISTS) {
    const ours = plain(await read(fresh));
    for (const mark of theirs.marks) expect(ours, name).not.toContain(mark);
  }
  const search = { ...ANY, q: "customer.example" };
  expect((await listPortals(fresh, search)).total).toBe(1);
  expect((await listPortals(owner, search)).total).toBeGreaterThan(1);
  expect((await countByStatus(fresh)).connected).toBe(1);
}, 60_000);
