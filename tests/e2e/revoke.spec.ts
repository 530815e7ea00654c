import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge } from "./support/journey";
import type { Stack } from "./support/stack";

beginWith("app");

const FIELD = "Type the portal's domain to confirm";

test.beforeEach(async ({ stack }) => {
  await stack.control.clearFaults();
});

/** What HubSpot was asked about refresh tokens; what the server reads of accounts by itself is not of the matter. */
async function aboutRefreshTokens({ control }: Stack) {
  return (await control.requests()).filter(({ path }) => /\/token(?:\/\w+)?$/.test(path));
}

test("revoking says what stops and what does not, and is proven afterwards", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  await page.goto(await connect(62515));
  await stack.control.clearRequests();
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Revoke acme.example (Hub 62515)?");
  await expect(dialog).toContainText("What stops:");
  await expect(dialog).toContainText(/What does not stop: .* until .*\d{1,2}:\d{2}/);
  await expect(dialog).toContainText("The app stays installed in HubSpot");

  await dialog.getByLabel(FIELD).fill("globex.example");
  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(dialog.getByLabel(FIELD)).toHaveAccessibleDescription(
    /does not match acme\.example/,
  );
  expect(await aboutRefreshTokens(stack)).toEqual([]);

  await dialog.getByLabel(FIELD).fill("acme.example");
  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(portalBadge(page, "Revoked")).toBeVisible();
  await expect(page.getByText(/introspection says active:false/)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Wiped");
  await expect(page.getByRole("button", { name: "Refresh now" })).toHaveCount(0);

  const { refreshTokens } = await stack.control.state();
  const revoked = refreshTokens.find(({ hubId }) => hubId === 62515);
  // Of this portal: what an earlier file left to be revoked may be at it too.
  const requests = (await aboutRefreshTokens(stack)).filter(
    ({ form }) => form["token"] === revoked?.token,
  );
  expect(requests.map(({ path }) => path.replace(/\/oauth\/[^/]+/, ""))).toEqual([
    "/token/revoke",
    "/token/introspect",
  ]);
  expect(revoked?.alive).toBe(false);
  expect(requests[0]?.query).toEqual({});
});

test("while HubSpot is down the revocation is pending, and a retry finishes it", async ({
  open,
  owner,
  support,
  stack,
  connect,
}) => {
  const page = await open(owner);
  const path = await connect(62516);
  await stack.control.addFault({ match: { path: "/revoke" }, times: 0, reset: true });
  await page.goto(path);
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel(FIELD).fill("globex.example");
  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(portalBadge(page, "Revocation pending")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("The revocation is pending");

  const watcher = await open(support);
  await watcher.goto("/portals");
  const row = watcher.getByRole("row").filter({ hasText: "62516" });
  await expect(row).toContainText("Revocation pending");
  await watcher.goto(path);
  await expect(portalBadge(watcher, "Revocation pending")).toBeVisible();
  await expect(watcher.getByRole("button", { name: "Retry revocation" })).toHaveCount(0);

  await stack.control.clearFaults();
  await page.getByRole("button", { name: "Retry revocation" }).click();
  await expect(portalBadge(page, "Revoked")).toBeVisible();
  const { refreshTokens } = await stack.control.state();
  expect(refreshTokens.find(({ hubId }) => hubId === 62516)?.alive).toBe(false);
  await watcher.reload();
  await expect(portalBadge(watcher, "Revoked")).toBeVisible();
});
