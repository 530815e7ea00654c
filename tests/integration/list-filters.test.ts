import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Prisma } from "@/lib/db/generated/client";
import { countTrouble } from "@/lib/portals/look-up/overview";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery, PORTAL_TRAITS } from "@/lib/portals/look-up/list-query";
import { PORTAL_STATUSES } from "@/lib/portals/status";
import { makeApp, makePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const PORTALS = 48;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 5, 15, 12);
const SCOPES = ["oauth", "crm.objects.contacts.read"];
const slugs: string[] = [];

const ago = (hours: number) => new Date(NOW - hours * HOUR);
const AGES = [0.5, 5, 30, 100, 500, 5_000];

const WITH_ALL = {
  app: true,
  currentGrant: true,
  grants: { where: { heldBackAt: { not: null } } },
} satisfies Prisma.PortalInclude;
type Known = Prisma.PortalGetPayload<{ include: typeof WITH_ALL }>;
let all: Known[] = [];

beforeAll(async () => {
  const owner = await makePerson(world(), "owner");
  for (const name of ["One", "Two", "Three"]) {
    const requiredScopes = name === "Three" ? ["oauth"] : SCOPES;
    const { slug } = await makeApp(world(), owner.ctx, { name, requiredScopes });
    slugs.push(slug);
  }
  const apps = await world().db.hubSpotApp.findMany({ where: { slug: { in: slugs } } });
  for (let n = 0; n < PORTALS; n += 1) await makeOne(apps[n % 3]?.id ?? "", n);
  all = await world().db.portal.findMany({ include: WITH_ALL });
});

async function makeOne(appId: string, n: number): Promise<void> {
  const portal = await world().db.portal.create({
    data: {
      appId,
      hubId: BigInt(3_000 + n),
      hubDomain: `customer-${n}.example`,
      status: PORTAL_STATUSES[n % PORTAL_STATUSES.length] ?? "connected",
      createdAt: ago(AGES[n % 5] ?? 0),
      lastRefreshAt: n % 7 === 0 ? null : ago(AGES[n % 4] ?? 0),
      lastReadAt: n % 3 === 0 ? null : ago(1),
      revokeRequestedAt: n % 11 === 10 ? ago(2) : null,
    },
  });
  if (n % 8 === 7) return;
  const grant = (heldBackAt: Date | null) =>
    world().db.grant.create({
      data: {
        portalId: portal.id,
        appId,
        grantedScopes: n % 2 === 0 ? SCOPES : ["oauth"],
        accessTokenSealed: n % 9 === 8 ? null : "sealed",
        accessTokenExpiresAt: new Date(NOW + ((n % 6) - 2) * 0.4 * HOUR),
        refreshTokenSealed: "sealed",
        heldBackAt,
      },
    });
  const { id } = await grant(null);
  await world().db.portal.update({ where: { id: portal.id }, data: { currentGrantId: id } });
  if (n % 10 === 3) await grant(ago(1));
}

const list = (parameters: Record<string, string | string[]>, sorted?: number) => {
  const ctx = { ...world().context(), now: () => new Date(NOW) };
  const query = parsePortalListQuery({ limit: "100", ...parameters }, "Europe/Berlin");
  return listPortals(ctx, query, undefined, sorted);
};

const isLive = ({ status }: Known) => ["connected", "degraded", "app_error"].includes(status);
/** The same in other words: what a person means by each. */
const TRAITS: Record<string, (portal: Known) => boolean> = {
  needs_attention: ({ status, revokeRequestedAt, grants }) =>
    status === "needs_reconnect" ||
    status === "app_error" ||
    revokeRequestedAt !== null ||
    grants.length > 0,
  scopes_behind: (portal) =>
    isLive(portal) &&
    portal.currentGrant !== null &&
    portal.app.requiredScopes.some((scope) => !portal.currentGrant?.grantedScopes.includes(scope)),
  never_read: ({ lastReadAt }) => lastReadAt === null,
};
const within = (at: Date | null | undefined, fromMs: number, toMs: number) =>
  at !== null && at !== undefined && at.getTime() >= NOW + fromMs && at.getTime() <= NOW + toMs;
const expiryOf = ({ currentGrant }: Known) =>
  currentGrant?.accessTokenSealed ? currentGrant.accessTokenExpiresAt : null;
