import { describe, expect, it } from "vitest";
import { recordAlone } from "@/lib/audit/record";
import { countFigures, DAYS, HOURS } from "@/lib/figures/figures";
import { makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const MINUTE_MS = 60_000;

describe("the figures of the overview", () => {
  it("are all there, and nought, before anything is connected", async () => {
    const figures = await countFigures(world().context());
    expect(figures.connections).toHaveLength(DAYS);
    expect(figures.refreshes).toHaveLength(HOURS);
    expect(figures.connections.every(({ gained, lost }) => gained + lost === 0)).toBe(true);
    expect(Object.values(figures.expiry)).toEqual([0, 0, 0, 0, 0]);
    expect(figures.caps).toEqual([]);
  });

  it("count a portal once a day, failures one by one, tokens by what is left of them", async () => {
    const { portal, app } = await makePortal(world());
    const ctx = world().context();
    const now = ctx.now();
    await world().db.hubSpotApp.update({ where: { id: app.id }, data: { installCap: 10 } });
    await world().db.portal.update({
      where: { id: portal.id },
      data: {
        lastRefreshAt: now,
        currentGrant: {
          update: { accessTokenExpiresAt: new Date(now.getTime() + 4 * MINUTE_MS) },
        },
      },
    });
    for (const action of ["portal.reconnected", "portal.grant_lost", "portal.revoked"] as const)
      await recordAlone(ctx, { action, portalId: portal.id });
    for (let tries = 0; tries < 3; tries += 1)
      await recordAlone(ctx, {
        action: "portal.refresh_failed",
        outcome: "failed",
        portalId: portal.id,
      });
    const { connections, refreshes, expiry, caps } = await countFigures(ctx);
    const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
    expect(sum(connections.map(({ gained }) => gained))).toBe(1);
    expect(sum(connections.map(({ lost }) => lost))).toBe(1);
    expect(sum(refreshes.map(({ failed }) => failed))).toBe(3);
    expect(sum(refreshes.map(({ renewed }) => renewed))).toBe(1);
    expect(expiry).toMatchObject({ past: 0, "5": 1 });
    expect(caps).toEqual([{ slug: app.slug, name: app.name, cap: 10, installed: 1 }]);
  });
});
