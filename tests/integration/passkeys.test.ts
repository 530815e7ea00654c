import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { findAwaiting, proveFactor } from "@/lib/factors/prove-factor";
import { confirmMethods } from "@/lib/factors/step-up";
import { confirmChallenge, confirmWithPasskey } from "@/lib/passkeys/confirm";
import {
  addPasskey,
  addPasskeyInput,
  listOwnPasskeys,
  passkeyChallenge,
  removePasskey,
} from "@/lib/passkeys/own-passkeys";
import { relyingPartyOf } from "@/lib/passkeys/relying-party";
import { authenticationResponse } from "@/lib/passkeys/response";
import { signInChallenge, signInWithPasskey } from "@/lib/passkeys/sign-in";
import { disablePerson, resetFactors } from "@/lib/people/manage";
import { findViewer } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { SoftPasskey, type Oddities } from "../support/soft-passkey";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
let made: MadePerson;
let key: SoftPasskey;
let ips = 0;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  made = await makePerson(world(), "admin", PASSWORD);
  key = newKey();
});

function newKey(): SoftPasskey {
  const party = relyingPartyOf(world().context().env);
  return new SoftPasskey(party?.origin ?? "", party?.id ?? "");
}

const nobody = () => world().context({ ...NOBODY, ip: `203.0.113.${(ips += 1) % 250}` });
const viewerOf = ({ sessionToken }: { sessionToken: string }) =>
  findViewer(world().context(), sessionToken);

async function add(ctx: Context = made.ctx, passkey = key, odd?: Oddities) {
  const { challenge } = await passkeyChallenge(ctx);
  const response = passkey.register(challenge, odd);
  return addPasskey(ctx, addPasskeyInput.parse({ name: "Laptop", response }));
}

async function enter(passkey = key, odd?: Oddities, ctx = nobody()) {
  const { challenge } = await signInChallenge(ctx);
  return signInWithPasskey(ctx, authenticationResponse.parse(passkey.answerTo(challenge, odd)));
}

describe("a passkey", () => {
  it("signs in alone, and the first brings recovery codes", async () => {
    const codes = await add();
    expect(codes).toHaveLength(10);
    expect(await add(made.ctx, newKey())).toBeNull();
    const viewer = await viewerOf(await enter());
    expect(viewer).toMatchObject({ personId: made.person.id, enrolBy: null });
    const [line] = await eventsOf(world(), "session.started");
    expect(line).toMatchObject({ actorId: made.person.id, details: { secondFactor: "passkey" } });
    expect((await listOwnPasskeys(made.ctx))[0]).toMatchObject({ name: "Laptop" });
    expect((await listOwnPasskeys(made.ctx))[0]?.lastUsedAt).not.toBeNull();
  });

  it("is the second factor of a password, and so is a recovery code", async () => {
    const codes = await add();
    const visitor = nobody();
    const credentials = { email: made.person.email, password: PASSWORD };
    const first = await signIn(visitor, credentials);
    expect(await viewerOf(first)).toBeNull();
    const awaiting = await findAwaiting(world().context(), first.sessionToken);
    expect(awaiting).toMatchObject({ personId: made.person.id, hasPasskeys: true });
    const { challenge } = await signInChallenge(visitor);
    const response = authenticationResponse.parse(key.answerTo(challenge));
    const entered = await signInWithPasskey(visitor, response, awaiting ?? undefined);
    expect(await viewerOf(entered)).not.toBeNull();
    expect(await findAwaiting(world().context(), first.sessionToken)).toBeNull();

    const { sessionToken } = await signIn(nobody(), credentials);
    const proved = await proveFactor(nobody(), { sessionToken, code: codes?.[0] ?? "" });
    expect(await viewerOf(proved)).not.toBeNull();
  });

  it("of somebody else does not finish what a password began", async () => {
    await add();
    const other = await makePerson(world(), "admin", PASSWORD);
    const otherKey = newKey();
    await add(other.ctx, otherKey);
    const { sessionToken } = await signIn(nobody(), {
      email: made.person.email,
      password: PASSWORD,
    });
    const awaiting = await findAwaiting(world().context(), sessionToken);
    const visitor = nobody();
    const { challenge } = await signInChallenge(visitor);
    const response = authenticationResponse.parse(otherKey.answerTo(challenge));
    await expectRefused(
      signInWithPasskey(visitor, response, awaiting ?? undefined),
      "passkey_refused",
    );
  });
});

