import { generateKeyPair, SignJWT, type KeyLike } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { builtIn } from "@/lib/auth/roles";
import { invitePerson } from "@/lib/people/invites";
import { disablePerson } from "@/lib/people/manage";
import { findViewer } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { endByProvider } from "@/lib/single-sign-on/back-channel";
import { enterByProvider } from "@/lib/single-sign-on/enter";
import { setSignInRule, signInRuleInput } from "@/lib/single-sign-on/rule";
import { CHECK_EVERY_MS, checkProviderSessions } from "@/lib/single-sign-on/still-there";
import { eventsOf, expectNoPlaintext, expectRefused } from "../support/checks";
import { startIdentityProvider, type IdentityProvider } from "../support/identity-provider";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
const LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

let provider: IdentityProvider;
let issuer: string;
let owner: MadePerson;
let number = 0;

beforeAll(async () => {
  provider = await startIdentityProvider();
  ({ issuer } = provider);
});

afterAll(() => provider.close());

beforeEach(async () => {
  world().clock.aheadMs = 0;
  provider.asked.length = 0;
  number += 1;
  await world().db.systemFact.deleteMany({ where: { name: "sign_in_rule" } });
  owner = await makePerson(world(), "owner", PASSWORD);
});

/** The world, with an identity provider. */
function withProvider(ctx: Context): Context {
  const oidc = {
    issuer,
    clientId: "portico",
    clientSecret: new Secret("secret with spaces & signs"),
    label: "Team ID",
  };
  return { ...ctx, env: { ...ctx.env, oidc } };
}

const visitor = () => withProvider(world().context({ ...NOBODY, ip: "192.0.2.99" }));
const claimsOf = (more: object = {}) => ({
  iss: issuer,
  sub: `subject-${number}`,
  email: `nina${number}@team.example`,
  email_verified: true,
  name: "Nina New",
  ...more,
});
const enter = (more: object = {}, refreshToken?: string) =>
  enterByProvider(visitor(), { claims: claimsOf(more), refreshToken });
const viewerOf = ({ sessionToken }: { sessionToken: string }) =>
  findViewer(world().context(), sessionToken);
const rule = (more: object) =>
  setSignInRule(
    withProvider(owner.ctx),
    signInRuleInput.parse({
      newcomers: "invited",
      roleClaim: "",
      ownerValue: "",
      adminValue: "",
      supportValue: "",
      ...more,
    }),
  );

async function refusedFor(work: Promise<unknown>): Promise<unknown> {
  const error = await expectRefused(work, "sso_refused");
  return error.details.reason;
}

