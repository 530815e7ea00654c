import { beginWith, expect, test } from "./support/fixtures";
import { fillApp, SAMPLE_APP } from "./support/journey";

beginWith("app");

const APP = {
  ...SAMPLE_APP,
  name: "Half typed",
  clientId: "half-typed-client-id",
  secret: "half-typed-secret-0123",
};

test("what was typed comes back after the session has ended, without the secret, and leaving asks first", async ({
  open,
  owner,
}) => {
  const page = await open(owner);
  await page.goto("/apps/new");
  await fillApp(page, APP);
  await page.getByRole("link", { name: "Activity" }).click();
  const asked = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await asked.getByRole("button", { name: "Stay here" }).click();
  await expect(page).toHaveURL(/\/apps\/new$/);

  // The session ends elsewhere; this page learns of it when it is sent.
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Save app" }).click();
  await page.waitForURL(/\/login/);
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(kept).toContain(APP.name);
  expect(kept, "a secret is kept in the browser").not.toContain(APP.secret);

  await page.context().addCookies(cookies);
  await page.goto("/apps/new");
  await expect(page.getByText("What you typed before is back")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(APP.name);
  await expect(page.getByLabel("Required scopes")).toHaveValue(APP.requiredScopes);
  await expect(page.getByLabel("Client secret")).toHaveValue("");
  await page.getByLabel("Client secret").fill(APP.secret);
  await page.getByRole("button", { name: "Save app" }).click();
  await page.waitForURL(/\?saved=new$/);
  await expect(page.getByRole("heading", { level: 1, name: APP.name })).toBeVisible();
  await page.goto("/apps/new");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
});

test("the browser's Back asks too, takes nothing away before, and goes where it was meant to", async ({
  open,
  owner,
}) => {
  const page = await open(owner);
  const back = () => page.evaluate(() => window.history.back());
  const asked = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await page.goto("/");
  await page.getByRole("link", { name: "Apps", exact: true }).first().click();
  await page.waitForURL("**/apps");
  await page.getByRole("link", { name: "Add app" }).first().click();
  await page.waitForURL("**/apps/new");
  await fillApp(page, APP);
  await back();
  await asked.getByRole("button", { name: "Stay here" }).click();
  await expect(asked).toHaveCount(0);
  await expect(page).toHaveURL(/\/apps\/new$/);
  await expect(page.getByLabel("Client secret")).toHaveValue(APP.secret);

  await back();
  await asked.getByRole("button", { name: "Leave without saving" }).click();
  await page.waitForURL("**/apps");
  await expect(page.getByRole("heading", { level: 1, name: "Apps" })).toBeVisible();
  await back();
  await page.waitForURL((url) => url.pathname === "/");
});
