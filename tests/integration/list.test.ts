import { beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import {
  findOnlyPortalByHubId,
  listPortals,
  type PortalListItem,
} from "@/lib/portals/look-up/list";
import { STATUS_RANKS } from "@/lib/portals/look-up/list-filters";
import { conditionsFor } from "@/lib/portals/look-up/search-text";
import {
  PORTAL_SORTS,
  parsePortalListQuery,
  type PortalListQuery,
} from "@/lib/portals/look-up/list-query";
import { encodeCursor } from "@/lib/portals/look-up/cursor";
import { makeApp, makePerson } from "../support/makers";
import { useWorld } from "../support/world";
import { anyText } from "../support/arbitraries";

const world = useWorld();
const PORTALS = 60;
const STATUSES = [
  "connected",
  "degraded",
  "needs_reconnect",
  "revoked",
  "uninstalled",
  "app_error",
] as const;
const slugs: string[] = [];

beforeAll(async () => {
  const owner = await makePerson(world(), "owner");
  const apps = [
    await makeApp(world(), owner.ctx, { name: "Zeta" }),
    await makeApp(world(), owner.ctx, { name: "alpha" }),
  ];
  slugs.push(...apps.map(({ slug }) => slug));
  for (let n = 0; n < PORTALS; n += 1) {
    const app = apps[n % 2];
    const status = STATUSES[n % STATUSES.length];
    if (!app || !status) throw new Error("no app");
    const portal = await world().db.portal.create({
      data: {
        appId: app.id,
        hubId: BigInt(1_000 + Math.floor(n / 2) * 7),
        // Equal and missing values in every sorted column: only the id tells such rows apart.
        hubDomain: n % 5 === 0 ? null : `domain-${n % 4}.example`,
        status,
        revokeRequestedAt: n === 8 ? new Date() : null,
        lastRefreshAt: n % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 1 + (n % 7), 0, 0, 0, n)),
      },
    });
    if (n % 6 === 5) continue;
    const grant = await world().db.grant.create({
      data: {
        portalId: portal.id,
        appId: app.id,
        installerEmail: n % 4 === 0 ? null : `User_${n % 9}@Corp%.example`,
        accessTokenSealed: "sealed",
        accessTokenExpiresAt: n % 4 === 1 ? null : new Date(Date.UTC(2026, 0, 1, n % 11)),
      },
    });
    await world().db.portal.update({
      where: { id: portal.id },
      data: { currentGrantId: grant.id },
    });
  }
});

const list = (
  parameters: Record<string, string | string[] | undefined>,
  more: Partial<PortalListQuery> = {},
  sorted?: number,
) => {
  const query = { ...parsePortalListQuery(parameters), ...more };
  return listPortals(world().context(), query, undefined, sorted);
};

/** Few portals are found and sorted, many are walked along an index. */
const WAYS = [
  ["sorted", undefined],
  ["walked", 0],
] as const;

