import { beforeEach, describe, expect, it } from "vitest";
import { changeRole, disablePerson, enablePerson } from "@/lib/people/manage";
import { changePassword, changeProfile, changeReading } from "@/lib/people/profile";
import { readingInput } from "@/lib/people/schemas";
import {
  findViewer,
  listOwnSessions,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
  signOut,
  signOutEverywhere,
} from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectNoPlaintext, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
let made: MadePerson;
let owner: MadePerson;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  owner = await makePerson(world(), "owner");
  made = await makePerson(world(), "admin", PASSWORD);
});

async function session() {
  const { sessionToken } = await signIn(world().context(NOBODY), {
    email: made.person.email,
    password: PASSWORD,
  });
  world().secrets.push(sessionToken);
  const viewer = await findViewer(world().context(), sessionToken);
  if (!viewer) throw new Error("no viewer");
  const ctx = world().context({ ...made.actor, sessionId: viewer.sessionId });
  return { ctx, see: () => findViewer(world().context(), sessionToken) };
}

describe("a session ends", () => {
  it("60 minutes after its last use", async () => {
    const { see } = await session();
    world().clock.aheadMs = SESSION_IDLE_MS - 60_000;
    expect(await see()).not.toBeNull();
    // That look counted as use.
    world().clock.aheadMs += SESSION_IDLE_MS - 60_000;
    expect(await see()).not.toBeNull();
    world().clock.aheadMs += SESSION_IDLE_MS + 60_000;
    expect(await see()).toBeNull();
  });

  it("12 hours after sign-in however much it is used", async () => {
    const { see } = await session();
    for (let ms = 0; ms < SESSION_ABSOLUTE_MS; ms += SESSION_IDLE_MS / 2) {
      world().clock.aheadMs = ms;
      expect(await see()).not.toBeNull();
    }
    world().clock.aheadMs = SESSION_ABSOLUTE_MS + 1_000;
    expect(await see()).toBeNull();
  });

  it("when its person signs out, and only that one", async () => {
    const [one, two] = [await session(), await session()];
    await signOut(one.ctx);
    expect(await one.see()).toBeNull();
    expect(await two.see()).not.toBeNull();
    expect(await eventsOf(world(), "session.ended", { targetId: made.person.id })).toHaveLength(1);
  });

  it("everywhere at once on request", async () => {
    const [one, two] = [await session(), await session()];
    expect(await listOwnSessions(one.ctx)).toHaveLength(2);
    expect(await signOutEverywhere(one.ctx)).toEqual({ ended: 2 });
    expect([await one.see(), await two.see()]).toEqual([null, null]);
    const [event] = await eventsOf(world(), "session.all_ended", { targetId: made.person.id });
    expect(event?.details).toEqual({ ended: 2 });
    expect(await listOwnSessions(one.ctx)).toEqual([]);
  });

  it("the moment its person is disabled, and does not come back", async () => {
    const { see } = await session();
    await disablePerson(owner.ctx, made.person.id);
    expect(await see()).toBeNull();
    await expectRefused(
      signIn(world().context(NOBODY), { email: made.person.email, password: PASSWORD }),
      "sign_in_failed",
    );
    await enablePerson(owner.ctx, made.person.id);
    expect(await see()).toBeNull();
    expect(await (await session()).see()).not.toBeNull();
    const [event] = await eventsOf(world(), "person.disabled", { targetId: made.person.id });
    expect(event).toMatchObject({ actorId: owner.person.id, details: { sessionsEnded: 1 } });
  });

  it("when the role changes, so that the new one starts clean", async () => {
    const { see } = await session();
    await changeRole(owner.ctx, { personId: made.person.id, role: "support" });
    expect(await see()).toBeNull();
    expect(await (await session()).see()).toMatchObject({ rights: { role: "support" } });
  });

  it("when the password changes, except the one that changed it", async () => {
    const [one, two] = [await session(), await session()];
    const newPassword = "violet kettle harbor sandal";
    world().secrets.push(newPassword);
    await changePassword(one.ctx, { currentPassword: PASSWORD, newPassword });
    expect(await one.see()).not.toBeNull();
    expect(await two.see()).toBeNull();
    await expectRefused(
      signIn(world().context(NOBODY), { email: made.person.email, password: PASSWORD }),
      "sign_in_failed",
    );
    expect(
      await eventsOf(world(), "person.password_changed", { targetId: made.person.id }),
    ).toHaveLength(1);
    await expectNoPlaintext(world());
  });

  it("never for a token nobody was given", async () => {
    expect(await findViewer(world().context(), "not-a-session")).toBeNull();
  });
});

describe("the own profile", () => {
  it("changes the name and records before and after", async () => {
    await changeProfile(made.ctx, { name: "Grace" });
    const [event] = await eventsOf(world(), "person.profile_changed", { targetId: made.person.id });
    expect(event?.changes).toEqual({ name: [made.person.name, "Grace"] });
  });

  it("has the language and time zone that were chosen, in every session, and follows the browser again", async () => {
    const { see } = await session();
    const reading = async () => {
      const { language, timeZone } = (await see()) ?? {};
      return { language, timeZone };
    };
    expect(await reading()).toEqual({ language: null, timeZone: null });
    const chosen = readingInput.parse({ language: "de", timeZone: "asia/kolkata" });
    await changeReading(made.ctx, chosen);
    expect(await reading()).toEqual({ language: "de", timeZone: chosen.timeZone });
    const [event] = await eventsOf(world(), "person.profile_changed", { targetId: made.person.id });
    expect(event?.changes).toEqual({ language: [null, "de"], timeZone: [null, chosen.timeZone] });
    await changeReading(made.ctx, readingInput.parse({ language: "", timeZone: "" }));
    expect(await reading()).toEqual({ language: null, timeZone: null });
  });

  it("takes no language and no time zone that there is not", () => {
    const problems = (input: unknown) =>
      readingInput.safeParse(input).error?.issues.map(({ message }) => message);
    expect(problems({ language: "xx", timeZone: "Mars/Olympus" })).toEqual([
      "Choose one of the languages.",
      "Choose one of the time zones.",
    ]);
  });

  it("keeps the password when the current one is wrong or the new one weak", async () => {
    const wrong = { currentPassword: "not it", newPassword: "violet kettle harbor sandal" };
    await expectRefused(changePassword(made.ctx, wrong), "wrong_password");
    const weak = { currentPassword: PASSWORD, newPassword: "short" };
    const error = await expectRefused(changePassword(made.ctx, weak), "weak_password");
    expect(error.details.fields).toHaveProperty("newPassword");
    const row = await world().db.person.findUniqueOrThrow({ where: { id: made.person.id } });
    expect(row.passwordHash).toBe(made.person.passwordHash);
  });
});
