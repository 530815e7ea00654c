import type { Page } from "@playwright/test";
import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge, SAMPLE_APP } from "./support/journey";
import { captureAction, replay } from "./support/replay";

beginWith("app");
test.describe.configure({ mode: "serial" });

const NEW_SECRET = "12121212-3434-4565-8787-909090909090";

async function replaceSecret(page: Page, secret: string, grace: string): Promise<void> {
  await page.getByRole("button", { name: "Replace secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New client secret").fill(secret);
  await dialog.getByLabel("Previous secret").selectOption({ label: grace });
  await dialog.getByRole("button", { name: "Replace client secret" }).click();
}

test("a wrong secret is refused by HubSpot and changes nothing", async ({
  open,
  owner,
  sampleApp,
  connect,
}) => {
  const page = await open(owner);
  const path = await connect(62515);
  await page.goto(`${sampleApp}/credentials`);
  await replaceSecret(page, "not-the-secret-at-all", "Keep it for 1 hour");
  const field = page.getByRole("dialog").getByLabel("New client secret");
  await expect(field).toHaveAccessibleDescription(/refuses this secret.*Nothing was changed/);
  await page.goto(path);
  await expect(portalBadge(page, "Connected")).toBeVisible();
});

test("a new secret is proven with a stored grant, and the old one waits beside it", async ({
  open,
  owner,
  stack,
  sampleApp,
  connect,
}) => {
  const page = await open(owner);
  const second = await connect(62516);
  await (await stack.database()).postponeRefreshes();
  await stack.control.setSecret(SAMPLE_APP.clientId, NEW_SECRET);
  await stack.control.clearRequests();
  await page.goto(`${sampleApp}/credentials`);
  await replaceSecret(page, NEW_SECRET, "Keep it for 24 hours");
  await expect(page.getByText(/HubSpot accepted it for a stored connection/)).toBeVisible();
  const calls = await stack.control.requests({ path: "/token" });
  expect(calls.map(({ form }) => [form.grant_type, form.client_secret])).toEqual([
    ["refresh_token", NEW_SECRET],
  ]);
  await expect(page.getByText("1 of 2 portals verified under the new secret")).toBeVisible();

  // HubSpot changes its mind: the previous secret keeps the portals alive.
  await stack.control.setSecret(SAMPLE_APP.clientId, SAMPLE_APP.secret);
  await page.goto(second);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
  await page.goto(`${sampleApp}/credentials`);
  await expect(page.getByText(/It was last needed/)).toBeVisible();
  await expect(page.getByText("0 of 2 portals verified under the new secret")).toBeVisible();
  await stack.control.setSecret(SAMPLE_APP.clientId, NEW_SECRET);
});

test("support sees how far it is and cannot end it; an owner drops the old secret", async ({
  open,
  owner,
  support,
  stack,
  sampleApp,
}) => {
  const watcher = await open(support);
  await watcher.goto(`${sampleApp}/credentials`);
  await expect(watcher.getByText(/of 2 portals verified under the new secret/)).toBeVisible();
  await expect(watcher.getByRole("button", { name: "Drop the old secret now" })).toHaveCount(0);

  const page = await open(owner);
  await page.goto(`${sampleApp}/credentials`);
  await page.getByRole("button", { name: "Drop the old secret now" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("have not been verified under it yet");
  const sent = await captureAction(page, () =>
    dialog.getByRole("button", { name: "Drop old secret" }).click(),
  );
  await expect(page.getByText("The old secret was dropped.")).toBeVisible();
  await expect(page.getByText(/portals verified under the new secret/)).toHaveCount(0);
  expect((await replay(watcher.request, sent)).status()).toBe(403);

  const database = await stack.database();
  expect(await database.count("HubSpotApp", `"previousSecretSealed" IS NOT NULL`)).toBe(0);
  await page.goto("/activity?kind=app.previous_secret_dropped");
  await expect(
    page.getByRole("row").filter({ hasText: "Dropped the previous client secret" }),
  ).toHaveCount(1);
  const dump = await database.dump();
  for (const secret of [NEW_SECRET, SAMPLE_APP.secret]) {
    expect(dump).not.toContain(secret);
    expect(stack.output()).not.toContain(secret);
  }
});
