import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { handOutAlerts } from "@/lib/alerts/hand-out";
import { addRecipient } from "@/lib/alerts/recipients";
import { addRecipientInput } from "@/lib/alerts/schemas";
import { sendTest } from "@/lib/alerts/send-again";
import { sendMessages } from "@/lib/alerts/send-messages";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { letTimePass, makeDue, openContext } from "../support/alerts";
import { startMailServer, type MailServer } from "../support/mail-server";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { startReceiver, type Receiver } from "../support/receiver";
import { useWorld } from "../support/world";

const world = useWorld();
let slack: Receiver;
let mail: MailServer;
let made: ConnectedPortal;
let ctx: Context;

beforeAll(async () => {
  [slack, mail] = await Promise.all([startReceiver(), startMailServer()]);
});
afterAll(async () => {
  await slack.close();
  await mail.close();
});
beforeEach(async () => {
  made = await makePortal(world());
  await world().db.alertEvent.deleteMany({});
  slack.posts.length = 0;
  mail.mails.length = 0;
  mail.refusal = undefined;
  slack.answer = { status: 200, body: "ok" };
  world().clock.aheadMs = 0;
  const open = openContext(world(), made.owner.ctx);
  const env = {
    ...open.env,
    smtpUrl: new Secret(mail.url),
    mailFrom: "Portico <portico@team.example>",
  };
  ctx = { ...open, env };
});
afterEach(() => world().db.alertTarget.deleteMany({}));

type Extra = { quietFrom?: string; quietTo?: string; eventTypes?: string[] };
const add = (kind: "slack" | "mail", extra: Extra = {}) => {
  const address = kind === "slack" ? slack.url : "oncall@team.example";
  const input = { kind, address, name: "", eventTypes: [], ...extra };
  return addRecipient(ctx, addRecipientInput.parse(input), "UTC");
};
const become = (status: "connected" | "needs_reconnect" | "degraded", portalId = made.portal.id) =>
  world().db.portal.update({ where: { id: portalId }, data: { status } });

/** Hands out, waits for the message's time, and sends what is due, as a worker does. */
async function tell(afterMs = 31_000): Promise<void> {
  while ((await handOutAlerts(ctx)) > 0) continue;
  world().clock.aheadMs += afterMs;
  await letTimePass(world());
  const jobs = await ctx.queue.take("message", 50);
  for (const job of jobs) {
    await sendMessages(ctx, job);
    await ctx.queue.done("message", job.id);
  }
}

const slackText = (index = 0) => JSON.stringify(JSON.parse(slack.posts[index]?.body ?? "{}"));
/** The text part, with soft line breaks taken out. */
const mailText = (index = 0) => (mail.mails[index]?.raw ?? "").replaceAll("=\r\n", "");