const RANGES: Record<string, [Record<string, string>, (portal: Known) => boolean]> = {
  any: [{}, () => true],
  connectedDay: [{ connected: "24h" }, ({ createdAt }) => within(createdAt, -24 * HOUR, 0)],
  // As clocks in Berlin show them, two hours ahead in June.
  connectedCustom: [
    { connected: "custom", connected_from: "2026-06-14T00:00", connected_to: "2026-06-15T10:00Z" },
    ({ createdAt }) => within(createdAt, -38 * HOUR, -2 * HOUR),
  ],
  refreshedHour: [{ refreshed: "1h" }, ({ lastRefreshAt }) => within(lastRefreshAt, -HOUR, 0)],
  refreshedLongAgo: [
    { refreshed_to: "2026-06-14T12:00Z" },
    ({ lastRefreshAt }) => within(lastRefreshAt, -1e12, -24 * HOUR),
  ],
  expired: [{ expires: "past" }, (portal) => within(expiryOf(portal), -1e12, 0)],
  expiresSoon: [{ expires: "1h" }, (portal) => within(expiryOf(portal), 0, HOUR)],
};

describe("every filter, both ways to answer", () => {
  it("gives exactly the portals that a person means, counted alike", async () => {
    const asked = fc.record({
      status: fc.subarray([...PORTAL_STATUSES]),
      app: fc.subarray(slugs),
      is: fc.subarray([...PORTAL_TRAITS]),
      range: fc.constantFrom(...Object.keys(RANGES)),
      q: fc.constantFrom("", "", "30", "customer-1"),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ range, ...rest }) => {
        const [parameters, isIn] = RANGES[range] ?? [{}, () => true];
        const [one, other] = [
          await list({ ...rest, ...parameters }),
          await list({ ...rest, ...parameters }, 0),
        ];
        expect(other).toEqual(one);
        const fits = all.filter(
          (portal) =>
            (rest.status.length === 0 || rest.status.includes(portal.status)) &&
            (rest.app.length === 0 || rest.app.includes(portal.app.slug)) &&
            rest.is.every((trait) => TRAITS[trait]?.(portal)) &&
            isIn(portal) &&
            ((portal.hubDomain ?? "").includes(rest.q) || `${portal.hubId}`.startsWith(rest.q)),
        );
        expect(one.items.map(({ id }) => id).sort()).toEqual(fits.map(({ id }) => id).sort());
        expect(one.total).toBe(fits.length);
      }),
      { numRuns: 120 },
    );
  });

  it.each([...PORTAL_TRAITS])("%s is true of some and not of all", async (trait) => {
    const { total } = await list({ is: trait });
    expect(total).toBeGreaterThan(3);
    expect(total).toBeLessThan(PORTALS - 3);
  });

  it.each(Object.keys(RANGES).filter((name) => name !== "any"))("%s has some", async (name) => {
    const { total } = await list(RANGES[name]?.[0] ?? {});
    expect(total).toBeGreaterThan(3);
    expect(total).toBeLessThan(PORTALS - 3);
  });

  it("finds as many that need attention as the overview counts", async () => {
    expect((await list({ is: "needs_attention" })).total).toBe(
      await countTrouble(world().context()),
    );
  });
});

describe("an app whose customers granted hundreds of different sets of scopes", () => {
  it("still finds exactly those that lack one", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx, { name: "Many sets", requiredScopes: SCOPES });
    const made = Array.from({ length: 332 }, (_, n) => ({
      portalId: randomUUID(),
      grantId: randomUUID(),
      grantedScopes: n % 11 === 0 ? [...SCOPES, `extra.${n}`] : ["oauth", `extra.${n}`],
    }));
    await world().db.portal.createMany({
      data: made.map(({ portalId }, n) => ({
        ...{ id: portalId, appId: app.id, hubId: 90_000 + n, status: "connected" as const },
      })),
    });
    await world().db.grant.createMany({
      data: made.map(({ portalId, grantId, grantedScopes }) => ({
        ...{ id: grantId, portalId, appId: app.id, grantedScopes },
      })),
    });
    await world().db.$executeRaw`UPDATE "Portal" p SET "currentGrantId" = g."id" FROM "Grant" g
      WHERE g."portalId" = p."id" AND p."appId" = ${app.id}::uuid`;
    expect((await list({ is: "scopes_behind", app: app.slug })).total).toBe(301);
    await world().db.grant.updateMany({
      where: { id: made.at(-1)?.grantId },
      data: { grantedScopes: SCOPES },
    });
    // One set less: now they are few enough to be named.
    expect((await list({ is: "scopes_behind", app: app.slug })).total).toBe(300);
  });
});
