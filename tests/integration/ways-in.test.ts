import { beforeEach, describe, expect, it } from "vitest";
import { setInstallLink, setInstallLinkInput } from "@/lib/hubspot-apps/ways-in/set-install-link";
import { setMarketplace } from "@/lib/hubspot-apps/ways-in/set-marketplace";
import { getWaysIn } from "@/lib/hubspot-apps/ways-in/ways-in";
import { eventsOf, expectRefused } from "../support/checks";
import { makeApp, makePerson } from "../support/makers";
import { setApp } from "../support/strangers";
import { ORIGIN, useWorld } from "../support/world";

const world = useWorld();
const ELSEWHERE = "https://elsewhere.example/callback";

let owner: Awaited<ReturnType<typeof makePerson>>;
let app: Awaited<ReturnType<typeof makeApp>>;

beforeEach(async () => {
  await world().db.hubSpotApp.updateMany({ data: { marketplaceEnabled: false } });
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
});

const landing = "https://www.example.com/welcome";

describe("the install link", () => {
  it("is off at first, is switched with its landing URL, and leaves a line", async () => {
    expect((await getWaysIn(owner.ctx, app.slug)).installLink).toEqual({
      isOn: false,
      url: `${ORIGIN}/install/${app.slug}`,
      landingUrl: null,
    });
    const on = { appId: app.id, installLinkEnabled: "on", installLandingUrl: landing } as const;
    await setInstallLink(owner.ctx, on);
    await setInstallLink(owner.ctx, on);
    const { installLink } = await getWaysIn(owner.ctx, app.slug);
    expect(installLink).toMatchObject({ isOn: true, landingUrl: landing });
    await setInstallLink(owner.ctx, { appId: app.id, installLandingUrl: "" });
    const events = await eventsOf(world(), "app.updated", { appId: app.id });
    expect(events.map(({ changes }) => changes)).toEqual([
      { installLinkEnabled: [true, false], installLandingUrl: [landing, null] },
      { installLinkEnabled: [false, true], installLandingUrl: [null, landing] },
    ]);
  });

  it("takes no landing URL that a customer must not be sent to", () => {
    const read = (installLandingUrl: string) =>
      setInstallLinkInput.safeParse({ appId: app.id, installLandingUrl }).success;
    expect(read(landing)).toBe(true);
    expect(read("javascript:alert(1)")).toBe(false);
    expect(read("http://www.example.com/")).toBe(false);
  });
});

describe("Marketplace installs", () => {
  const on = (appId: string) => ({ appId, marketplaceEnabled: "on" }) as const;

  it("are taken by one app per redirect URI, and that one is named", async () => {
    const other = await makeApp(world(), owner.ctx, { name: "The other app" });
    await setMarketplace(owner.ctx, on(other.id));
    const error = await expectRefused(setMarketplace(owner.ctx, on(app.id)), "invalid_input");
    expect(JSON.stringify(error.details)).toContain("The other app");
    const { marketplace } = await getWaysIn(owner.ctx, app.slug);
    expect(marketplace).toEqual({ isOn: false, takenBy: { slug: other.slug, name: other.name } });
    await setMarketplace(owner.ctx, { appId: other.id });
    await setMarketplace(owner.ctx, on(app.id));
    expect((await getWaysIn(owner.ctx, app.slug)).marketplace.isOn).toBe(true);
  });

  it("are taken by one app also when two are switched on at once", async () => {
    const apps = [app, await makeApp(world(), owner.ctx), await makeApp(world(), owner.ctx)];
    const tries = await Promise.allSettled(apps.map(({ id }) => setMarketplace(owner.ctx, on(id))));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await world().db.hubSpotApp.count({ where: { marketplaceEnabled: true } })).toBe(1);
  });
});

describe("an app whose redirect URI lives elsewhere", () => {
  it("has neither way in", async () => {
    await setApp(world(), app, { redirectUri: ELSEWHERE });
    const link = { appId: app.id, installLinkEnabled: "on", installLandingUrl: "" } as const;
    await expectRefused(setInstallLink(owner.ctx, link), "invalid_input");
    const marketplace = { appId: app.id, marketplaceEnabled: "on" } as const;
    await expectRefused(setMarketplace(owner.ctx, marketplace), "invalid_input");
    expect((await getWaysIn(owner.ctx, app.slug)).redirectsHere).toBe(false);
  });
});
