// What people come for, and how many acts it takes them. A click, a filled field and a pressed key each count as one.
import type { Locator, Page } from "@playwright/test";
import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge, SAMPLE_APP } from "./support/journey";

beginWith("app");

/** Does what a person does, and counts it. */
class Acts {
  count = 0;
  constructor(private readonly page: Page) {}

  async click(what: Locator): Promise<void> {
    this.count += 1;
    await what.click();
  }

  async fill(field: Locator, text: string): Promise<void> {
    this.count += 1;
    await field.fill(text);
  }

  async choose(field: Locator, option: string | { label: string }): Promise<void> {
    this.count += 1;
    await field.selectOption(option);
  }

  async press(key: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(key);
  }
}

test("T1: who installed a portal is found with three acts", async ({ open, support, connect }) => {
  await connect(62515);
  const page = await open(support);
  await page.goto("/");
  await expect(page.getByRole("button", { name: /^Find or go to/ })).toBeVisible();
  const acts = new Acts(page);
  await acts.press("Control+k");
  await acts.fill(page.getByRole("combobox", { name: /^Find by Hub ID/ }), "62515");
  await acts.click(page.getByRole("option", { name: /^acme\.example/ }));
  await expect(page.getByRole("main").getByText("ada@acme.example").first()).toBeInViewport();
  expect(acts.count).toBeLessThanOrEqual(3);
});

test("T2: a portal is connected with five acts, HubSpot's own page included", async ({
  open,
  admin,
}) => {
  const page = await open(admin);
  await page.goto("/portals");
  const acts = new Acts(page);
  await acts.click(page.getByRole("main").getByRole("link", { name: "Connect portal" }).first());
  await acts.click(page.getByRole("button", { name: "Continue to HubSpot" }));
  await acts.choose(page.getByLabel("Choose account"), "62517");
  await acts.click(page.getByRole("button", { name: "Connect app" }));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("initech.example");
  await acts.click(page.getByRole("link", { name: "Open initech.example" }));
  await expect(portalBadge(page, "Connected")).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(5);
});

test("T3: from the alert, two clicks lead to HubSpot, and one there brings the portal back", async ({
  open,
  admin,
  stack,
  connect,
}) => {
  const page = await open(admin);
  await page.goto(await connect(62519));
  await stack.control.revokeGrants({ hubId: 62519, clientId: SAMPLE_APP.clientId });
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(portalBadge(page, "Needs reconnect")).toBeVisible();

  await page.goto("/");
  const acts = new Acts(page);
  await acts.click(page.getByRole("main").getByRole("link", { name: /^Reconnect/ }));
  await acts.click(page.getByRole("button", { name: "Continue to HubSpot" }));
  // Which account is HubSpot's question, asked of whoever has several.
  await page.getByLabel("Choose account").selectOption("62519");
  await acts.click(page.getByRole("button", { name: "Connect app" }));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("is reconnected");
  expect(acts.count).toBeLessThanOrEqual(3);
});

test("T4: a secret is replaced without a moment in which portals fail", async ({
  open,
  admin,
  stack,
  sampleApp,
  connect,
}) => {
  const path = await connect(62516);
  const page = await open(admin);
  const secret = "34343434-5656-4787-8909-121212121212";
  await page.goto(sampleApp);
  const acts = new Acts(page);
  await acts.click(page.getByRole("button", { name: "Replace secret" }));
  const dialog = page.getByRole("dialog");
  await acts.fill(dialog.getByLabel("New client secret"), secret);
  await acts.choose(dialog.getByLabel("Previous secret"), { label: "Keep it for 24 hours" });
  await stack.control.setSecret(SAMPLE_APP.clientId, secret);
  await acts.click(dialog.getByRole("button", { name: "Replace client secret" }));
  await expect(page.getByText(/HubSpot accepted it for a stored connection/)).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(4);

  // Under either of the two a portal is renewed: HubSpot may take a while to go over.
  for (const known of [SAMPLE_APP.secret, secret]) {
    await stack.control.setSecret(SAMPLE_APP.clientId, known);
    await page.goto(path);
    await page.getByRole("button", { name: "Refresh now" }).click();
    await expect(page.getByText("The access token was refreshed.")).toBeVisible();
    await expect(portalBadge(page, "Connected")).toBeVisible();
  }
  await stack.control.setSecret(SAMPLE_APP.clientId, SAMPLE_APP.secret);
});

test("T5: before a revoke the dialog says what, how far, with what effect and until when", async ({
  open,
  admin,
  connect,
}) => {
  const page = await open(admin);
  await page.goto(await connect(62518));
  const acts = new Acts(page);
  await acts.click(page.getByRole("button", { name: "Revoke refresh token" }));
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(/Revoke \S+ \(Hub 62518\)\?/);
  await expect(dialog).toContainText("What stops:");
  await expect(dialog).toContainText(/What does not stop: .* until .*\d{1,2}:\d{2}/);
  await expect(dialog).toContainText("The app stays installed in HubSpot");
  const [domain = ""] = /(?<=Revoke )\S+/.exec((await dialog.textContent()) ?? "") ?? [];
  await acts.fill(dialog.getByLabel("Type the portal's domain to confirm"), domain);
  await acts.click(dialog.getByRole("button", { name: "Revoke refresh token" }));
  await expect(portalBadge(page, "Revoked")).toBeVisible();
  expect(acts.count).toBeLessThanOrEqual(3);
});
