import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Webhook } from "standardwebhooks";
import { handOutAlerts } from "@/lib/alerts/hand-out";
import { sweep } from "@/lib/alerts/look-after";
import { redeliver, replay, sendTest } from "@/lib/alerts/send-again";
import { switchOff, switchOn } from "@/lib/alerts/switch-target";
import { rotateWebhookSecret } from "@/lib/alerts/webhooks";
import type { Context } from "@/lib/context";
import { addHook, letTimePass, makeDue, openContext, tellAll } from "../support/alerts";
import { expectNoPlaintext } from "../support/checks";
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
  receiver.posts.length = 0;
  receiver.answer = { status: 204 };
  world().clock.aheadMs = 0;
  ctx = openContext(world(), made.owner.ctx);
});
afterEach(() => world().db.alertTarget.deleteMany({}));

const become = (status: "connected" | "needs_reconnect" | "degraded") =>
  world().db.portal.update({ where: { id: made.portal.id }, data: { status } });
const delivery = (targetId: string) =>
  world().db.alertDelivery.findFirstOrThrow({ where: { targetId }, include: { target: true } });
const bodyOf = (index: number) => JSON.parse(receiver.posts[index]?.body ?? "{}");

describe("a webhook", () => {
  it("is told of a broken portal once, signed, and then of its recovery", async () => {
    const { secret } = await addHook(ctx, receiver.url);
    await become("needs_reconnect");
    await tellAll(ctx);
    await tellAll(ctx);
    await become("connected");
    await tellAll(ctx);
    expect(receiver.posts.map((_post, index) => bodyOf(index).type)).toEqual([
      "portal.needs_reconnect",
      "portal.recovered",
    ]);
    const [post] = receiver.posts;
    const verified = new Webhook(secret).verify(
      post?.body ?? "",
      post?.headers as Record<string, string>,
    );
    expect(verified).toMatchObject({
      data: {
        hub_id: Number(made.portal.hubId),
        app: made.app.slug,
        status: "needs_reconnect",
        url: `${world().env.origin}/portals/${made.portal.id}`,
      },
    });
    await expectNoPlaintext(world());
  });

  it("gets only the events it asked for", async () => {
    await addHook(ctx, receiver.url, ["portal.recovered"]);
    await become("needs_reconnect");
    await become("connected");
    await tellAll(ctx);
    expect(receiver.posts.map((_post, index) => bodyOf(index).type)).toEqual(["portal.recovered"]);
  });

  it("is tried again with the same id after a failure, later each time", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    receiver.answer = { status: 500, body: "out of order" };
    await become("needs_reconnect");
    await tellAll(ctx);
    const failed = await delivery(targetId);
    expect(failed).toMatchObject({
      state: "pending",
      tries: 1,
      tryLog: [{ status: 500, answer: "out of order", isAccepted: false }],
    });
    expect(failed.nextTryAt?.getTime()).toBeGreaterThan(Date.now() + 3_000);
    expect(failed.target.failingSince).not.toBeNull();
    receiver.answer = { status: 200 };
    world().clock.aheadMs = 5 * 60_000;
    await letTimePass(world());
    await tellAll(ctx);
    expect(receiver.posts.map(({ headers }) => headers["webhook-id"])).toEqual([
      receiver.posts[0]?.headers["webhook-id"],
      receiver.posts[0]?.headers["webhook-id"],
    ]);
    expect(await delivery(targetId)).toMatchObject({
      state: "delivered",
      tries: 2,
      target: { failingSince: null },
    });
  });

  it("is given up on after a day", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    receiver.answer = { status: 503 };
    await become("needs_reconnect");
    await handOutAlerts(ctx);
    world().clock.aheadMs = 25 * 3_600_000;
    await tellAll(ctx);
    expect(await delivery(targetId)).toMatchObject({ state: "failed", nextTryAt: null });
  });

  it("is not tried before it asked to be", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    receiver.answer = { status: 429, headers: { "retry-after": "900" } };
    await become("needs_reconnect");
    await tellAll(ctx);
    const { nextTryAt } = await delivery(targetId);
    expect(nextTryAt?.getTime()).toBeGreaterThan(Date.now() + 890_000);
  });

  it("that redirects has not taken it, and the redirect is not followed", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    const elsewhere = await startReceiver();
    receiver.answer = { status: 302, headers: { location: elsewhere.url } };
    await become("needs_reconnect");
    await tellAll(ctx);
    await elsewhere.close();
    expect(elsewhere.posts).toEqual([]);
    expect(await delivery(targetId)).toMatchObject({
      state: "pending",
      tryLog: [{ status: 302, problem: "redirect" }],
    });
  });

  it("that is gone is switched off, and others hear of it", async () => {
    const other = await startReceiver();
    const { targetId } = await addHook(ctx, receiver.url, ["portal.needs_reconnect"]);
    await addHook(ctx, other.url, ["webhook.switched_off"]);
    receiver.answer = { status: 410 };
    await become("needs_reconnect");
    await tellAll(ctx);
    await tellAll(ctx);
    await other.close();
    expect((await delivery(targetId)).target).toMatchObject({ pausedBy: "failing" });
    expect(other.posts.map(({ body }) => JSON.parse(body).type)).toEqual(["webhook.switched_off"]);
  });

  it("that failed for days is switched off", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    receiver.answer = { status: 500 };
    await become("needs_reconnect");
    await tellAll(ctx);
    world().clock.aheadMs = 3 * 24 * 3_600_000 + 1_000;
    await become("connected");
    await tellAll(ctx);
    expect((await delivery(targetId)).target).toMatchObject({ pausedBy: "failing" });
    await become("needs_reconnect");
    await handOutAlerts(ctx);
    expect(await world().db.alertDelivery.count({ where: { targetId } })).toBe(2);
  });

  it("keeps what waits while it is switched off, and gets it when it is on again", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    await become("needs_reconnect");
    await handOutAlerts(ctx);
    await switchOff(ctx, targetId);
    await tellAll(ctx);
    expect(receiver.posts).toEqual([]);
    await switchOn(ctx, targetId);
    await tellAll(ctx);
    expect(receiver.posts).toHaveLength(1);
  });
});

