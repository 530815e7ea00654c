import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import {
  beginFactor,
  confirmFactor,
  listOwnFactors,
  removeFactor,
  renewRecoveryCodes,
} from "@/lib/factors/own-factors";
import { findAwaiting, leaveAwaiting, proveFactor } from "@/lib/factors/prove-factor";
import { setFactorRule } from "@/lib/factors/rule";
import { disablePerson, resetFactors } from "@/lib/people/manage";
import type { Entered } from "@/lib/people/open-session";
import { findViewer, listOwnSessions } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectNoPlaintext, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
const STEP_MS = 30_000;
let made: MadePerson;
let ips = 0;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().db.systemFact.deleteMany({ where: { name: "factor_rule" } });
  made = await makePerson(world(), "admin", PASSWORD);
});

const nobody = () => world().context({ ...NOBODY, ip: `192.0.2.${(ips += 1) % 250}` });
const enter = () => signIn(nobody(), { email: made.person.email, password: PASSWORD });
const viewerOf = ({ sessionToken }: Entered) => findViewer(world().context(), sessionToken);
const prove = ({ sessionToken }: Entered, code: string) =>
  proveFactor(nobody(), { sessionToken, code });

/** The code that an app shows, some steps from now. */
function codeOf(secret: string, steps = 0): string {
  const timestamp = Date.now() + world().clock.aheadMs + steps * STEP_MS;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

async function setUp(ctx: Context = made.ctx): Promise<{ secret: string; codes: string[] }> {
  const { factorId, secret } = await beginFactor(ctx, { name: "Phone" });
  world().secrets.push(secret);
  const codes = await confirmFactor(ctx, { factorId, code: codeOf(secret) });
  // The next code is another one.
  world().clock.aheadMs += 2 * STEP_MS;
  return { secret, codes: codes ?? [] };
}

describe("a second factor", () => {
  it("is asked for after the password, and only both sign in", async () => {
    const { secret } = await setUp();
    const entered = await enter();
    expect(await viewerOf(entered)).toBeNull();
    expect(await findAwaiting(world().context(), entered.sessionToken)).toMatchObject({
      personId: made.person.id,
    });
    expect(await listOwnSessions(made.ctx)).toEqual([]);
    await expectRefused(prove(entered, "000000"), "factor_wrong");
    expect(await viewerOf(entered)).toBeNull();

    const through = await prove(entered, codeOf(secret));
    expect(through.sessionToken).not.toBe(entered.sessionToken);
    expect(await viewerOf(through)).toMatchObject({ personId: made.person.id, mustEnrol: false });
    expect(await viewerOf(entered)).toBeNull();
    await expectRefused(prove(entered, codeOf(secret, 1)), "unauthenticated");
    const [started] = await eventsOf(world(), "session.started", { targetId: made.person.id });
    expect(started?.details).toEqual({ secondFactor: "authenticator app" });
    const refused = await eventsOf(world(), "session.refused", { targetId: made.person.id });
    expect(refused.map(({ details }) => details)).toEqual([{ at: "second factor" }]);
    await expectNoPlaintext(world());
  });

  it("takes no code twice, not even at the same moment", async () => {
    const { secret } = await setUp();
    const code = codeOf(secret);
    const tries = await Promise.all([enter(), enter(), enter()]);
    const outcomes = await Promise.allSettled(tries.map((entered) => prove(entered, code)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    world().clock.aheadMs += 2 * STEP_MS;
    expect(await viewerOf(await prove(await enter(), codeOf(secret)))).not.toBeNull();
    await expectRefused(prove(await enter(), code), "factor_wrong");
  });

  it("is waited for ten minutes, and can be left", async () => {
    const { secret } = await setUp();
    const entered = await enter();
    world().clock.aheadMs += 10 * 60_000 + 1;
    await expectRefused(prove(entered, codeOf(secret)), "unauthenticated");
    const other = await enter();
    const awaiting = await findAwaiting(world().context(), other.sessionToken);
    await leaveAwaiting(world().context(), awaiting!);
    await expectRefused(prove(other, codeOf(secret)), "unauthenticated");
  });

  it("lets nobody guess: tries are counted for the person, whatever the session", async () => {
    const { secret } = await setUp();
    for (let n = 0; n < 10; n += 1) {
      const wrong = String((Number(codeOf(secret)) + 1 + n) % 1_000_000).padStart(6, "0");
      await expectRefused(prove(await enter(), wrong), "factor_wrong");
    }
    await expectRefused(prove(await enter(), codeOf(secret)), "rate_limited");
  });

  it("is of no use to somebody who was disabled meanwhile", async () => {
    const { secret } = await setUp();
    const entered = await enter();
    const owner = await makePerson(world(), "owner");
    await disablePerson(owner.ctx, made.person.id);
    await expectRefused(prove(entered, codeOf(secret)), "unauthenticated");
  });

  it("ends the sessions that were opened without it", async () => {
    const before = await enter();
    const current = await enter();
    const viewer = await viewerOf(current);
    const ctx = world().context({ ...made.actor, sessionId: viewer?.sessionId });
    await setUp(ctx);
    expect(await viewerOf(before)).toBeNull();
    expect(await viewerOf(current)).not.toBeNull();
  });
});

describe("setting it up", () => {
  it("asks for a code, and counts only then", async () => {
    const { factorId, secret } = await beginFactor(made.ctx, { name: "Phone" });
    await expectRefused(confirmFactor(made.ctx, { factorId, code: "000000" }), "factor_wrong");
    expect(await viewerOf(await enter())).not.toBeNull();
    const other = await makePerson(world(), "admin", PASSWORD);
    const code = codeOf(secret);
    await expectRefused(confirmFactor(other.ctx, { factorId, code }), "not_found");
    expect(await confirmFactor(made.ctx, { factorId, code })).toHaveLength(10);
    await expectRefused(confirmFactor(made.ctx, { factorId, code }), "not_found");
    expect(await viewerOf(await enter())).toBeNull();
  });

  it("has at most five, and nobody removes somebody else's", async () => {
    await setUp();
    for (let n = 0; n < 4; n += 1) await beginFactor(made.ctx, { name: `App ${n}` });
    await expectRefused(beginFactor(made.ctx, { name: "One more" }), "invalid_input");
    const { factors, codesLeft } = await listOwnFactors(made.ctx);
    expect([factors.length, codesLeft]).toEqual([1, 10]);
    const factorId = factors[0]?.id ?? "";
    const other = await makePerson(world(), "owner", PASSWORD);
    await expectRefused(removeFactor(other.ctx, { factorId }), "not_found");
    await removeFactor(made.ctx, { factorId });
    expect(await listOwnFactors(made.ctx)).toEqual({ factors: [], codesLeft: 0 });
    expect(await viewerOf(await enter())).not.toBeNull();
  });
});

describe("recovery codes", () => {
  it("sign in once each, however they are typed, and new ones replace them", async () => {
    const { codes } = await setUp();
    const [first = "", second = "", third = ""] = codes;
    expect(new Set(codes).size).toBe(10);
    expect(first).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
    expect(await viewerOf(await prove(await enter(), first))).not.toBeNull();
    await expectRefused(prove(await enter(), first), "factor_wrong");
    const typed = ` ${second.toUpperCase().replaceAll("-", " ").replaceAll("0", "O")} `;
    expect(await viewerOf(await prove(await enter(), typed))).not.toBeNull();
    expect((await listOwnFactors(made.ctx)).codesLeft).toBe(8);
    const renewed = await renewRecoveryCodes(made.ctx);
    await expectRefused(prove(await enter(), third), "factor_wrong");
    expect(await viewerOf(await prove(await enter(), renewed[0] ?? ""))).not.toBeNull();
    world().secrets.push(...renewed);
    await expectNoPlaintext(world());
  });

  it("of somebody else are none", async () => {
    const { codes } = await setUp();
    const first = made;
    made = await makePerson(world(), "admin", PASSWORD);
    await setUp();
    await expectRefused(prove(await enter(), codes[0] ?? ""), "factor_wrong");
    made = first;
    expect(await viewerOf(await prove(await enter(), codes[0] ?? ""))).not.toBeNull();
  });
});

describe("a lost factor", () => {
  it("is taken away by somebody else who may, and leaves a line", async () => {
    await setUp();
    const [owner, admin, support] = await Promise.all([
      makePerson(world(), "owner"),
      makePerson(world(), "admin"),
      makePerson(world(), "support"),
    ]);
    await expectRefused(resetFactors(made.ctx, made.person.id), "conflict");
    await expectRefused(resetFactors(support.ctx, made.person.id), "forbidden");
    await expectRefused(resetFactors(admin.ctx, owner.person.id), "forbidden");
    expect(await resetFactors(owner.ctx, made.person.id)).toEqual({ removed: 1 });
    expect(await viewerOf(await enter())).not.toBeNull();
    const [event] = await eventsOf(world(), "factor.reset", { targetId: made.person.id });
    expect(event).toMatchObject({ actorId: owner.person.id, details: { removed: 1 } });
  });
});

describe("the rule of who must have one", () => {
  const DAY_MS = 24 * 3_600_000;
  it("gives those who are here some days, and then leaves them nothing but to set it up", async () => {
    const owner = await makePerson(world(), "owner");
    const rule = { roles: ["admin" as const], graceDays: 3 };
    await setFactorRule(owner.ctx, rule);
    const during = await viewerOf(await enter());
    expect(during?.mustEnrol).toBe(false);
    const due = during?.enrolBy?.getTime() ?? 0;
    expect(Math.round((due - Date.now()) / DAY_MS)).toBe(3);
    world().clock.aheadMs = DAY_MS;
    await setFactorRule(owner.ctx, rule);
    expect((await viewerOf(await enter()))?.enrolBy?.getTime()).toBe(due);
    world().clock.aheadMs = 4 * DAY_MS;
    expect((await viewerOf(await enter()))?.mustEnrol).toBe(true);
    const { secret } = await setUp();
    const through = await prove(await enter(), codeOf(secret));
    expect(await viewerOf(through)).toMatchObject({ mustEnrol: false, enrolBy: null });
  });

  it("leaves other roles alone, and ends with the role in it", async () => {
    const owner = await makePerson(world(), "owner");
    await setFactorRule(owner.ctx, { roles: ["support"], graceDays: 0 });
    expect(await viewerOf(await enter())).toMatchObject({ mustEnrol: false, enrolBy: null });
    await setFactorRule(owner.ctx, { roles: ["admin"], graceDays: 0 });
    expect((await viewerOf(await enter()))?.mustEnrol).toBe(true);
    await setFactorRule(owner.ctx, { roles: [], graceDays: 0 });
    expect((await viewerOf(await enter()))?.mustEnrol).toBe(false);
  });
});
