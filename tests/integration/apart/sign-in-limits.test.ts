import { verify } from "@node-rs/argon2";
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { acceptInvite, previewInvite } from "@/lib/people/accept-invite";
import { createOwner } from "@/lib/people/create-owner";
import { createResetLink, invitePerson } from "@/lib/people/invites";
import { countTry } from "@/lib/people/limits/count-try";
import { LIMITS } from "@/lib/people/limits/limits";
import { changePassword } from "@/lib/people/profile";
import { findViewer } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectNoPlaintext, expectRefused } from "../../support/checks";
import { makePerson, type MadePerson } from "../../support/makers";
import { pausedBeforeCommit, untilWaiting } from "../../support/paused";
import { warmUp } from "../../support/warm-up";
import { NOBODY, SETUP_TOKEN, useWorld } from "../../support/world";

// The real thing, counted: a try over the limit must not cost a hash.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
const NEW_PASSWORD = "violet kettle harbor sandal";
let made: MadePerson;
let email: string;
let strangers = 0;
let time: number;

/** The clock stands still unless a test moves it, however slow the machine is. */
const still = (ctx: Context): Context => ({ ...ctx, now: () => new Date(time) });

beforeEach(async () => {
  time = Date.now();
  world().secrets.push(PASSWORD, NEW_PASSWORD);
  await world().db.throttle.deleteMany();
  made = await makePerson(world(), "admin", PASSWORD);
  made.ctx = still(made.ctx);
  ({ email } = made.person);
  const real = await vi.importActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
  vi.mocked(verify).mockReset().mockImplementation(real.verify);
});

/** Each stranger comes from an address of their own unless a test says otherwise. */
const from = (ip = `2001:db8:0:${(strangers += 1).toString(16)}::1`) =>
  still(world().context({ ...NOBODY, ip }));
const attempt = (password: string, browserMark?: string, ctx = from()) =>
  signIn(ctx, { email, password, browserMark });

/** Tries a wrong password as often as the limit allows. */
async function guess(browserMark?: string, times = LIMITS.sign_in_account.free): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await expectRefused(attempt("wrong", browserMark), "sign_in_failed");
  await expectRefused(attempt("wrong", browserMark), "rate_limited");
}

/** As if all free tries but the last had been made, and then the last. */
async function useUp(name: "sign_in_ip" | "sign_in_all", key: string): Promise<void> {
  await countTry(from(), name, key);
  await world().db.throttle.updateMany({
    where: { key: { startsWith: `${name}:` } },
    data: { tries: LIMITS[name].free - 1 },
  });
  expect(await countTry(from(), name, key)).toEqual({ waitMs: 0, refused: 0 });
}

describe("forty tries at the same moment", () => {
  it("are checked ten times, whatever password they bring", async () => {
    await warmUp(world().db, 30);
    const tries = Array.from({ length: 40 }, () => attempt("wrong"));
    const codes = (await Promise.allSettled(tries)).map(
      (result) => result.status === "rejected" && result.reason.code,
    );
    expect(codes.filter((code) => code === "sign_in_failed")).toHaveLength(10);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(30);
    expect(verify).toHaveBeenCalledTimes(10);
    await expectRefused(attempt(PASSWORD), "rate_limited");
    expect(verify).toHaveBeenCalledTimes(10);
    expect(await eventsOf(world(), "session.refused", { targetId: made.person.id })).toHaveLength(
      10,
    );
    const limited = await eventsOf(world(), "session.limited", { targetId: made.person.id });
    const refused = limited.map(({ details }) => (details as { refused: number }).refused);
    expect(refused.sort((a, b) => a - b)).toEqual([1, 10]);
  });

  it("of which all are right are all let in", async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => attempt(PASSWORD)));
    expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
  });
});

