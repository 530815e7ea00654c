import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tokenCalls } from "../support/checks";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { statementsOf } from "../support/statements";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let key: string;
let door: TestDoor;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  ({ key } = await makeKey(world()));
  door = await startDoor(world());
});
afterEach(async () => {
  await door.close();
});

const read = () => door.call(`/portals/${made.hubId}/token`, { key });

describe("a token at the door", () => {
  it("costs one statement while it is fresh", async () => {
    await read();
    const statements = await statementsOf(async () => {
      expect(await read()).toMatchObject({ status: 200 });
    });
    expect(statements).toEqual(["SELECT q.n::int"]);
  });

  it("costs two more when it has to be renewed: the claim and the outcome", async () => {
    await read();
    await world().db.grant.updateMany({
      where: { portalId: made.portal.id },
      data: { accessTokenExpiresAt: new Date(0), refreshedAt: null },
    });
    const statements = await statementsOf(async () => {
      expect(await read()).toMatchObject({ status: 200 });
    });
    expect(await tokenCalls(world(), made.app.clientId, "refresh_token")).toHaveLength(1);
    expect(statements).toEqual(["SELECT q.n::int", "WITH claimed", "WITH n"]);
  });
});
