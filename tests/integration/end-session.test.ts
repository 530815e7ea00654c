import { beforeEach, describe, expect, it } from "vitest";
import { endSession, endSessionsOf } from "@/lib/people/end-session";
import { listAllSessions } from "@/lib/people/queries";
import { findViewer } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsOf, expectRefused } from "../support/checks";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
let owner: MadePerson;
let admin: MadePerson;
let ips = 0;

beforeEach(async () => {
  owner = await makePerson(world(), "owner", PASSWORD);
  admin = await makePerson(world(), "admin", PASSWORD);
});

async function enter({ person }: MadePerson) {
  ips += 1;
  const visitor = world().context({ ...NOBODY, ip: `198.51.100.${ips}` });
  const { sessionToken } = await signIn(visitor, { email: person.email, password: PASSWORD });
  const viewer = () => findViewer(world().context(), sessionToken);
  return { id: (await viewer())?.sessionId ?? "", lives: async () => (await viewer()) !== null };
}

describe("ending a session", () => {
  it("ends that one, and leaves the others", async () => {
    const [one, two] = [await enter(admin), await enter(admin)];
    await endSession(admin.ctx, { sessionId: one.id });
    expect([await one.lives(), await two.lives()]).toEqual([false, true]);
    await expectRefused(endSession(admin.ctx, { sessionId: one.id }), "not_found");
    const [line] = await eventsOf(world(), "session.ended_for");
    expect(line).toMatchObject({ targetId: admin.person.id, details: { ended: 1 } });
  });

  it("of others is for who may manage them: an owner ends an admin's, and not the other way", async () => {
    const support = await makePerson(world(), "support", PASSWORD);
    const [theirs, mine] = [await enter(admin), await enter(owner)];
    await expectRefused(endSession(support.ctx, { sessionId: theirs.id }), "forbidden");
    await expectRefused(endSession(admin.ctx, { sessionId: mine.id }), "forbidden");
    await expectRefused(endSessionsOf(admin.ctx, { personId: owner.person.id }), "forbidden");
    expect([await theirs.lives(), await mine.lives()]).toEqual([true, true]);
    const more = await enter(admin);
    expect(await endSessionsOf(owner.ctx, { personId: admin.person.id })).toBe(2);
    expect([await theirs.lives(), await more.lives()]).toEqual([false, false]);
    expect(await endSessionsOf(owner.ctx, { personId: admin.person.id })).toBe(0);
  });

  it("is offered for those that live", async () => {
    const [gone, alive] = [await enter(admin), await enter(admin)];
    await endSession(owner.ctx, { sessionId: gone.id });
    const ids = (await listAllSessions(owner.ctx)).map(({ id }) => id);
    expect([ids.includes(gone.id), ids.includes(alive.id)]).toEqual([false, true]);
  });
});
