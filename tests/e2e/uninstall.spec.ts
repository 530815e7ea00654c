import { portalBadge, SAMPLE_APP } from "./support/journey";
import { beginWith, expect, test } from "./support/fixtures";
import { captureAction, replay } from "./support/replay";

beginWith("app");
test.describe.configure({ mode: "serial" });

let portalPath = "";

test("an uninstall that fails half-way stays visible and is resumed", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  portalPath = await connect(62515);
  await page.goto(portalPath);
  const main = page.getByRole("main");

  await stack.control.addFault({ match: { path: "/token/revoke" }, status: 503 });
  await main.getByRole("button", { name: "Uninstall app" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("acme.example");
  await expect(dialog).toContainText("62515");
  await expect(dialog).toContainText("e-mails the account's super admins");
  await dialog.getByLabel("Type the portal's domain to confirm").fill("acme.example");
  await dialog.getByRole("button", { name: "Uninstall app" }).click();
  await expect(dialog).toBeHidden();

  await expect(portalBadge(page, "Uninstall pending")).toBeVisible();
  await expect(main).toContainText("the app was removed from the account");
  await expect(main).toContainText("HubSpot had a problem of its own");
  await expect(main.getByRole("button", { name: "Refresh now" })).toHaveCount(0);
  expect((await stack.control.state()).installs).toEqual([]);
  await page.goto("/portals");
  const row = page.getByRole("row").filter({ hasText: "acme.example" });
  await expect(row).toContainText("Uninstall pending");
  await expect(row).not.toContainText("Connected");

  await page.goto(portalPath);
  await main.getByRole("button", { name: "Resume uninstall" }).click();
  await expect(portalBadge(page, "Uninstalled")).toBeVisible();
  const { counters, refreshTokens } = await stack.control.state();
  expect(counters.uninstalls).toBe(1);
  expect(refreshTokens.filter(({ alive }) => alive)).toEqual([]);
  const database = await stack.database();
  expect(await database.count("Grant", `"refreshTokenSealed" IS NOT NULL`)).toBe(0);

  await connect(62515);
  await page.goto(portalPath);
  await expect(portalBadge(page, "Connected")).toBeVisible();
});

test("support sees none of it, and its direct calls are refused", async ({
  open,
  owner,
  support,
  guard,
}) => {
  const page = await open(owner);
  await page.goto("/portals");
  await page.getByRole("checkbox", { name: "Select acme.example" }).check();
  await page.getByRole("button", { name: "Refresh selected" }).click();
  const sent = await captureAction(page, async () => {
    await page.getByRole("alertdialog").getByRole("button", { name: "Refresh 1 portal" }).click();
    await page.waitForURL(/\/portals\/bulk\/[0-9a-f-]{36}$/);
  });
  await expect(page.getByText("1 of 1 done.")).toBeVisible();
  const jobPath = new URL(page.url()).pathname;

  const looking = await open(support);
  await looking.goto("/portals");
  await expect(looking.getByRole("row").filter({ hasText: "acme.example" })).toBeVisible();
  await expect(looking.getByRole("checkbox", { name: /Select/ })).toHaveCount(0);
  await looking.goto(portalPath);
  await expect(looking.getByRole("button", { name: "Uninstall app" })).toHaveCount(0);
  guard.allow(403, /^\/portals\/bulk\//);
  const answer = await looking.goto(jobPath);
  expect(answer?.status()).toBe(403);
  const refused = await replay(looking.request, sent);
  expect(refused.status()).toBe(403);
});

test("revoking several portals needs the phrase that names how many", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  await connect(62516);
  await page.goto(`/portals?app=${SAMPLE_APP.name.toLowerCase().replace(" ", "-")}`);
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await expect(page.getByText("2 portals selected")).toBeVisible();
  await page.getByRole("button", { name: "Revoke selected" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Type the phrase to confirm").fill("revoke 1 portal");
  await dialog.getByRole("button", { name: "Revoke 2 portals" }).click();
  await expect(dialog).toContainText("does not match REVOKE 2 PORTALS");
  await dialog.getByLabel("Type the phrase to confirm").fill("REVOKE 2 PORTALS");
  await dialog.getByRole("button", { name: "Revoke 2 portals" }).click();
  await page.waitForURL(/\/portals\/bulk\//);
  await expect(page.getByText("2 of 2 done.")).toBeVisible();
  const { refreshTokens } = await stack.control.state();
  expect(refreshTokens.filter(({ alive }) => alive)).toEqual([]);
});
