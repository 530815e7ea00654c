import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { countPortals, exportPortals, type ExportFormat } from "@/lib/portals/look-up/export-list";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListSearch, type PortalListQuery } from "@/lib/portals/look-up/list-query";
import { eventsOf } from "../support/checks";
import { makeApp, makePerson, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
/** Two batches and a bit. */
const PORTALS = 2_300;
let owner: MadePerson;

beforeAll(async () => {
  owner = await makePerson(world(), "owner");
  const app = await makeApp(world(), owner.ctx, { name: "Export me" });
  await world().db.portal.createMany({
    data: Array.from({ length: PORTALS }, (_, n) => ({
      appId: app.id,
      hubId: 5_000 + n,
      hubDomain: n === 7 ? '=cmd|"calc"!A1' : n === 8 ? "a,b\nc.example" : `c-${n}.example`,
      status: n % 3 === 0 ? ("revoked" as const) : ("connected" as const),
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, n % 50)),
      revokeRequestedAt: n === 11 ? new Date() : null,
    })),
  });
});

async function exported(
  search: string,
  format: ExportFormat,
  meanwhile?: (ctx: Context) => Promise<unknown>,
) {
  const stream = await exportPortals(owner.ctx, parsePortalListSearch(search), format);
  await meanwhile?.(owner.ctx);
  return new Response(stream).text();
}

/** Hub IDs on all pages of the list. */
async function shown(query: PortalListQuery): Promise<number[]> {
  const hubIds: number[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await listPortals(owner.ctx, { ...query, limit: 1_000, cursor });
    hubIds.push(...page.items.map(({ hubId }) => Number(hubId)));
    cursor = page.nextCursor;
  }
  return hubIds;
}

describe("the export of a list", () => {
  it.each([
    "",
    "sort=app&order=desc",
    "status=revoked&sort=connected&order=desc&limit=25",
    "q=c-11&sort=portal",
    "is=needs_attention",
    "status=degraded",
  ])("holds what its pages show, in their order: %s", async (search) => {
    const query = parsePortalListSearch(search);
    const rows = JSON.parse(await exported(search, "json")) as { hub_id: number }[];
    const hubIds = rows.map(({ hub_id: hubId }) => hubId);
    expect(hubIds).toEqual(await shown(query));
    expect(await countPortals(owner.ctx, query)).toBe(hubIds.length);
    const csv = await exported(search, "csv");
    expect(csv.trimEnd().split("\r\n")).toHaveLength(hubIds.length + 1);
  });

  it("is safe to open in a spreadsheet, and says what the list says", async () => {
    const csv = await exported("q=500&sort=hub_id", "csv");
    const lines = csv.split("\r\n");
    expect(lines[0]).toBe(
      "hub_id,domain,app,app_name,status,pending,outcome_unknown,installer_email,connected_at,access_token_expires_at,last_refresh_at,last_read_at,portico_url",
    );
    expect(lines[1]).toMatch(
      /^5000,c-0\.example,export-me,Export me,revoked,,false,,2026-01-01T00:00:00Z,,,,http:\/\/localhost:3000\/portals\/[0-9a-f-]{36}$/,
    );
    expect(csv).toContain(`5007,"'=cmd|""calc""!A1",`);
    expect(csv).toContain('5008,"a,b\nc.example",');
    expect(await exported("q=5011", "csv")).toContain("connected,revocation,");
  });

  it("is recorded before the first row leaves: by whom, how many, of which view", async () => {
    await exportPortals(
      owner.ctx,
      parsePortalListSearch("status=revoked&sort=portal&cursor=x"),
      "csv",
    );
    const [event] = await eventsOf(world(), "portal.list_exported");
    expect(event).toMatchObject({
      actorId: owner.person.id,
      details: {
        portals: Math.ceil(PORTALS / 3),
        format: "csv",
        filters: { status: "revoked", sort: "portal" },
      },
    });
  });

  it("leaves out what is deleted while it runs, and stays readable", async () => {
    const json = await exported("sort=hub_id", "json", ({ db }) =>
      db.portal.deleteMany({ where: { hubId: { gte: 6_000, lt: 7_000 } } }),
    );
    const rows = JSON.parse(json) as { hub_id: number }[];
    expect(rows).toHaveLength(PORTALS - 1_000);
    expect(rows[1_000]?.hub_id).toBe(7_000);
  });
});
