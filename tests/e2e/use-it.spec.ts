import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { connectPortal } from "./support/journey";

beginWith("app");

test("a portal and an app tell a program how to use them", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/apps/sample-app");
  await page.getByRole("link", { name: "Use it" }).click();
  await expect(page.getByRole("heading", { name: "No portal to use yet" })).toBeVisible();
  await expectAccessible(page, "nothing to use yet", BOTH);

  const path = await connectPortal(page, 62515);
  await page.goto(path);
  await page.getByRole("link", { name: "Use it" }).click();
  await page.waitForURL("**/use");
  const main = page.getByRole("main");
  await expect(main).toContainText("/api/v1/portals/62515/hubspot/crm/v3/objects/contacts");
  await expect(main).toContainText("refresh_token=ptc-hub-62515");
  await expectAccessible(page, "how to use a portal", BOTH);
  await page.getByRole("link", { name: "Python" }).click();
  await expect(main).toContainText("urllib.request");
  await expect(page.getByRole("link", { name: "Python" })).toHaveAttribute("aria-current", "page");
  await page.getByRole("link", { name: "TypeScript" }).click();
  await expect(main).toContainText('import { Client } from "@hubspot/api-client";');

  await page.goto("/apps/sample-app/use");
  await expect(main).toContainText("/api/v1/portals?app=sample-app");
  await expect(main).toContainText("62515");
});

test("support reads it, and learns who makes a key", async ({ open, owner, support }) => {
  const path = await connectPortal(await open(owner), 62516);
  const page = await open(support);
  await page.goto(`${path}/use`);
  await expect(page.getByRole("main")).toContainText("An owner or admin makes one");
  await expect(page.getByRole("link", { name: "Settings, API keys" })).toHaveCount(0);
});

test("when tokens are renewed is chosen on the app's page", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/apps/sample-app/settings");
  const section = page.getByRole("region", { name: "Token renewal" });
  await expect(section.getByRole("radio", { name: "Ahead" })).toBeChecked();
  await section.getByRole("radio", { name: "On demand" }).check();
  await section.getByRole("button", { name: "Save token renewal" }).click();
  await expect(page.getByText("Saved. Token renewal: On demand.")).toBeVisible();
  await page.reload();
  await expect(section.getByRole("radio", { name: "On demand" })).toBeChecked();
  await expectAccessible(page, "how an app's tokens are renewed", BOTH);
});
