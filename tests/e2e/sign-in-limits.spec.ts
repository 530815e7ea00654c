import type { Page } from "@playwright/test";
import { beginWith, expect, test } from "./support/fixtures";
import { invite, join, signIn } from "./support/people";

beginWith("team");

/** Sends the sign-in form and waits for the answer. */
async function send(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  const answer = page.waitForResponse(/\/api\/auth\/callback\/credentials/);
  await page.getByRole("button", { name: "Sign in" }).click();
  await answer;
}

test("guessing strangers are told to wait and do not keep a known browser out", async ({
  open,
  admin,
  guard,
}) => {
  guard.allow(401, /^\/api\/auth\/callback\/credentials$/);
  const mine = await open();
  await mine.goto("/login");
  await signIn(mine, admin);
  const cookies = await mine.context().cookies();
  const marks = cookies.filter(({ name }) => name.startsWith("portico.known-"));
  expect(marks).toMatchObject([{ httpOnly: true, sameSite: "Strict", path: "/" }]);

  const stranger = await open();
  await stranger.goto("/login");
  for (let n = 0; n < 10; n += 1) {
    await send(stranger, admin.email, "not the password at all");
    await expect(stranger.getByText("Email or password is not right.")).toBeVisible();
  }
  await send(stranger, admin.email, admin.password);
  await expect(
    stranger.getByText(/^Too many tries\. Wait (1 minute|\d+ seconds?), then try again\.$/),
  ).toBeVisible();

  await mine.getByRole("button", { name: new RegExp(admin.name) }).click();
  await mine.getByRole("menuitem", { name: "Sign out" }).click();
  await mine.waitForURL("**/login?signedOut=1");
  await signIn(mine, admin);
  await expect(mine).not.toHaveURL(/\/login/);
});

test("whoever comes in by a link leaves no session of somebody else behind", async ({
  open,
  owner,
  hire,
  visit,
}) => {
  const password = "granite teapot humming northbound";
  const former = { name: "Fred Former", email: "fred.former@team.example", password };
  const member = await hire(former, "support");
  const page = await open(member);
  await page.goto("/portals");
  const copy = await visit(member);
  const link = await invite(await open(owner), "nora.next@team.example", "support");
  await join(page, link, { name: "Nora Next", email: "nora.next@team.example", password });
  await page.goto("/portals");
  await expect(page.getByRole("button", { name: /Nora Next/ })).toBeVisible();
  expect((await copy.get("/portals", { maxRedirects: 0 })).status()).toBe(307);
});

test("whoever signs in once more leaves no session behind in a copied cookie", async ({
  hire,
  visit,
  stack,
}) => {
  const who = {
    name: "Tess Twice",
    email: "tess.twice@team.example",
    password: "granite teapot humming northbound",
  };
  const member = await hire(who, "support");
  const [browser, copy] = [await visit(member), await visit(member)];
  const portals = async (one: typeof browser) =>
    (await one.get("/portals", { maxRedirects: 0 })).status();
  expect([await portals(browser), await portals(copy)]).toEqual([200, 200]);
  const { csrfToken } = (await (await browser.get("/api/auth/csrf")).json()) as {
    csrfToken: string;
  };
  const { email, password } = who;
  const answer = await browser.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true" },
    headers: { origin: stack.origin },
  });
  expect(answer.status()).toBe(200);
  expect([await portals(browser), await portals(copy)]).toEqual([200, 307]);
});