describe("a browser that has signed in before", () => {
  it("is let in while strangers are kept waiting", async () => {
    const { browserMark } = await attempt(PASSWORD);
    world().secrets.push(browserMark);
    await guess();
    await expectRefused(attempt(PASSWORD), "rate_limited");
    await attempt(PASSWORD, browserMark);
    await expectNoPlaintext(world());
  });

  it("is let in although its address and all signing in are held back", async () => {
    const ip = "198.51.100.7";
    const { browserMark } = await attempt(PASSWORD, undefined, from(ip));
    await useUp("sign_in_ip", ip);
    await expectRefused(attempt(PASSWORD, undefined, from(ip)), "rate_limited");
    await attempt(PASSWORD, browserMark, from(ip));
    await useUp("sign_in_all", "all");
    await expectRefused(attempt(PASSWORD), "rate_limited");
    await attempt(PASSWORD, browserMark);
  });

  it("does not give strangers new tries by signing in", async () => {
    const { browserMark } = await attempt(PASSWORD);
    await guess();
    await attempt(PASSWORD, browserMark);
    await expectRefused(attempt("wrong"), "rate_limited");
  });

  it("has a limited budget too, which is not that of strangers", async () => {
    const { browserMark } = await attempt(PASSWORD);
    await guess(browserMark, LIMITS.sign_in_browser.free);
    await expectRefused(attempt(PASSWORD, browserMark), "rate_limited");
    expect(verify).toHaveBeenCalledTimes(11);
    await attempt(PASSWORD);
    time += 60_000;
    await attempt(PASSWORD, browserMark);
  });

  it("keeps its budget apart from another browser's", async () => {
    const [one, two] = [await attempt(PASSWORD), await attempt(PASSWORD)];
    await guess(one.browserMark);
    await attempt(PASSWORD, two.browserMark);
  });

  it.each<[string, () => Promise<string>]>([
    [
      "of another account",
      async () => {
        const other = await makePerson(world(), "owner", PASSWORD);
        const input = { email: other.person.email, password: PASSWORD };
        return (await signIn(from(), input)).browserMark;
      },
    ],
    ["made up", async () => `${"a".repeat(43)}.1.${"a".repeat(43)}`],
    [
      "from before the password was changed",
      async () => {
        const { browserMark } = await attempt(PASSWORD);
        const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
        await changePassword(made.ctx, input);
        return browserMark;
      },
    ],
  ])("is a stranger with a mark %s", async (_name, make) => {
    const mark = await make();
    await guess();
    await expectRefused(attempt(PASSWORD, mark), "rate_limited");
    await expectRefused(attempt(NEW_PASSWORD, mark), "rate_limited");
  });

  it("stays known when the password is changed in it, or through a reset link", async () => {
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const changed = await changePassword(made.ctx, input);
    await guess();
    await attempt(NEW_PASSWORD, changed.browserMark);
    const owner = await makePerson(world(), "owner");
    const { link } = await createResetLink(owner.ctx, made.person.id);
    const token = new URL(link).hash.replace("#token=", "");
    const entered = await acceptInvite(from(), { token, password: PASSWORD });
    expect(await findViewer(world().context(), entered.sessionToken)).toMatchObject({ email });
    await expectRefused(attempt(PASSWORD), "rate_limited");
    await attempt(PASSWORD, entered.browserMark);
  });

  it("gets the answer of everybody else for a disabled account", async () => {
    const { browserMark } = await attempt(PASSWORD);
    await world().db.person.update({
      where: { id: made.person.id },
      data: { disabledAt: new Date() },
    });
    await expectRefused(attempt(PASSWORD, browserMark), "sign_in_failed");
  });
});

describe("one address", () => {
  it("is not charged for those who get in, nor for tries at an account that has to wait", async () => {
    const ip = "198.51.100.20";
    for (let n = 0; n < LIMITS.sign_in_ip.free + 5; n += 1) {
      const { waitMs } = await countTry(from(), "sign_in_account", email);
      if (waitMs > 0) await expectRefused(attempt("wrong", undefined, from(ip)), "rate_limited");
    }
    const other = await makePerson(world(), "support", PASSWORD);
    const enter = () => signIn(from(ip), { email: other.person.email, password: PASSWORD });
    for (let n = 0; n < 3; n += 1) await enter();
    const row = await world().db.throttle.findFirst({
      where: { key: { startsWith: "sign_in_ip" } },
    });
    expect(row?.tries).toBe(0);
  });

  it("of an IPv6 network is that network", async () => {
    vi.mocked(verify).mockResolvedValue(false);
    const network = "2001:db8:ffff:1";
    const tryAt = (n: number) =>
      signIn(from(`${network}::${n.toString(16)}`), {
        email: `guess-${n}@team.example`,
        password: "wrong",
      });
    for (let n = 0; n < LIMITS.sign_in_ip.free; n += 1)
      await expectRefused(tryAt(n), "sign_in_failed");
    await expectRefused(tryAt(99), "rate_limited");
  });
});