describe("whom the provider lets through", () => {
  it("comes in when they were invited, with the role of the invitation, and only then", async () => {
    expect(await refusedFor(enter())).toBe("not_invited");
    const [line] = await eventsOf(world(), "session.refused");
    expect(line?.details).toEqual({ at: "single sign-on", reason: "not_invited" });
    await invitePerson(owner.ctx, { email: claimsOf().email, role: "admin" });
    const viewer = await viewerOf(await enter());
    expect(viewer).toMatchObject({
      email: claimsOf().email,
      name: "Nina New",
      rights: builtIn("admin"),
    });
    const open = { email: claimsOf().email, usedAt: null, withdrawnAt: null };
    expect(await world().db.invite.count({ where: open })).toBe(0);
    // From then on the subject counts, whatever address they have.
    const again = await viewerOf(await enter({ email: "nina.newname@team.example" }));
    expect(again?.personId).toBe(viewer?.personId);
  });

  it("is the person of the team with the same checked address", async () => {
    const { person } = await makePerson(world(), "support", PASSWORD);
    const { email } = person;
    expect(await refusedFor(enter({ email, email_verified: false }))).toBe("unverified_email");
    expect(await refusedFor(enter({ email, email_verified: undefined }))).toBe("unverified_email");
    expect(await refusedFor(enter({ email: undefined }))).toBe("no_email");
    expect(await viewerOf(await enter({ email }))).toMatchObject({ personId: person.id });
    // Whoever has the address later there is somebody else.
    expect(await refusedFor(enter({ email, sub: "another" }))).toBe("not_invited");
    const other = await makePerson(world(), "support", PASSWORD);
    await rule({ trustEmail: "on" });
    const taken = await enter({ email: other.person.email, sub: "x", email_verified: undefined });
    expect(await viewerOf(taken)).toMatchObject({ personId: other.person.id });
  });

  it("has no second factor asked here, and may have shown who they are a while ago", async () => {
    const { person } = await makePerson(world(), "admin", PASSWORD);
    const anHourAgo = Math.floor(Date.now() / 1000) - 3_600;
    const viewer = await viewerOf(await enter({ email: person.email, auth_time: anHourAgo }));
    expect(viewer?.confirmedAt.getTime()).toBe(anHourAgo * 1000);
    const inFuture = anHourAgo + 99_999;
    const late = await viewerOf(await enter({ email: person.email, auth_time: inFuture }));
    expect(late?.confirmedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("stays out when they are disabled here, or come from elsewhere", async () => {
    const { person } = await makePerson(world(), "admin", PASSWORD);
    await enter({ email: person.email });
    await disablePerson(owner.ctx, person.id);
    expect(await refusedFor(enter({ email: person.email }))).toBe("disabled");
    expect(await refusedFor(enter({ iss: "https://evil.example" }))).toBe("other_issuer");
    expect(await refusedFor(enterByProvider(visitor(), { claims: "nonsense" }))).toBe(
      "other_issuer",
    );
  });
});

describe("roles by a claim", () => {
  it("are given at each sign-in, the highest that fits, and none keeps out", async () => {
    await rule({
      newcomers: "anyone",
      roleClaim: "realm.roles",
      adminValue: "a",
      supportValue: "s",
    });
    const roles = async (list: unknown) =>
      (await viewerOf(await enter({ realm: { roles: list } })))?.rights.role;
    expect(await roles(["x", "s"])).toBe("support");
    expect(await roles(["s", "a"])).toBe("admin");
    expect(await roles("s")).toBe("support");
    for (const none of [[], ["x"], undefined, { s: true }])
      expect(await refusedFor(enter({ realm: { roles: none } }))).toBe("no_role");
    expect(await refusedFor(enter({ realm: null }))).toBe("no_role");
  });

  it("leave the last owner an owner", async () => {
    await world().db.person.updateMany({
      where: { id: { not: owner.person.id } },
      data: { disabledAt: new Date() },
    });
    await rule({ roleClaim: "groups", supportValue: "s" });
    const viewer = await viewerOf(await enter({ email: owner.person.email, groups: ["s"] }));
    expect(viewer?.rights.role).toBe("owner");
    await world().db.person.updateMany({ data: { disabledAt: null } });
  });
});

describe("passwords switched off", () => {
  it("sign nobody in but the one owner, who must have one", async () => {
    const admin = await makePerson(world(), "admin", PASSWORD);
    const refusal = await expectRefused(
      rule({ passwordsOff: "on", breakGlassId: admin.person.id }),
      "invalid_input",
    );
    expect(refusal.details.fields).toHaveProperty("breakGlassId");
    await rule({ passwordsOff: "on", breakGlassId: owner.person.id });
    const by = (email: string, password = PASSWORD) => signIn(visitor(), { email, password });
    await expectRefused(by(admin.person.email), "local_sign_in_off");
    // Nobody learns from it whose password is right.
    await expectRefused(by(admin.person.email, "wrong"), "sign_in_failed");
    expect(await viewerOf(await by(owner.person.email))).not.toBeNull();
    // Once the provider is gone from the settings nobody is locked out.
    const without = world().context({ ...NOBODY, ip: "192.0.2.98" });
    const entered = await signIn(without, { email: admin.person.email, password: PASSWORD });
    expect(await viewerOf(entered)).not.toBeNull();
  });
});

describe("a session of single sign-on", () => {
  const check = () => checkProviderSessions(withProvider(world().context()));
  const TOKEN = "refresh token of the provider";

  it("ends when the provider gives no token any more, and at nothing else", async () => {
    const { person } = await makePerson(world(), "admin", PASSWORD);
    const entered = await enter({ email: person.email }, TOKEN);
    world().secrets.push(TOKEN);
    await expectNoPlaintext(world());
    await check();
    expect(provider.asked).toEqual([]);
    world().clock.aheadMs = CHECK_EVERY_MS + 1_000;
    provider.answer = { status: 200, body: { access_token: "x", refresh_token: "the next one" } };
    await check();
    expect(new URLSearchParams(provider.asked[0]?.body).get("refresh_token")).toBe(TOKEN);
    const basic = Buffer.from("portico:secret%20with%20spaces%20%26%20signs").toString("base64");
    expect(provider.asked[0]?.authorization).toBe(`Basic ${basic}`);
    await check();
    expect(provider.asked).toHaveLength(1);
    for (const answer of [
      { status: 503, body: {} },
      { status: 401, body: { error: "invalid_client" } },
    ]) {
      world().clock.aheadMs += CHECK_EVERY_MS + 1_000;
      provider.answer = answer;
      await check();
      expect(await viewerOf(entered)).not.toBeNull();
    }
    expect(new URLSearchParams(provider.asked.at(-1)?.body).get("refresh_token")).toBe(
      "the next one",
    );
    world().clock.aheadMs += CHECK_EVERY_MS + 1_000;
    provider.answer = { status: 400, body: { error: "invalid_grant" } };
    await check();
    expect(await viewerOf(entered)).toBeNull();
    const [line] = await eventsOf(world(), "session.ended_by_provider");
    expect(line?.targetId).toBe(person.id);
  });

  it("without a token to ask with lasts an hour", async () => {
    const { person } = await makePerson(world(), "admin", PASSWORD);
    const entered = await enter({ email: person.email });
    const sessions = await world().db.session.findMany({ where: { personId: person.id } });
    const lifeMs = (sessions[0]?.expiresAt.getTime() ?? 0) - Date.now();
    expect(lifeMs).toBeGreaterThan(59 * 60_000);
    expect(lifeMs).toBeLessThanOrEqual(60 * 60_000);
    expect(await viewerOf(entered)).not.toBeNull();
  });
});

describe("back-channel logout", () => {
  const logout = async (more: object = {}, key: KeyLike = provider.privateKey, aud = "portico") => {
    const token = await new SignJWT({ events: { [LOGOUT]: {} }, jti: "x", ...more })
      .setProtectedHeader({ alg: "RS256", kid: "one", typ: "logout+jwt" })
      .setIssuer(issuer)
      .setAudience(aud)
      .setIssuedAt()
      .sign(key);
    return endByProvider(visitor(), token);
  };

  it("ends the sessions of a person, or the one it names", async () => {
    const { person } = await makePerson(world(), "admin", PASSWORD);
    const { email } = person;
    const [one, two] = [await enter({ email, sid: "s1" }), await enter({ email, sid: "s2" })];
    const local = await signIn(visitor(), { email, password: PASSWORD });
    expect(await logout({ sid: "s1" })).toBe(1);
    expect([await viewerOf(one), (await viewerOf(two))?.personId]).toEqual([null, person.id]);
    expect(await logout({ sub: claimsOf().sub })).toBe(1);
    expect(await viewerOf(two)).toBeNull();
    expect(await logout({ sub: claimsOf().sub })).toBe(0);
    // It was not opened there.
    expect(await viewerOf(local)).not.toBeNull();
  });

  it("takes no token of somebody else, of another kind, for another client, or an old one", async () => {
    const { person } = await makePerson(world(), "admin", PASSWORD);
    const entered = await enter({ email: person.email });
    const { sub } = claimsOf();
    const { privateKey: forged } = await generateKeyPair("RS256");
    const refused: (() => Promise<unknown>)[] = [
      () => logout({ sub }, forged),
      () => logout({ sub, nonce: "n" }),
      () => logout({ sub, events: {} }),
      () => logout({}),
      () => logout({ sub }, provider.privateKey, "another client"),
      () => endByProvider(visitor(), "no token"),
    ];
    for (const send of refused) await expectRefused(send(), "invalid_input");
    world().clock.aheadMs = 10 * 60_000;
    await expectRefused(logout({ sub }), "invalid_input");
    world().clock.aheadMs = 0;
    expect(await viewerOf(entered)).not.toBeNull();
  });
});
