import { beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { findOnlyPortalByHubId, listPortals } from "@/lib/portals/look-up/list";
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
) => listPortals(world().context(), { ...parsePortalListQuery(parameters), ...more });

describe("paging", () => {
  const cases = PORTAL_SORTS.flatMap((sort) =>
    (["asc", "desc"] as const).map((order) => [sort, order] as const),
  );

  it.each(cases)("by %s %s: forward and back, no row lost or repeated", async (sort, order) => {
    const limit = 7;
    const whole = (await list({ sort, order, limit: "100" })).items.map(({ id }) => id);
    expect(new Set(whole).size).toBe(PORTALS);
    const pages = [await list({ sort, order }, { limit })];
    expect(pages[0]?.previousCursor).toBeNull();
    for (let page = pages[0]; page?.nextCursor; page = pages.at(-1)) {
      pages.push(await list({ sort, order, cursor: page.nextCursor }, { limit }));
    }
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(whole);
    expect(pages).toHaveLength(Math.ceil(PORTALS / limit));
    const back = [pages.at(-1)];
    for (let page = back[0]; page?.previousCursor; page = back[0]) {
      back.unshift(await list({ sort, order, cursor: page.previousCursor }, { limit }));
    }
    expect(back.map((page) => page?.items.map(({ id }) => id))).toEqual(
      pages.map((page) => page.items.map(({ id }) => id)),
    );
    for (const page of pages) expect(page).toMatchObject({ total: PORTALS, isTotalCapped: false });
  });

  it("puts trouble first", async () => {
    const { items } = await list({ limit: "100" });
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

describe("filters", () => {
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
    const page = await list({ ...parameters, limit: "100" });
    expect(page.total).toBe(total);
    expect(page.items).toHaveLength(total);
  });

  it("an app, and an installer", async () => {
    const page = await list({ app: slugs[0], q: "user_1@corp", limit: "100" });
    expect(page.total).toBeGreaterThan(0);
    for (const item of page.items) {
      expect(item).toMatchObject({ appSlug: slugs[0], installerEmail: "User_1@Corp%.example" });
    }
  });
});

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
