import { beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { listPortals, type ListedPortal } from "@/lib/portals/look-up/list";
import { parseListPlace } from "@/lib/portals/look-up/list-place";
import { parsePortalListQuery, PORTAL_SORTS } from "@/lib/portals/look-up/list-query";
import { findNeighbours } from "@/lib/portals/look-up/neighbours";
import { PORTAL_STATUSES } from "@/lib/portals/status";
import { anyText } from "../support/arbitraries";
import { makeApp, makePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const PORTALS = 24;

beforeAll(async () => {
  const owner = await makePerson(world(), "owner");
  const apps = [
    await makeApp(world(), owner.ctx, { name: "Zeta" }),
    await makeApp(world(), owner.ctx, { name: "alpha" }),
  ];
  for (let n = 0; n < PORTALS; n += 1) {
    const status = PORTAL_STATUSES[n % PORTAL_STATUSES.length];
    await world().db.portal.create({
      data: {
        appId: apps[n % 2]?.id ?? "",
        hubId: BigInt(1_000 + Math.floor(n / 2)),
        // Equal and missing values in the sorted columns: only the id tells such portals apart.
        hubDomain: n % 5 === 0 ? null : `domain-${n % 4}.example`,
        status: status ?? "connected",
        nextRefreshAt: n % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 1 + (n % 4))),
        lastRefreshAt: n % 3 === 1 ? null : new Date(Date.UTC(2026, 0, 1 + (n % 5), 0, 0, 0, n)),
      },
    });
  }
});

const queryOf = (parameters: Record<string, string>) =>
  parsePortalListQuery({ limit: "100", ...parameters });

async function listed(parameters: Record<string, string>): Promise<ListedPortal[]> {
  return (await listPortals(world().context(), queryOf(parameters))).items;
}

/** Few portals are found and sorted, many are walked along an index. */
const WAYS = [
  ["sorted", undefined],
  ["walked", 0],
] as const;

describe.each(WAYS)("the portals beside one in a list, %s", (_way, sorted) => {
  const cases = PORTAL_SORTS.flatMap((sort) =>
    (["asc", "desc"] as const).map((order) => [sort, order] as const),
  );

  it.each(cases)("by %s %s are the rows before and after it", async (sort, order) => {
    const query = queryOf({ sort, order });
    const all = await listed({ sort, order });
    expect(all).toHaveLength(PORTALS);
    for (const [n, { id, at }] of all.entries()) {
      // Where it stood, or by where it stands.
      const place = [at, "", "no place"][n % 3] ?? "";
      const found = await findNeighbours(world().context(), id, { query, at: place }, sorted);
      expect(found.previous?.id).toBe(all[n - 1]?.id);
      expect(found.next?.id).toBe(all[n + 1]?.id);
      // From there it goes on: the place of a neighbour is that of its row.
      expect(found.next?.at).toBe(all[n + 1]?.at);
    }
  });

  it("are those of the filtered list", async () => {
    const parameters = { status: "degraded,connected", q: "domain", sort: "hub_id" };
    const all = await listed(parameters);
    expect(all.length).toBeGreaterThan(2);
    const query = queryOf(parameters);
    for (const [n, { id, at }] of all.entries()) {
      const found = await findNeighbours(world().context(), id, { query, at }, sorted);
      expect([found.previous?.id, found.next?.id]).toEqual([all[n - 1]?.id, all[n + 1]?.id]);
    }
  });

  it("stay the same when the portal moves in the list, or out of it", async () => {
    const query = queryOf({ status: "needs_reconnect" });
    const [first, here, third] = await listed({ status: "needs_reconnect" });
    if (!here) throw new Error("too few portals");
    const before = await world().db.portal.findUniqueOrThrow({ where: { id: here.id } });
    const ctx = world().context();
    for (const change of [
      { nextRefreshAt: new Date((before.nextRefreshAt?.getTime() ?? 0) + 1) },
      { nextRefreshAt: new Date(Date.UTC(2027, 0, 1)) },
      { nextRefreshAt: new Date(0) },
      { status: "connected" as const },
    ]) {
      await world().db.portal.update({ where: { id: here.id }, data: change });
      const found = await findNeighbours(ctx, here.id, { query, at: here.at }, sorted);
      expect([found.previous?.id, found.next?.id]).toEqual([first?.id, third?.id]);
    }
    const { status, nextRefreshAt } = before;
    await world().db.portal.update({ where: { id: here.id }, data: { status, nextRefreshAt } });
  });
});

it("no address breaks them, and a portal that is gone has none", async () => {
  const ctx = world().context();
  const [portal] = await listed({});
  const some = fc.option(fc.oneof(anyText, fc.array(anyText, { maxLength: 2 })), {
    nil: undefined,
  });
  const near = fc.constantFrom("sort=app&at=", "cursor=x", "limit=25&sort=hub_id", "q=%00");
  await fc.assert(
    fc.asyncProperty(fc.oneof(some, near), some, async (from, at) => {
      const place = parseListPlace({ from, at });
      if (place) await findNeighbours(ctx, portal?.id ?? "", place);
    }),
    { numRuns: 60 },
  );
  const gone = "01900000-0000-7000-8000-000000000000";
  expect(await findNeighbours(ctx, gone, { query: queryOf({}), at: "" })).toEqual({
    previous: null,
    next: null,
  });
});
