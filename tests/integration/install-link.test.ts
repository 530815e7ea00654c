import { beforeEach, describe, expect, it } from "vitest";
import { beginInstall } from "@/lib/portals/connect/begin-install";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { getPortal } from "@/lib/portals/look-up/get";
import { getInstallResult } from "@/lib/portals/connect/install-result";
import { finishStranger, whoseCallback } from "@/lib/portals/connect/stranger-callback";
import { eventsOf, expectNoPlaintext, expectRefused, tokenCalls } from "../support/checks";
import { connect, consent, makeAccount, makeApp, makePerson } from "../support/makers";
import { makeStranger, setApp } from "../support/strangers";
import { useWorld } from "../support/world";

const world = useWorld();

let owner: Awaited<ReturnType<typeof makePerson>>;
let app: Awaited<ReturnType<typeof makeApp>>;
let stranger: ReturnType<typeof makeStranger>;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
  await setApp(world(), app, { installLinkEnabled: true });
  stranger = makeStranger(world());
});

async function begin() {
  const { hubId } = await makeAccount(world());
  const started = await beginInstall(stranger.ctx, { slug: app.slug }, stranger.browserToken);
  return { ...started, hubId, brought: await consent(world(), started.url, hubId) };
}

const resultOf = (attemptId: string, browserToken: string | undefined = stranger.browserToken) =>
  getInstallResult(stranger.ctx, { slug: app.slug, attemptId, browserToken });

describe("an install by a stranger", () => {
  it("asks for required and optional scopes with state and PKCE, and belongs to nobody", async () => {
    const { attemptId, url } = await begin();
    const asked = new URL(url).searchParams;
    expect(asked.get("scope")).toBe(app.requiredScopes.join(" "));
    expect(asked.get("optional_scope")).toBe(app.optionalScopes.join(" "));
    expect(asked.get("code_challenge_method")).toBe("S256");
    const row = await world().db.connectAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect(row).toMatchObject({ personId: null, source: "install_link", status: "pending" });
    await expectNoPlaintext(world());
  });

  it("ends as a portal that says how it came, and on a page without console data", async () => {
    const { attemptId, brought, hubId } = await begin();
    expect(await whoseCallback(stranger.ctx, brought.state)).toBe("stranger");
    const target = await finishStranger(stranger.ctx, brought, stranger.browserToken);
    expect(target).toBe(`/install/${app.slug}/done?attempt=${attemptId}`);
    const portal = await world().db.portal.findFirstOrThrow({ where: { hubId: BigInt(hubId) } });
    const view = await getPortal(owner.ctx, portal.id);
    expect(view.current).toMatchObject({ source: "install_link", startedBy: null });
    const [event] = await eventsOf(world(), "portal.connected", { portalId: portal.id });
    expect(event).toMatchObject({ actorKind: "anonymous", actorLabel: "Install link" });
    expect(event?.details).toMatchObject({ source: "install_link" });
    const result = await resultOf(attemptId);
    expect(result).toEqual({
      state: "completed",
      source: "install_link",
      appName: app.name,
      startAgain: `/install/${app.slug}`,
      portalLabel: portal.hubDomain,
      landingUrl: null,
      failure: null,
    });
    expect(JSON.stringify(result)).not.toContain(portal.id);
    await expectNoPlaintext(world());
  });

  it("offers the landing URL of the app and no other", async () => {
    const { attemptId, brought } = await begin();
    await finishStranger(
      stranger.ctx,
      { ...brought, returnUrl: "https://evil.example/" },
      stranger.browserToken,
    );
    expect((await resultOf(attemptId)).landingUrl).toBeNull();
    await setApp(world(), app, { installLandingUrl: "https://www.example.com/welcome" });
    expect((await resultOf(attemptId)).landingUrl).toBe("https://www.example.com/welcome");
  });

  it("redeems its code once, however often the address is loaded", async () => {
    const { brought } = await begin();
    const go = () => finishStranger(stranger.ctx, brought, stranger.browserToken);
    const targets = await Promise.all([go(), go(), go()]);
    expect(new Set(targets).size).toBe(1);
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(1);
  });
});

describe("what is turned away", () => {
  it("another browser, and one without cookies", async () => {
    const { brought, attemptId } = await begin();
    for (const browserToken of ["another", undefined]) {
      const target = await finishStranger(stranger.ctx, brought, browserToken);
      expect(target).toBe("/oauth/problem?reason=other_browser");
      await expectRefused(resultOf(attemptId, browserToken ?? ""), "not_found");
    }
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
  });

  it("a signed-in person who brings a stranger's answer as their own", async () => {
    const { brought } = await begin();
    const input = { ...brought, browserToken: stranger.browserToken };
    expect(await completeConnect(owner.ctx, input)).toEqual({ problem: "other_person" });
  });

  it("the result of a person's attempt, even in the right browser", async () => {
    const { hubId } = await makeAccount(world());
    const { attempt, browserToken } = await connect(world(), owner.ctx, app, { hubId });
    await expectRefused(resultOf(attempt.id, browserToken), "not_found");
  });

  it("an install that takes longer than ten minutes", async () => {
    const { brought, attemptId } = await begin();
    world().clock.aheadMs = 10 * 60_000 + 1_000;
    await finishStranger(stranger.ctx, brought, stranger.browserToken);
    expect((await resultOf(attemptId)).state).toBe("expired");
  });

  it("an install under way when the link is switched off", async () => {
    const { brought, attemptId } = await begin();
    await setApp(world(), app, { installLinkEnabled: false });
    await finishStranger(stranger.ctx, brought, stranger.browserToken);
    const result = await resultOf(attemptId);
    expect(result).toMatchObject({ failure: { code: "switched_off" }, startAgain: null });
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
    expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(0);
  });

  it.each(["switched off", "unknown", "redirecting elsewhere"])(
    "a link that is %s",
    async (why) => {
      if (why === "switched off") await setApp(world(), app, { installLinkEnabled: false });
      if (why === "redirecting elsewhere")
        await setApp(world(), app, { redirectUri: "https://elsewhere.example/callback" });
      const slug = why === "unknown" ? "no-such-app" : app.slug;
      await expectRefused(beginInstall(stranger.ctx, { slug }, stranger.browserToken), "not_found");
      expect(await world().db.connectAttempt.count({ where: { appId: app.id } })).toBe(0);
    },
  );

  it("more than twenty starts in five minutes, per address and app", async () => {
    const start = (from: typeof stranger, slug = app.slug) =>
      beginInstall(from.ctx, { slug }, from.browserToken);
    const crowd = {
      ...stranger,
      ctx: world().context({ ...stranger.ctx.actor, ip: "198.51.100.7" }),
    };
    for (let n = 0; n < 20; n += 1) await start(crowd);
    await expectRefused(start(crowd), "rate_limited");
    await start({ ...crowd, ctx: world().context({ ...crowd.ctx.actor, ip: "198.51.100.8" }) });
    const other = await makeApp(world(), owner.ctx);
    await setApp(world(), other, { installLinkEnabled: true });
    await start(crowd, other.slug);
  });
});