describe("a message for people", () => {
  it("says what happened, what it means, what to do and where, by Slack and by mail", async () => {
    await add("slack");
    await add("mail");
    await become("needs_reconnect");
    await tell();
    expect([slack.posts.length, mail.mails.length]).toEqual([1, 1]);
    const { portal } = made;
    for (const text of [slackText(), mailText()]) {
      expect(text).toContain(`(${portal.hubId})`);
      expect(text).toContain("HubSpot no longer accepts");
      expect(text).toContain("Reconnect the portal");
      expect(text).toContain(`/portals/${portal.id}`);
    }
    expect(mail.mails[0]).toMatchObject({
      from: "portico@team.example",
      to: ["oncall@team.example"],
    });
    expect(mail.mails[0]?.raw).toMatch(/^Subject: \[Portico\] Portal needs a reconnect: /m);
  });

  it("tells the recovery once too", async () => {
    await add("slack");
    await become("needs_reconnect");
    await tell();
    await become("connected");
    await tell(6 * 60_000);
    expect(slack.posts.map(({ body }) => JSON.parse(body).text)).toEqual([
      expect.stringContaining("Portal needs a reconnect: "),
      expect.stringContaining("Portal recovered: "),
    ]);
  });

  it("holds everything that came together, by kind, trouble first", async () => {
    await add("slack");
    const more = await Promise.all([makePortal(world()), makePortal(world())]);
    await world().db.alertEvent.deleteMany({});
    await become("needs_reconnect");
    for (const { portal } of more) await become("needs_reconnect", portal.id);
    await become("connected");
    await tell();
    expect(slack.posts).toHaveLength(1);
    expect(JSON.parse(slack.posts[0]?.body ?? "{}").text).toBe(
      "4 events: 3 × portal needs a reconnect, portal recovered",
    );
  });

  it("is one of an outage, however many portals degrade and recover with it", async () => {
    await add("slack");
    const more = await Promise.all([makePortal(world()), makePortal(world())]);
    const all = [made, ...more];
    const appIds = all.map(({ app }) => app.id);
    await world().db.portal.updateMany({
      where: { appId: { notIn: appIds } },
      data: { status: "revoked" },
    });
    await world().db.alertEvent.deleteMany({});
    const setApps = (data: object) =>
      world().db.hubSpotApp.updateMany({ where: { id: { in: appIds } }, data });
    await setApps({ breakerOpenedAt: new Date(), breakerKind: "unavailable" });
    for (const { portal } of all) await become("degraded", portal.id);
    await makeDue(world());
    await tell();
    expect(slack.posts.map(({ body }) => JSON.parse(body).text)).toEqual([
      "HubSpot does not answer",
    ]);
    for (const { portal } of all) await become("connected", portal.id);
    await setApps({ breakerOpenedAt: null, breakerKind: null });
    await tell(6 * 60_000);
    expect(slack.posts.slice(1).map(({ body }) => JSON.parse(body).text)).toEqual([
      "HubSpot answers again",
    ]);
  });

  it("cannot call everybody or make a link of what a customer named a portal", async () => {
    await add("slack");
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { hubDomain: "<!channel>&<https://evil.example|x>" },
    });
    await become("needs_reconnect");
    await tell();
    expect(slackText()).not.toContain("<!channel>");
    expect(slackText()).not.toContain("<https://evil");
  });

  it("waits for the end of the quiet hours", async () => {
    const clock = (minutes: number) => {
      const at = new Date(Date.now() + minutes * 60_000);
      return at.toISOString().slice(11, 16);
    };
    await add("slack", { quietFrom: clock(-60), quietTo: clock(60) });
    await become("needs_reconnect");
    await tell();
    await tell(10 * 60_000);
    expect(slack.posts).toEqual([]);
    await tell(51 * 60_000);
    expect(slack.posts).toHaveLength(1);
  });

  it("is tried again when the mail server refuses it, and keeps what that said", async () => {
    const targetId = await add("mail");
    mail.refusal = { code: 451, words: "greylisted" };
    await become("needs_reconnect");
    await tell();
    const [row] = await world().db.alertDelivery.findMany({ where: { targetId } });
    expect(row).toMatchObject({
      state: "pending",
      tryLog: [
        { status: 451, problem: "mail_refused", answer: expect.stringContaining("greylisted") },
      ],
    });
    mail.refusal = undefined;
    await tell(60_000);
    expect(mail.mails).toHaveLength(1);
  });

  it("is sent by one of two servers that are at it at once", async () => {
    const targetId = await add("slack");
    await become("needs_reconnect");
    await handOutAlerts(ctx);
    world().clock.aheadMs = 31_000;
    const job = { id: "a job", data: { targetId } };
    await Promise.all([sendMessages(ctx, job), sendMessages(ctx, job)]);
    expect(slack.posts).toHaveLength(1);
  });

  it("can be tried out, and says when there is no mail server", async () => {
    const targetId = await add("mail");
    expect(await sendTest(ctx, targetId)).toMatchObject({ isAccepted: true });
    expect(mail.mails[0]?.raw).toContain("Test from Portico");
    const { smtpUrl: _none, ...env } = ctx.env;
    await expect(
      addRecipient(
        { ...ctx, env },
        addRecipientInput.parse({ kind: "mail", address: "a@b.example", eventTypes: [] }),
        "UTC",
      ),
    ).rejects.toMatchObject({
      details: { fields: { address: expect.stringContaining("SMTP_URL") } },
    });
  });
});
