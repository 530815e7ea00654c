import { expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { consent } from "./support/journey";
import type { Page } from "@playwright/test";

beginWith("app");
test.describe.configure({ mode: "serial" });

let path = "";

/** From the portal's page to HubSpot's page for its own account. */
async function reconnect(page: Page): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Reconnect" }).click();
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await page.waitForURL(/\/oauth\/62515\/authorize\?/);
}

/** The person signs in to another account on HubSpot's own page, and consents there. */
async function consentElsewhere(page: Page): Promise<void> {
  await page.goto(page.url().replace("/oauth/62515/authorize", "/oauth/authorize"));
  await consent(page, 62516);
}

test("a reconnect that lands on another portal stops and asks", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  path = await connect(62515);
  await reconnect(page);
  await consentElsewhere(page);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("This is another portal");
  await expect(main).toContainText("62515");
  await expect(main).toContainText("Hub ID 62516");
  await expect(main).toContainText("Nothing was replaced");
  await expectAccessible(page, "a reconnect that met another portal");
  const database = await stack.database();
  expect(await database.count("Portal")).toBe(1);

  await main.getByRole("button", { name: "Connect Hub 62516 as a new portal" }).click();
  await page.waitForURL(/\/oauth\/62516\/authorize\?/);
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.waitForURL(/\/portals\/connect\/[0-9a-f-]{36}$/);
  await expect(main.getByRole("heading", { level: 1 })).toContainText(
    "globex.example is connected",
  );
  expect(await database.count("Portal")).toBe(2);
});

test("Cancel leaves the portal as it was", async ({ open, owner }) => {
  const page = await open(owner);
  await reconnect(page);
  await consentElsewhere(page);
  const main = page.getByRole("main");
  await expect(
    main.getByRole("link", { name: "Open Hub 62516, which is connected already" }),
  ).toBeVisible();
  await main.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL(`**${path}`);
  await expect(page.getByRole("region", { name: "Installed by" })).toContainText(
    "ada@acme.example",
  );
});

test("another installer becomes current, and the earlier grant can be revoked alone", async ({
  open,
  owner,
  support,
  stack,
}) => {
  const admin = { superAdmin: true, marketplaceAccess: true };
  await stack.control.putPortal({
    hubId: 62515,
    domain: "acme.example",
    users: [
      { userId: 2_062_515, email: "ada@acme.example", ...admin },
      { userId: 2_062_599, email: "eve@acme.example", ...admin },
    ],
  });
  const page = await open(owner);
  await reconnect(page);
  await page.getByLabel("Choose user").selectOption("2062599");
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.waitForURL(/\/portals\/connect\/[0-9a-f-]{36}$/);
  await page.goto(path);
  await expect(page.getByRole("region", { name: "Installed by" })).toContainText(
    "eve@acme.example",
  );

  const watcher = await open(support);
  await watcher.goto(path);
  await expect(watcher.getByRole("region", { name: "Grants" })).toContainText("ada@acme.example");
  await expect(watcher.getByRole("button", { name: "Revoke this grant" })).toHaveCount(0);

  const grants = page.getByRole("region", { name: "Grants" });
  await grants.getByRole("button", { name: "Revoke this grant" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("ada@acme.example");
  await expectAccessible(page, "the dialog that revokes an earlier grant");
  await dialog.getByRole("button", { name: "Revoke this grant" }).click();
  await expect(grants).toContainText("Revoked by");
  await expect(grants.getByRole("button", { name: "Revoke this grant" })).toHaveCount(0);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
});