describe("by hand", () => {
  it("a test is sent at once and says how it went, in one try", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    expect(await sendTest(ctx, targetId)).toMatchObject({ isAccepted: true, status: 204 });
    expect(bodyOf(0)).toMatchObject({ type: "test" });
    receiver.answer = { status: 404 };
    expect(await sendTest(ctx, targetId)).toMatchObject({ isAccepted: false, status: 404 });
    expect(await world().db.alertDelivery.count({ where: { targetId, state: "pending" } })).toBe(0);
  });

  it("a delivery is sent again with the same id and content", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    await become("needs_reconnect");
    await tellAll(ctx);
    await redeliver(ctx, (await delivery(targetId)).id);
    await tellAll(ctx);
    expect(receiver.posts).toHaveLength(2);
    expect(receiver.posts[1]?.body).toBe(receiver.posts[0]?.body);
    expect(receiver.posts[1]?.headers["webhook-id"]).toBe(receiver.posts[0]?.headers["webhook-id"]);
  });

  it("a new webhook can be given what happened before it", async () => {
    await become("needs_reconnect");
    await become("connected");
    await handOutAlerts(ctx);
    const { targetId } = await addHook(ctx, receiver.url, ["portal.needs_reconnect"]);
    const since = new Date(Date.now() - 60_000);
    expect(await replay(ctx, { targetId, since })).toBe(1);
    await tellAll(ctx);
    expect(receiver.posts.map((_post, index) => bodyOf(index).type)).toEqual([
      "portal.needs_reconnect",
    ]);
  });

  it("both secrets sign while one is being rotated, then the new one alone", async () => {
    const { targetId, secret: old } = await addHook(ctx, receiver.url);
    const { secret: fresh } = await rotateWebhookSecret(ctx, { targetId, overlapHours: 1 });
    const holds = (secret: string) => {
      const post = receiver.posts.at(-1);
      try {
        new Webhook(secret).verify(post?.body ?? "", post?.headers as Record<string, string>);
        return true;
      } catch {
        return false;
      }
    };
    await sendTest(ctx, targetId);
    expect([holds(old), holds(fresh)]).toEqual([true, true]);
    await world().db.alertTarget.update({
      where: { id: targetId },
      data: { previousSecretUntil: new Date(Date.now() - 1_000) },
    });
    await sendTest(ctx, targetId);
    expect([holds(old), holds(fresh)]).toEqual([false, true]);
  });
});

describe("several servers", () => {
  it("hand each event out once", async () => {
    await addHook(ctx, receiver.url);
    await become("needs_reconnect");
    await become("connected");
    await become("degraded");
    await makeDue(world());
    await Promise.all([handOutAlerts(ctx), handOutAlerts(ctx), handOutAlerts(ctx)]);
    expect(await world().db.alertDelivery.count()).toBe(3);
    await tellAll(ctx);
    expect(receiver.posts).toHaveLength(3);
  });

  it("find a delivery that the queue was never told of", async () => {
    const { targetId } = await addHook(ctx, receiver.url);
    await become("needs_reconnect");
    const dying = { ...ctx, queue: { ...ctx.queue, add: () => Promise.reject(new Error("died")) } };
    await expect(handOutAlerts(dying)).rejects.toThrow("died");
    world().clock.aheadMs = 3 * 60_000;
    expect(await sweep(ctx)).toBe(1);
    expect(await sweep(ctx)).toBe(0);
    await tellAll(ctx);
    expect(receiver.posts).toHaveLength(1);
    expect(await delivery(targetId)).toMatchObject({ state: "delivered" });
  });
});
