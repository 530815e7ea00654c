import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getTarget } from "@/lib/alerts/queries";
import { changeWebhookInput } from "@/lib/alerts/schemas";
import { sendTest } from "@/lib/alerts/send-again";
import { addWebhook, changeWebhook } from "@/lib/alerts/webhooks";
import type { Context } from "@/lib/context";
import { addHook, openContext, tellAll } from "../support/alerts";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { startReceiver, type Receiver } from "../support/receiver";
import { useWorld } from "../support/world";

const world = useWorld();
let receiver: Receiver;
let made: ConnectedPortal;
let ctx: Context;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  made = await makePortal(world());
  await world().db.alertEvent.deleteMany({});
  ctx = openContext(world(), made.owner.ctx);
});

const become = (status: "needs_reconnect") =>
  world().db.portal.update({ where: { id: made.portal.id }, data: { status } });
const delivery = (targetId: string) =>
  world().db.alertDelivery.findFirstOrThrow({ where: { targetId } });

describe("addresses of receivers", () => {
  const refused = async (url: string, allowed = "") =>
    addWebhook(
      { ...ctx, env: { ...ctx.env, allowedReceivers: allowed } },
      { url, name: "", eventTypes: [] },
    ).then(
      () => "taken",
      (error: { details?: { fields?: { url?: string } } }) => error.details?.fields?.url ?? "other",
    );

  it.each([
    ["http://127.0.0.1:9/", /private network/],
    ["https://[::1]/", /private network/],
    ["https://[::ffff:10.0.0.1]/", /private network/],
    ["https://169.254.169.254/latest/meta-data", /private network/],
    ["https://localhost/", /private network/],
    ["http://hooks.example.com/", /https/],
  ])("%s is refused when it is entered", async (url, words) => {
    expect(await refused(url)).toMatch(words);
  });

  it("an operator may allow an own network", async () => {
    expect(await refused("http://10.1.2.3/", "10.0.0.0/8")).toBe("taken");
    expect(await refused("http://10.1.2.3/", "192.168.0.0/16,hooks.internal")).toMatch(/private/);
    expect(await refused("http://hooks.internal/", "192.168.0.0/16,hooks.internal")).toBe("taken");
  });

  it("what comes after the question mark is not shown, and stays when the rest is saved", async () => {
    const { targetId } = await addHook(ctx, `${receiver.url}?key=open-sesame`);
    const { address, name, eventTypes } = await getTarget(ctx, targetId);
    expect(address).not.toContain("open-sesame");
    const input = changeWebhookInput.parse({ targetId, url: address, name, eventTypes });
    await changeWebhook(ctx, input);
    await sendTest(ctx, targetId);
    expect(receiver.posts.at(-1)?.path).toBe("/hook?key=open-sesame");
  });

  it("a name that leads to this machine is refused when Portico connects", async () => {
    const strict = made.owner.ctx;
    const { targetId } = await addHook(
      { ...strict, env: { ...strict.env, allowedReceivers: "localhost" } },
      receiver.url.replace("127.0.0.1", "localhost"),
    );
    await become("needs_reconnect");
    await tellAll(strict);
    expect(receiver.posts.filter(({ body }) => !body.includes('"test"'))).toEqual([]);
    expect(await delivery(targetId)).toMatchObject({
      state: "pending",
      tryLog: [{ problem: "private_address" }],
    });
  });
});
