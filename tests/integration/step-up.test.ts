import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { beginFactor, confirmFactor } from "@/lib/factors/own-factors";
import {
  assertConfirmed,
  CONFIRMED_MS,
  confirmMethods,
  confirmSession,
} from "@/lib/factors/step-up";
import { findViewer, signOut } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
let made: MadePerson;
let sessionToken: string;
let ips = 0;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  made = await makePerson(world(), "admin", PASSWORD);
  ips += 1;
  const visitor = world().context({ ...NOBODY, ip: `198.51.100.${ips}` });
  ({ sessionToken } = await signIn(visitor, { email: made.person.email, password: PASSWORD }));
});

/** Whoever sits at the browser now. */
async function atBrowser(): Promise<Context> {
  const viewer = await findViewer(world().context(), sessionToken);
  if (!viewer) throw new Error("nobody is signed in");
  const { sessionId, confirmedAt } = viewer;
  return world().context({ ...made.actor, sessionId, confirmedAt });
}

const password = (currentPassword: string) => ({ method: "password", currentPassword }) as const;

describe("what a session alone must not do", () => {
  it("is done within ten minutes of signing in, and then asks", async () => {
    assertConfirmed(await atBrowser());
    world().clock.aheadMs = CONFIRMED_MS - 60_000;
    assertConfirmed(await atBrowser());
    world().clock.aheadMs = CONFIRMED_MS + 1_000;
    const later = await atBrowser();
    expect(() => assertConfirmed(later)).toThrow("confirmation_needed");
  });

  it("is not asked of services, commands and background work", () => {
    for (const kind of ["api_key", "operator", "system"] as const)
      assertConfirmed(world().context({ kind, label: "x" }));
    const unknown = world().context(made.actor);
    expect(() => assertConfirmed(unknown)).toThrow("confirmation_needed");
  });

  it("goes on for ten minutes after the password was shown, in this session alone", async () => {
    const visitor = world().context({ ...NOBODY, ip: "198.51.100.250" });
    const other = await signIn(visitor, { email: made.person.email, password: PASSWORD });
    world().clock.aheadMs = CONFIRMED_MS + 1_000;
    await expectRefused(confirmSession(await atBrowser(), password("wrong")), "wrong_password");
    await expect(atBrowser().then(assertConfirmed)).rejects.toThrow("confirmation_needed");
    await confirmSession(await atBrowser(), password(PASSWORD));
    assertConfirmed(await atBrowser());
    sessionToken = other.sessionToken;
    await expect(atBrowser().then(assertConfirmed)).rejects.toThrow("confirmation_needed");
    const lines = await eventsOf(world(), "session.confirmed");
    expect(lines[0]).toMatchObject({ actorId: made.person.id, details: { by: "password" } });
  });

  it("takes a code of an authenticator app, once, and no other text", async () => {
    const ctx = await atBrowser();
    expect(await confirmMethods(ctx)).toEqual(["password"]);
    const { factorId, secret } = await beginFactor(ctx, { name: "Phone" });
    const codeAt = (aheadMs: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + aheadMs });
    await confirmFactor(ctx, { factorId, code: codeAt(0) });
    expect(await confirmMethods(ctx)).toEqual(["password", "code"]);
    world().clock.aheadMs = CONFIRMED_MS + 60_000;
    const code = codeAt(world().clock.aheadMs);
    const show = async (text: string) =>
      confirmSession(await atBrowser(), { method: "code", code: text });
    await expectRefused(show("000000"), "factor_wrong");
    await show(code);
    assertConfirmed(await atBrowser());
    await expectRefused(show(code), "factor_wrong");
    const refused = await eventsOf(world(), "session.confirm_refused");
    expect(refused[0]).toMatchObject({ outcome: "denied", actorId: made.person.id });
  });

  it("brings no session back that has ended", async () => {
    const ctx = await atBrowser();
    await signOut(ctx);
    await expectRefused(confirmSession(ctx, password(PASSWORD)), "unauthenticated");
  });
});