describe("a sign-in with the old password", () => {
  it("that is under way while a reset gives a new one is refused", async () => {
    const owner = await makePerson(world(), "owner");
    const { link } = await createResetLink(owner.ctx, made.person.id);
    const paused = pausedBeforeCommit(from());
    const token = new URL(link).hash.replace("#token=", "");
    const resetting = acceptInvite(paused.ctx, { token, password: NEW_PASSWORD });
    await Promise.race([paused.reached, resetting]);
    const signingIn = attempt(PASSWORD);
    await untilWaiting(world(), signingIn);
    paused.commit();
    await resetting;
    await expectRefused(signingIn, "sign_in_failed");
    const open = { personId: made.person.id, endedAt: null };
    expect(await world().db.session.count({ where: open })).toBe(1);
  });
});

describe("other places that check a secret", () => {
  it("the own password change waits after ten wrong ones, and notes them", async () => {
    const change = (currentPassword: string) =>
      changePassword(made.ctx, { currentPassword, newPassword: NEW_PASSWORD });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => change("wrong")));
    const codes = tries.map((result) => result.status === "rejected" && result.reason.code);
    expect(codes.filter((code) => code === "wrong_password")).toHaveLength(10);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(10);
    expect(verify).toHaveBeenCalledTimes(10);
    await expectRefused(change(PASSWORD), "rate_limited");
    const targetId = made.person.id;
    expect(await eventsOf(world(), "person.password_refused", { targetId })).toHaveLength(10);
    expect(await eventsOf(world(), "access.limited", { targetId })).toHaveLength(2);
    time += 60_000;
    await change(PASSWORD);
  });

  it("a weak new password is no wrong guess", async () => {
    const weak = { currentPassword: PASSWORD, newPassword: "short" };
    for (let n = 0; n < 12; n += 1)
      await expectRefused(changePassword(made.ctx, weak), "weak_password");
  });

  it("one-time links wait after twenty wrong ones from an address, and right ones are free", async () => {
    const ctx = from();
    const owner = await makePerson(world(), "owner");
    const address = `new-${randomUUID()}@team.example`;
    const { link } = await invitePerson(owner.ctx, { email: address, role: "support" });
    const token = new URL(link).hash.replace("#token=", "");
    for (let n = 0; n < 25; n += 1) await previewInvite(ctx, token);
    for (let n = 0; n < LIMITS.invite.free; n += 1)
      await expectRefused(previewInvite(ctx, `x${n}`.padEnd(43, "x")), "invite_invalid");
    const input = { token, name: "Grace", password: PASSWORD };
    await expectRefused(acceptInvite(ctx, input), "rate_limited");
    await expectRefused(previewInvite(ctx, token), "rate_limited");
    await acceptInvite(from(), input);
  });

  it("the setup token waits after ten wrong ones from an address", async () => {
    await world().db.person.deleteMany();
    const ctx = from();
    const input = { name: "Ada", email: "ada@team.example", password: PASSWORD };
    const wrong = { ...input, setupToken: "guess" };
    for (let n = 0; n < LIMITS.setup.free; n += 1)
      await expectRefused(createOwner(ctx, wrong), "setup_token_wrong");
    const right = { ...input, setupToken: SETUP_TOKEN };
    await expectRefused(createOwner(ctx, right), "rate_limited");
    time += 60_000;
    const entered = await createOwner(ctx, right);
    expect(await findViewer(world().context(), entered.sessionToken)).toMatchObject({
      rights: { role: "owner" },
    });
    await signIn(ctx, { ...input, browserMark: entered.browserMark });
  });
});
