import { describe, expect, it } from "vitest";
import { createOwner, isSetupOpen } from "@/lib/people/create-owner";
import { eventsOf, expectNoPlaintext, expectRefused } from "../support/checks";
import { NOBODY, SETUP_TOKEN, useWorld } from "../support/world";

const input = (email: string) => ({
  setupToken: SETUP_TOKEN,
  name: "Ada",
  email,
  password: "gravel otter lantern mosaic",
});

describe("creating the first owner", () => {
  const world = useWorld();

  it("refuses a wrong setup token and a weak password, and stays open", async () => {
    const ctx = world().context(NOBODY);
    expect(await isSetupOpen(ctx)).toBe(true);
    const wrong = { ...input("ada@team.example"), setupToken: "guess" };
    const error = await expectRefused(createOwner(ctx, wrong), "setup_token_wrong");
    expect(error.details.fields).toHaveProperty("setupToken");
    const weak = { ...input("ada@team.example"), password: "passwordpassword" };
    await expectRefused(createOwner(ctx, weak), "weak_password");
    expect(await isSetupOpen(ctx)).toBe(true);
    expect(await world().db.person.count()).toBe(0);
  });

  it("without a configured token nobody gets in", async () => {
    const ctx = world().context(NOBODY);
    const env = { ...ctx.env, setupToken: undefined };
    await expectRefused(
      createOwner({ ...ctx, env }, { ...input("a@b.example"), setupToken: "" }),
      "setup_token_wrong",
    );
  });

  it("makes one of four racing requests the owner and closes setup", async () => {
    world().secrets.push(input("").password, SETUP_TOKEN);
    const tries = ["a", "b", "c", "d"].map((name) =>
      createOwner(world().context(NOBODY), input(`${name}@team.example`)),
    );
    const results = await Promise.allSettled(tries);
    const losers = results.filter((result) => result.status === "rejected");
    expect(losers).toHaveLength(3);
    for (const { reason } of losers) expect(reason).toMatchObject({ code: "setup_closed" });
    const people = await world().db.person.findMany();
    expect(people).toMatchObject([
      { role: "owner", passwordHash: expect.stringMatching(/^\$argon2id\$/) },
    ]);
    const events = await eventsOf(world(), "system.set_up");
    expect(events).toMatchObject([{ actorId: people[0]?.id, actorKind: "person" }]);
    await expectRefused(
      createOwner(world().context(NOBODY), input("e@team.example")),
      "setup_closed",
    );
    await expectNoPlaintext(world());
  });

  it("stays closed when the owner is disabled", async () => {
    await world().db.person.updateMany({ data: { disabledAt: new Date() } });
    expect(await isSetupOpen(world().context(NOBODY))).toBe(false);
  });
});