describe.each(WAYS)("paging, %s", (_way, sorted) => {
  const cases = PORTAL_SORTS.flatMap((sort) =>
    (["asc", "desc"] as const).map((order) => [sort, order] as const),
  );

  it.each(cases)("by %s %s: forward and back, no row lost or repeated", async (sort, order) => {
    const limit = 7;
    const whole = (await list({ sort, order, limit: "100" }, {}, sorted)).items.map(({ id }) => id);
    expect(new Set(whole).size).toBe(PORTALS);
    const pages = [await list({ sort, order }, { limit }, sorted)];
    expect(pages[0]?.previousCursor).toBeNull();
    for (let page = pages[0]; page?.nextCursor; page = pages.at(-1)) {
      pages.push(await list({ sort, order, cursor: page.nextCursor }, { limit }, sorted));
    }
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(whole);
    expect(pages).toHaveLength(Math.ceil(PORTALS / limit));
    const back = [pages.at(-1)];
    for (let page = back[0]; page?.previousCursor; page = back[0]) {
      back.unshift(await list({ sort, order, cursor: page.previousCursor }, { limit }, sorted));
    }
    expect(back.map((page) => page?.items.map(({ id }) => id))).toEqual(
      pages.map((page) => page.items.map(({ id }) => id)),
    );
    for (const page of pages) expect(page).toMatchObject({ total: PORTALS, isTotalCapped: false });
  });

  it("puts trouble first", async () => {
    const { items } = await list({ limit: "100" }, {}, sorted);
    expect(items[0]?.isRevocationPending).toBe(true);
    const ranks = [
      "needs_reconnect",
      "app_error",
      "degraded",
      "connected",
      "uninstalled",
      "revoked",
    ];
    const seen = items.slice(1).map(({ status }) => ranks.indexOf(status));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

describe.each(WAYS)("filters, %s", (_way, sorted) => {
  it.each([
    ["one status", { status: "degraded" }, 10],
    ["several statuses", { status: ["degraded", "revoked"] }, 20],
    ["statuses in one parameter", { status: "degraded,revoked" }, 20],
    ["part of a domain, any case", { q: "DOMAIN-1" }, 12],
    ["the start of a Hub ID", { q: "1007" }, 2],
    ["nothing that exists", { q: "no such thing" }, 0],
    ["a percent sign means itself", { q: "%" }, 35],
    ["an underscore means itself", { q: "domain_1" }, 0],
    ["a backslash", { q: "\\" }, 0],
    ["an unknown app", { app: "nothing" }, 0],
  ])("%s", async (_name, parameters, total) => {
    const page = await list({ ...parameters, limit: "100" }, {}, sorted);
    expect(page.total).toBe(total);
    expect(page.items).toHaveLength(total);
  });

  it("an app, and an installer", async () => {
    const page = await list({ app: slugs[0], q: "user_1@corp", limit: "100" }, {}, sorted);
    expect(page.total).toBeGreaterThan(0);
    for (const item of page.items) {
      expect(item).toMatchObject({ appSlug: slugs[0], installerEmail: "User_1@Corp%.example" });
    }
  });
});

describe("every way to ask, both ways to answer", () => {
  it("gives the same portals, counted alike", async () => {
    const query = fc.record({
      sort: fc.constantFrom(...PORTAL_SORTS),
      order: fc.constantFrom("asc", "desc"),
      status: fc.subarray([...STATUSES]),
      app: fc.constantFrom("", ...slugs),
      q: fc.constantFrom("", "1", "10", "1007", "domain-1", "user_2@corp", ".example"),
    });
    const all = (await list({ limit: "100" })).items;
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const [one, other] = [
          await list({ ...asked, limit: "100" }),
          await list({ ...asked, limit: "100" }, {}, 0),
        ];
        expect(other).toEqual(one);
        const fits = all.filter((item) => isAsked(item, asked));
        expect(new Set(one.items.map(({ id }) => id))).toEqual(new Set(fits.map(({ id }) => id)));
        expect(one.total).toBe(fits.length);
      }),
      { numRuns: 60 },
    );
  });

  it("ranks each status as the database does", async () => {
    const portals = await world().db.portal.findMany({ where: { revokeRequestedAt: null } });
    for (const { status, statusRank } of portals) expect(statusRank).toBe(STATUS_RANKS[status]);
    await expect(
      world().db.portal.count({ where: { revokeRequestedAt: { not: null }, statusRank: 0 } }),
    ).resolves.toBe(1);
  });

  it("finds the same by the rare part of a text as by all of it", async () => {
    const { db } = world();
    const texts = await db.$queryRaw<{ text: string }[]>`
      SELECT LOWER(COALESCE("hubDomain", '') || E'\n' || COALESCE("installerEmail", '')) AS "text" FROM "Portal"`;
    const sample = texts.map(({ text }) => text);
    for (const q of ["domain-1.example", "USER_3@corp%", "_8@corp%.ex", "%.example\\", "user_33"]) {
      const { lookedUp } = conditionsFor(q, sample);
      const found = await db.$queryRaw<
        { id: string }[]
      >`SELECT "id" FROM "Portal" p WHERE ${lookedUp}`;
      expect(found, q).toHaveLength(sample.filter((one) => one.includes(q.toLowerCase())).length);
    }
  });
});

function isAsked(
  item: PortalListItem,
  { status, app, q }: { status: string[]; app: string; q: string },
): boolean {
  const text = `${item.hubDomain ?? ""}\n${item.installerEmail ?? ""}`.toLowerCase();
  return (
    (status.length === 0 || status.includes(item.status)) &&
    (app === "" || item.appSlug === app) &&
    (text.includes(q) || (/^\d+$/.test(q) && item.hubId.startsWith(q)))
  );
}

describe("links never become errors", () => {
  it.each(PORTAL_SORTS)("a cursor of any other sort, sorted by %s", async (sort) => {
    const keys = [
      "",
      "abc",
      "12",
      "-1e400",
      "NaN",
      "infinity",
      "2026-02-31 00:00:00+00",
      "\0",
      "9".repeat(400),
      "1.5.5",
    ];
    for (const key of keys) {
      for (const count of [0, 1, 2, 4]) {
        const cursor = encodeCursor({
          keys: Array.from({ length: count }, () => key),
          id: "00000000-0000-4000-8000-000000000000",
          direction: "next",
        });
        await expect(list({ sort, cursor }), key).resolves.toHaveProperty("items");
      }
    }
  });

  it("whatever stands in the parameters", async () => {
    const value = fc.oneof(anyText, fc.constantFrom("'", "\\", "%", "\0", "\ud800", "1", "asc"));
    const parameters = fc.record({
      q: value,
      status: value,
      app: value,
      sort: value,
      order: value,
      limit: value,
      cursor: value,
    });
    await fc.assert(
      fc.asyncProperty(parameters, async (query) => {
        await list(query);
      }),
      { numRuns: 60 },
    );
  });
});

describe("an exact Hub ID", () => {
  it("leads to the portal when there is only one", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    const { id } = await world().db.portal.create({
      data: { appId: app.id, hubId: 62_515n, status: "connected" },
    });
    expect(await findOnlyPortalByHubId(world().context(), " 62515 ")).toBe(id);
    expect(await findOnlyPortalByHubId(world().context(), "1007")).toBeNull();
    for (const text of ["6251", "abc", "", "9".repeat(30), "-62515", "6e4"]) {
      expect(await findOnlyPortalByHubId(world().context(), text)).toBeNull();
    }
    await world().db.portal.delete({ where: { id } });
  });
});
