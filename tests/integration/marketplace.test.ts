import { beforeEach, describe, expect, it } from "vitest";
import { getPortal } from "@/lib/portals/look-up/get";
import { getInstallResult } from "@/lib/portals/connect/install-result";
import { finishStranger, receiveMarketplace } from "@/lib/portals/connect/stranger-callback";
import { eventsOf, expectNoPlaintext, tokenCalls } from "../support/checks";
import { makeAccount, makeApp, makePerson, REDIRECT_URI } from "../support/makers";
import { makeStranger, setApp } from "../support/strangers";
import { useWorld } from "../support/world";

const world = useWorld();

let owner: Awaited<ReturnType<typeof makePerson>>;
let app: Awaited<ReturnType<typeof makeApp>>;
let stranger: ReturnType<typeof makeStranger>;
let returnUrl: string;

beforeEach(async () => {
  await world().db.hubSpotApp.updateMany({ data: { marketplaceEnabled: false } });
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
  await setApp(world(), app, { marketplaceEnabled: true });
  stranger = makeStranger(world());
  returnUrl = `${world().env.hubspotAppUrl}/marketplace/installed?app=1`;
});

/** The code of a consent that HubSpot itself asked for: no state and no challenge of ours. */
async function marketplaceConsent(state?: string) {
  const { hubId } = await makeAccount(world());
  const { redirectTo } = await world().control.authorize({
    clientId: app.clientId,
    hubId,
    redirectUri: REDIRECT_URI,
    scope: app.requiredScopes.join(" "),
    state,
  });
  const code = new URL(redirectTo).searchParams.get("code") ?? "";
  world().secrets.push(code);
  return { hubId, code };
}

const arrive = (arrival: Parameters<typeof receiveMarketplace>[1]) =>
  receiveMarketplace(stranger.ctx, arrival, () => Promise.resolve(stranger.browserToken));

describe("an install begun in HubSpot's Marketplace", () => {
  it("without partner sign-in: is exchanged and goes back to HubSpot", async () => {
    const { hubId, code } = await marketplaceConsent();
    expect(await arrive({ code, returnUrl })).toBe(returnUrl);
    const portal = await world().db.portal.findFirstOrThrow({ where: { hubId: BigInt(hubId) } });
    const view = await getPortal(owner.ctx, portal.id);
    expect(view.current).toMatchObject({ source: "marketplace", startedBy: null });
    const [event] = await eventsOf(world(), "portal.connected", { portalId: portal.id });
    expect(event).toMatchObject({ actorKind: "anonymous", actorLabel: "HubSpot Marketplace" });
    await expectNoPlaintext(world());
  });

  it("is redeemed once when the address is loaded again", async () => {
    const { code } = await marketplaceConsent();
    const targets = await Promise.all([1, 2, 3].map(() => arrive({ code, returnUrl })));
    expect(targets).toContain(returnUrl);
    expect(await arrive({ code, returnUrl })).toBe(returnUrl);
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(1);
  });

  it("with partner sign-in: a state of ours goes out and must come back", async () => {
    const out = new URL((await arrive({ step: "authorize", returnUrl })) ?? "");
    const state = out.searchParams.get("state") ?? "";
    world().secrets.push(state);
    expect(state.length).toBeGreaterThanOrEqual(43);
    out.searchParams.delete("state");
    expect(out.toString()).toBe(returnUrl);
    const { hubId, code } = await marketplaceConsent(state);
    const arrival = { step: "finalize", code, state, returnUrl: "https://evil.example/" };
    const elsewhere = await finishStranger(stranger.ctx, arrival, "another browser");
    expect(elsewhere).toBe("/oauth/problem?reason=other_browser");
    // The address that was checked at the start counts, not the one that comes with the code.
    expect(await finishStranger(stranger.ctx, arrival, stranger.browserToken)).toBe(returnUrl);
    expect(await world().db.portal.count({ where: { hubId: BigInt(hubId) } })).toBe(1);
    await expectNoPlaintext(world());
  });

  it("that fails ends on a page for customers, not at HubSpot", async () => {
    const target = await arrive({ code: "na1-never-given-out", returnUrl });
    const url = new URL(target ?? "", "http://localhost");
    expect(url.pathname).toBe(`/install/${app.slug}/done`);
    const result = await getInstallResult(stranger.ctx, {
      slug: app.slug,
      attemptId: url.searchParams.get("attempt") ?? "",
      browserToken: stranger.browserToken,
    });
    expect(result).toMatchObject({ state: "failed", startAgain: null, landingUrl: null });
    expect(result.failure?.kind).toBe("bad_code");
  });
});

describe("nothing is exchanged", () => {
  const untouched = async () => {
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
    expect(await world().db.connectAttempt.count({ where: { appId: app.id } })).toBe(0);
  };

  it.each(["https://evil.example/", "https://app.hubspot.com.evil.example/", undefined])(
    "when the way back is %s",
    async (way) => {
      const { code } = await marketplaceConsent();
      expect(await arrive({ code, returnUrl: way })).toBeNull();
      expect(await arrive({ step: "authorize", returnUrl: way })).toBeNull();
      await untouched();
    },
  );

  it("when no app takes Marketplace installs, which is so from the start", async () => {
    expect((await makeApp(world(), owner.ctx)).marketplaceEnabled).toBe(false);
    await setApp(world(), app, { marketplaceEnabled: false });
    const { code } = await marketplaceConsent();
    expect(await arrive({ code, returnUrl })).toBeNull();
    expect(await arrive({ step: "authorize", returnUrl })).toBeNull();
    await untouched();
  });

  it("when two apps could be meant", async () => {
    const other = await makeApp(world(), owner.ctx);
    await setApp(world(), other, { marketplaceEnabled: true });
    const { code } = await marketplaceConsent();
    expect(await arrive({ code, returnUrl })).toBeNull();
    await untouched();
  });

  it("when it is switched off between the two steps", async () => {
    const out = new URL((await arrive({ step: "authorize", returnUrl })) ?? "");
    const state = out.searchParams.get("state") ?? "";
    const { code } = await marketplaceConsent(state);
    await setApp(world(), app, { marketplaceEnabled: false });
    const target = await finishStranger(stranger.ctx, { code, state }, stranger.browserToken);
    expect(target).toMatch(/\/done\?attempt=/);
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
  });
});
