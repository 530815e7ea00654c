import { addApp, consent, goToConsent } from "./support/journey";
import { beginWith, expect, test } from "./support/fixtures";
import { OWNER, setUp, signIn } from "./support/people";
import { SETUP_TOKEN } from "./support/stack";

beginWith("nothing");
test.describe.configure({ mode: "serial" });

test("a wrong setup token and a weak password are explained at the field", async ({ open }) => {
  const page = await open();
  await page.goto("/setup");
  await page.getByLabel("Setup token").fill("not-the-token-of-this-server");
  await page.getByLabel("Name", { exact: true }).fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Create owner account" }).click();
  await expect(page.getByLabel("Setup token")).toHaveAccessibleDescription(/not right/);
  await expect(page.getByLabel("Email")).toHaveValue(OWNER.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(OWNER.password);

  await page.getByLabel("Setup token").fill(SETUP_TOKEN);
  await page.getByLabel("Password", { exact: true }).fill("passwordpassword");
  await page.getByRole("button", { name: "Create owner account" }).click();
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAccessibleDescription(/known from data breaches/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(OWNER.name);
  await expect(page.getByLabel("Setup token")).toHaveValue(SETUP_TOKEN);
});

test("the setup link leads from an empty console to a connected portal", async ({
  open,
  guard,
  stack,
}) => {
  expect(stack.output()).toContain(`First run: open ${stack.origin}/setup`);
  const page = await open();
  await page.goto(`/setup#token=${SETUP_TOKEN}`);
  await expect(page.getByLabel("Setup token")).toHaveValue(SETUP_TOKEN);
  expect(page.url()).toBe(`${stack.origin}/setup`);
  await setUp(page);

  const steps = page.getByRole("list", { name: "First steps" });
  const here = steps.locator('[aria-current="step"]');
  await expect(here).toContainText("Keep a copy of the encryption keys elsewhere");
  await expect(page.getByText("1 of 7 done.")).toBeVisible();
  // No step waits for the one before it.
  await steps.getByRole("link", { name: "Add your HubSpot app" }).click();
  await page.waitForURL("**/apps/new");
  await addApp(page);
  await page.goto("/");
  await expect(page.getByText("2 of 7 done.")).toBeVisible();
  await steps.getByRole("link", { name: "Connect a portal" }).click();
  await page.waitForURL("**/portals/connect");

  await goToConsent(page);
  await consent(page, 62515);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("acme.example is connected");
  await expect(main).toContainText("ada@acme.example");
  await expect(main).toContainText("62515");
  await main.getByRole("link", { name: "Open acme.example" }).click();
  await page.waitForURL(/\/portals\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "Installed by" })).toBeVisible();
  await expect(main).toContainText("ada@acme.example");
  const acts = ["Refresh now", "Reconnect", "Revoke refresh token", "Uninstall app", "Test call"];
  for (const name of [...acts, "Copy summary"]) {
    await expect(main.getByRole("button", { name, exact: true })).toBeVisible();
  }

  await page.goto("/");
  await expect(page.getByText("4 of 7 done.")).toBeVisible();
  await page.getByRole("button", { name: "Hide" }).click();
  await expect(steps).toBeHidden();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Needs attention" })).toBeVisible();
  await expect(steps).toBeHidden();

  guard.allow(404, /^\/setup$/);
  const again = await page.goto("/setup");
  expect(again?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("nothing at this address");
});

test("signing out ends the session, and signing in gives it back", async ({ open, guard }) => {
  const page = await open();
  await page.goto("/portals");
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fportals$/);
  guard.allow(401, /^\/api\/auth\/callback\/credentials$/);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is not right.")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(OWNER.email);

  await signIn(page, OWNER);
  await expect(page).toHaveURL(/\/portals$/);
  await expect(page.getByRole("heading", { level: 1, name: "Portals" })).toBeVisible();
  const before = await page.context().storageState();

  // What pages leave in a browser: forms that were not sent, names of customers.
  await page.evaluate(() => {
    sessionStorage.setItem("portico-left", "a customer");
    localStorage.setItem("portico-left", "a customer");
  });
  await page.getByRole("button", { name: new RegExp(OWNER.name) }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  const sent = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  expect((await (await sent).allHeaders())["clear-site-data"]).toBe('"storage"');
  await page.waitForURL("**/login?signedOut=1");
  await expect(page.getByText("You are signed out.")).toBeVisible();
  const stored = () =>
    page.evaluate(() => [
      sessionStorage.getItem("portico-left"),
      localStorage.getItem("portico-left"),
      localStorage.getItem("portico-theme"),
    ]);
  // How the browser was to look is told of nobody.
  expect(await stored()).toEqual([null, null, "dark"]);
  await page.goBack();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();

  const thief = await open(undefined, { storageState: before });
  await thief.goto("/portals");
  await expect(thief).toHaveURL(/\/login/);
});

// Which addresses are foreign is what tests/unit/safe-path.test.ts is about.
test("after signing in nobody is sent on to another site", async ({ open, stack }) => {
  const page = await open();
  await page.goto(`/login?callbackUrl=${encodeURIComponent("/.//evil.example")}`);
  await signIn(page, OWNER);
  await page.waitForURL(`${stack.origin}/`);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});
