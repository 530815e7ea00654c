import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { sendSignInNote } from "@/lib/alerts/sign-in-note";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { noteNewBrowser } from "@/lib/people/new-browser";
import { signIn } from "@/lib/people/sign-in";
import { startMailServer, type MailServer } from "../support/mail-server";
import { makePerson, type MadePerson } from "../support/makers";
import { NOBODY, useWorld } from "../support/world";

const world = useWorld();
const PASSWORD = "gravel otter lantern mosaic";
let mail: MailServer;
let made: MadePerson;

beforeAll(async () => {
  mail = await startMailServer();
});
afterAll(() => mail.close());
beforeEach(async () => {
  made = await makePerson(world(), "admin", PASSWORD);
  mail.mails.length = 0;
});

function withMail(ctx: Context): Context {
  const { env } = ctx;
  return {
    ...ctx,
    env: { ...env, smtpUrl: new Secret(mail.url), mailFrom: "portico@team.example" },
  };
}

/** Signs in and sends what is to be sent. @returns the mark that the browser keeps */
async function enter(mark?: string, password = PASSWORD): Promise<string> {
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const visitor = withMail(world().context({ ...NOBODY, ip: "192.0.2.77", userAgent }));
  const entered = await signIn(visitor, { email: made.person.email, password });
  await noteNewBrowser(visitor, entered, mark);
  for (const job of await world().queue.take("sign_in_note", 10)) {
    await sendSignInNote(withMail(world().context()), job);
    await world().queue.done("sign_in_note", job.id);
  }
  return entered.browserMark;
}

it("somebody is told by mail of a browser that their account was not used in before", async () => {
  await enter();
  expect(mail.mails).toEqual([]);
  const mark = await enter();
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]?.to).toEqual([made.person.email]);
  expect(mail.mails[0]?.raw).toContain("Firefox on Linux, from 192.0.2.77");
  await enter(mark);
  expect(mail.mails).toHaveLength(1);
  // A mark that somebody made up is none.
  await enter(`${mark.slice(0, -3)}AAA`);
  expect(mail.mails).toHaveLength(2);
});

it("nobody is told where no mail is set up, and signing in does not care", async () => {
  const visitor = world().context({ ...NOBODY, ip: "192.0.2.78" });
  const entered = await signIn(visitor, { email: made.person.email, password: PASSWORD });
  await noteNewBrowser(visitor, entered, undefined);
  expect(await world().queue.take("sign_in_note", 10)).toEqual([]);
});
