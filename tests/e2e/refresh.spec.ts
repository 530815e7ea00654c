import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge, SAMPLE_APP } from "./support/journey";
import type { Stack } from "./support/stack";

beginWith("app");

/** A refusal with a long Retry-After, so that the background worker leaves the portal to the test. */
const PASSING_FAILURE = {
  match: { path: "/token", grantType: "refresh_token" },
  times: 0,
  status: 503,
  headers: { "retry-after": "900" },
};

async function refreshCalls(stack: Stack): Promise<number> {
  const calls = await stack.control.requests({ path: "/token" });
  return calls.filter(({ form }) => form["grant_type"] === "refresh_token").length;
}

test.beforeEach(async ({ stack }) => {
  await stack.control.clearFaults();
});

test("Refresh now renews the token once and says so", async ({ open, owner, stack, connect }) => {
  const page = await open(owner);
  await page.goto(await connect(62515));
  const main = page.getByRole("main");
  await expect(main).toContainText("Not refreshed since it was connected");
  await stack.control.clearRequests();
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
  await expect(main).not.toContainText("Not refreshed since it was connected");
  await expect(page.getByRole("list", { name: "What happened to this portal" })).toContainText(
    "Refreshed the access token",
  );
  expect(await refreshCalls(stack)).toBe(1);
});

test("the same click in two tabs asks HubSpot once", async ({ open, owner, stack, connect }) => {
  const first = await open(owner);
  const path = await connect(62516);
  const second = await open(owner);
  await Promise.all([first.goto(path), second.goto(path)]);
  await stack.control.clearRequests();
  await stack.control.addFault({ match: { path: "/token" }, times: 0, delayMs: 400 });
  const tabs = [first, second];
  await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Refresh now" }).click()));
  for (const tab of tabs) {
    await expect(tab.getByText(/^The access token was refreshed/)).toBeVisible();
  }
  expect(await refreshCalls(stack)).toBe(1);
});

test("a new refresh token is kept, and the next refresh uses it", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  await page.goto(await connect(62517));
  const match = { path: "/token", grantType: "refresh_token" };
  await stack.control.addFault({ match, rotate: true });
  const count = page.getByRole("main").getByText("Refreshes of this grant").locator("..");
  for (const times of ["1", "2"]) {
    await page.getByRole("button", { name: "Refresh now" }).click();
    await expect(count).toContainText(times);
    await expect(page.getByText("The access token was refreshed.")).toBeVisible();
    await page.reload();
  }
  await expect(page.getByText("Refreshed 2 times", { exact: true })).toBeVisible();
  await page.getByText("Show the latest 2").click();
  await expect(page.getByText("HubSpot issued a new refresh token").first()).toBeVisible();
  expect((await stack.control.state()).counters.reusedRotatedTokens).toBe(0);
});

test("a passing failure shows Degraded with the next try, and recovers", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  const path = await connect(62518);
  await page.goto(path);
  await stack.control.addFault(PASSING_FAILURE);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText(/^Not refreshed: HubSpot had a problem of its own/)).toBeVisible();
  await expect(portalBadge(page, "Degraded")).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.getByText(/^Next try/).first()).toBeVisible();
  await expect(main).toContainText("The grant is kept.");
  await page.goto("/portals?status=degraded");
  await expect(page.getByRole("row").filter({ hasText: "62518" })).toContainText("Degraded");

  await stack.control.clearFaults();
  await page.goto(path);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(portalBadge(page, "Connected")).toBeVisible();
  await expect(page.getByText(/^Failed once, then recovered after \d+ sec$/)).toBeVisible();
});

test("a dead grant needs a reconnect, which keeps the history", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  const path = await connect(62519);
  await stack.control.revokeGrants({ hubId: 62519, clientId: SAMPLE_APP.clientId });
  await page.goto(path);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(portalBadge(page, "Needs reconnect")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("HubSpot no longer accepts this connection.");
  await expect(page.getByText(/Please let somebody who may install apps/)).toBeVisible();

  await page.getByRole("button", { name: "Reconnect", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reconnect hooli.example");
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await page.waitForURL(/\/oauth\/authorize|\/oauth\/62519\/authorize/);
  await page.getByLabel("Choose account").selectOption("62519");
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.waitForURL(/\/portals\/connect\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "hooli.example is reconnected",
  );
  await page.getByRole("link", { name: "Open hooli.example" }).click();
  await page.waitForURL(`**${path}`);
  await expect(portalBadge(page, "Connected")).toBeVisible();
  const timeline = page.getByRole("list", { name: "What happened to this portal" });
  await expect(timeline).toContainText("Reconnected a portal");
  await expect(timeline).toContainText("HubSpot refused the grant");
  await expect(timeline).toContainText("Connected a portal");
});

test("a wrong client secret stops the app, not its grants, and a right one mends it", async ({
  open,
  owner,
  stack,
  sampleApp,
  connect,
}) => {
  const page = await open(owner);
  await stack.control.putPortal({ hubId: 70001, domain: "secret.example" });
  const path = await connect(70001);
  const fresh = "77777777-6666-4555-8444-333333333333";
  await stack.control.setSecret(SAMPLE_APP.clientId, fresh);
  await page.goto(path);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(portalBadge(page, "App error")).toBeVisible();
  await page.goto("/");
  await expect(
    page.getByText("HubSpot refuses the client ID or secret of Sample App"),
  ).toBeVisible();

  await page.goto(sampleApp);
  await page.getByRole("button", { name: "Replace secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New client secret").fill("00000000-1111-4222-8333-444444444444");
  await dialog.getByRole("button", { name: "Replace client secret" }).click();
  await expect(dialog.getByLabel("New client secret")).toHaveAccessibleDescription(
    /HubSpot refuses this secret/,
  );
  await dialog.getByLabel("New client secret").fill(fresh);
  await dialog.getByRole("button", { name: "Replace client secret" }).click();
  await expect(page.getByText(/HubSpot accepted it for a stored connection\./)).toBeVisible();
  await expect(dialog).toHaveCount(0);

  await page.goto(path);
  // The background worker may have been quicker; either way the portal lives again.
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(portalBadge(page, "Connected")).toBeVisible();
  await page.goto("/");
  await expect(page.getByText(/HubSpot refuses the client ID/)).toHaveCount(0);
});