describe("what a passkey signed", () => {
  it("is taken once, for what it was asked, and not too late", async () => {
    await add();
    const visitor = nobody();
    const { challenge } = await signInChallenge(visitor);
    const response = authenticationResponse.parse(key.answerTo(challenge));
    await signInWithPasskey(visitor, response);
    await expectRefused(signInWithPasskey(visitor, response), "passkey_refused");

    const asked = await confirmChallenge(made.ctx);
    const forConfirm = authenticationResponse.parse(key.answerTo(asked.challenge));
    await expectRefused(signInWithPasskey(visitor, forConfirm), "passkey_refused");

    const late = await signInChallenge(visitor);
    world().clock.aheadMs = 6 * 60_000;
    const tooLate = authenticationResponse.parse(key.answerTo(late.challenge));
    await expectRefused(signInWithPasskey(visitor, tooLate), "passkey_refused");
  });

  it.each<[string, Oddities]>([
    ["at another origin", { origin: "https://portico.evil.example" }],
    ["for another relying party", { rpId: "evil.example" }],
    ["by whoever found the device", { isVerified: false }],
    ["by a copy whose counter is behind", { counter: 1 }],
    ["over another challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }],
  ])("%s signs nobody in", async (_what, odd) => {
    await add();
    await enter();
    await enter();
    await expectRefused(enter(key, odd), "passkey_refused");
    const [line] = await eventsOf(world(), "session.refused");
    expect(line).toMatchObject({ outcome: "denied", details: { at: "passkey" } });
  });

  it("with another key signs nobody in", async () => {
    await add();
    const forged = newKey();
    Object.assign(forged, { id: key.id });
    await expectRefused(enter(forged), "passkey_refused");
  });

  it("at the same moment twice signs in once", async () => {
    await add();
    const visitor = nobody();
    const { challenge } = await signInChallenge(visitor);
    const response = authenticationResponse.parse(key.answerTo(challenge));
    const both = await Promise.allSettled([
      signInWithPasskey(visitor, response),
      signInWithPasskey(visitor, response),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("adding and removing", () => {
  it("refuses what was made elsewhere, for somebody else, or twice", async () => {
    await expectRefused(add(made.ctx, key, { origin: "https://evil.example" }), "passkey_refused");
    await expectRefused(add(made.ctx, key, { isVerified: false }), "passkey_refused");
    const other = await makePerson(world(), "admin", PASSWORD);
    const { challenge } = await passkeyChallenge(other.ctx);
    const stolen = { name: "Laptop", response: key.register(challenge) };
    await expectRefused(addPasskey(made.ctx, addPasskeyInput.parse(stolen)), "passkey_refused");
    await add();
    await expectRefused(add(other.ctx, key), "passkey_refused");
  });

  it("ends the other sessions, and removing the last takes the recovery codes too", async () => {
    const before = await signIn(nobody(), { email: made.person.email, password: PASSWORD });
    const codes = await add();
    expect(await viewerOf(before)).toBeNull();
    const [passkey] = await listOwnPasskeys(made.ctx);
    const other = await makePerson(world(), "owner", PASSWORD);
    const passkeyId = passkey?.id ?? "";
    await expectRefused(removePasskey(other.ctx, { passkeyId }), "not_found");
    await removePasskey(made.ctx, { passkeyId });
    await expectRefused(enter(), "passkey_refused");
    expect(await world().db.recoveryCode.count({ where: { personId: made.person.id } })).toBe(0);
    const entered = await signIn(nobody(), { email: made.person.email, password: PASSWORD });
    expect(await viewerOf(entered)).not.toBeNull();
    expect(codes).toHaveLength(10);
  });

  it("stops with the person, and with what an owner takes away", async () => {
    await add();
    const owner = await makePerson(world(), "owner", PASSWORD);
    await disablePerson(owner.ctx, made.person.id);
    await expectRefused(enter(), "passkey_refused");
    expect(await resetFactors(owner.ctx, made.person.id)).toEqual({ removed: 1 });
    expect(await listOwnPasskeys(made.ctx)).toEqual([]);
  });
});

it("confirms that it is still them, in their own session alone", async () => {
  await add();
  expect(await confirmMethods(made.ctx)).toEqual(["passkey", "password"]);
  const viewer = await viewerOf(await enter());
  world().clock.aheadMs = 20 * 60_000;
  const ctx = world().context({ ...made.actor, sessionId: viewer?.sessionId });
  const { challenge, allowCredentials } = await confirmChallenge(ctx);
  expect(allowCredentials?.map(({ id }) => id)).toEqual([key.id]);
  const other = await makePerson(world(), "admin", PASSWORD);
  const response = authenticationResponse.parse(key.answerTo(challenge));
  await expectRefused(confirmWithPasskey(other.ctx, response), "passkey_refused");
  await confirmWithPasskey(ctx, response);
  const session = await world().db.session.findUnique({ where: { id: viewer?.sessionId } });
  expect(session?.confirmedAt.getTime()).toBeGreaterThan(Date.now() + 19 * 60_000);
});

it("is not offered where browsers have none", () => {
  const at = (origin: string) => relyingPartyOf({ origin })?.id;
  expect(at("https://portico.example.com:8443")).toBe("portico.example.com");
  expect(at("http://localhost:3000")).toBe("localhost");
  for (const origin of ["http://portico.example.com", "https://192.0.2.7", "https://[2001:db8::1]"])
    expect(at(origin), origin).toBeUndefined();
});
