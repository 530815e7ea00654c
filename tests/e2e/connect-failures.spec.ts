import type { Page, Request } from "@playwright/test";
import { approve } from "./support/fast-connect";
import { expect, test } from "./support/fixtures";
import { addApp, connectPortal, consent, goToConsent, SAMPLE_APP } from "./support/journey";
import type { Stack } from "./support/stack";

test.use({ world: "connect-failures" });

const CALLBACK = "/oauth/callback?";

/** The state of a consent page's address. */
function stateOf(page: Page): string {
  return new URL(page.url()).searchParams.get("state") ?? "";
}

async function exchanges(stack: Stack): Promise<number> {
  const calls = await stack.control.requests({ path: "/token" });
  return calls.filter(({ form }) => form["grant_type"] === "authorization_code").length;
}

/** Every refusal ends on a clean address, names the problem, offers a way on, and stores nothing. */
async function expectRefusal(page: Page, stack: Stack, hubId: number, title: string | RegExp) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.getByRole("link", { name: "Start again" })).toBeVisible();
  expect(page.url()).not.toMatch(/[?&](code|state)=/);
  const database = await stack.database();
  expect(await database.count("Portal", `"hubId" = $1`, [hubId])).toBe(0);
}

test.beforeEach(async ({ stack, sampleApp }) => {
  expect(sampleApp).toContain("/apps/");
  await stack.control.clearFaults();
  await stack.control.clearRequests();
});

test("a callback that is loaded again shows the finished result and exchanges nothing", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  let callback: Request | undefined;
  page.on("request", (request) => {
    if (request.url().includes(CALLBACK)) callback = request;
  });
  await connectPortal(page, 62515);
  const result = page.url();
  expect(result).not.toMatch(/code=|state=/);
  await page.goto(callback?.url() ?? "");
  await page.waitForURL(result);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("acme.example is connected");
  expect(await exchanges(stack)).toBe(1);
});

test("a tampered state is refused before HubSpot is asked", async ({ open, owner, stack }) => {
  const page = await open(owner);
  await goToConsent(page);
  const callback = new URL(await approve(stack.control, page.url(), 62516));
  callback.searchParams.set("state", `x${callback.searchParams.get("state")?.slice(1)}`);
  await page.goto(callback.toString());
  await expectRefusal(page, stack, 62516, "Portico did not start this connection");
  expect(await exchanges(stack)).toBe(0);
});

test("an answer in another browser of the same person is refused", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  await goToConsent(page);
  const callback = await approve(stack.control, page.url(), 62516);
  const other = await open(owner);
  await other.goto(callback);
  await expectRefusal(other, stack, 62516, "This connection was started in another browser");
  expect(await exchanges(stack)).toBe(0);
});

test("an answer brought by another person in the same browser is refused", async ({
  open,
  owner,
  admin,
  stack,
}) => {
  const page = await open(owner);
  await goToConsent(page);
  const callback = await approve(stack.control, page.url(), 62516);
  await page.context().addCookies(admin.storage.cookies);
  await page.goto(callback);
  await expectRefusal(page, stack, 62516, "Somebody else started this connection");
  expect(await exchanges(stack)).toBe(0);
});

test("an answer without a session is refused after signing in again", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  await goToConsent(page);
  const callback = await approve(stack.control, page.url(), 62516);
  const kept = (await page.context().cookies()).filter(({ name }) => !name.includes("session"));
  const stranger = await open(undefined, { storageState: { cookies: kept, origins: [] } });
  await stranger.goto(callback);
  await stranger.waitForURL(/\/login/);
  expect(decodeURIComponent(stranger.url())).not.toMatch(/code=|state=/);
  expect(await exchanges(stack)).toBe(0);
});

test("an attempt that took too long is refused", async ({ open, owner, stack }) => {
  const page = await open(owner);
  await goToConsent(page);
  const callback = await approve(stack.control, page.url(), 62516);
  const database = await stack.database();
  await database.rows(
    `UPDATE "ConnectAttempt" SET "expiresAt" = now() - interval '1 second' WHERE status = 'pending'`,
  );
  await page.goto(callback);
  await expectRefusal(page, stack, 62516, "This connection attempt expired");
  expect(await exchanges(stack)).toBe(0);
});

test("an error that HubSpot sends back is shown in words", async ({ open, owner, stack }) => {
  const page = await open(owner);
  await goToConsent(page);
  const state = encodeURIComponent(stateOf(page));
  await page.goto(`/oauth/callback?error=access_denied&state=${state}`);
  await expectRefusal(page, stack, 62516, "HubSpot did not give consent");
  await expect(page.getByRole("main")).toContainText("access_denied");
});

test("HubSpot being down at the exchange is named as such", async ({ open, owner, stack }) => {
  const page = await open(owner);
  await stack.control.addFault({ match: { path: "/token" }, times: 0, reset: true });
  await goToConsent(page);
  await consent(page, 62516);
  await expectRefusal(page, stack, 62516, "HubSpot did not answer");
});

test("a wrong client secret is named as such", async ({ open, owner, stack }) => {
  const page = await open(owner);
  await stack.control.setSecret(SAMPLE_APP.clientId, "11111111-aaaa-4bbb-8ccc-dddddddddddd");
  await goToConsent(page);
  await consent(page, 62516);
  await expectRefusal(page, stack, 62516, "HubSpot refuses the app's client ID or secret");
  await stack.control.setSecret(SAMPLE_APP.clientId, SAMPLE_APP.secret);
});

test("cancelling on HubSpot's page leaves an attempt that waits and then expires", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  await goToConsent(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Connection cancelled" })).toBeVisible();
  await page.goto("/portals/connect");
  const open_ = page.getByRole("listitem").filter({ hasText: "Open, expires" }).first();
  await open_.getByRole("link", { name: SAMPLE_APP.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for HubSpot");
  const id = new URL(page.url()).pathname.split("/").at(-1);
  const database = await stack.database();
  await database.rows(
    `UPDATE "ConnectAttempt" SET "expiresAt" = now() - interval '1 second' WHERE id = $1`,
    [id],
  );
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "This connection attempt expired",
  );
  await expect(page.getByRole("link", { name: "Start again" })).toBeVisible();
});

test("HubSpot shows its own page when the redirect URI is not registered", async ({
  open,
  owner,
  stack,
}) => {
  const clientId = "22222222-3333-4444-8555-666666666666";
  const clientSecret = "33333333-4444-4555-8666-777777777777";
  const redirectUris = ["https://elsewhere.example/oauth/callback"];
  await stack.control.putApp({ clientId, clientSecret, name: "Other App", redirectUris });
  const page = await open(owner);
  const app = { name: "Other App", clientId, secret: clientSecret };
  await addApp(page, { ...app, requiredScopes: "oauth", optionalScopes: "" });
  await goToConsent(page, "Other App");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Couldn't complete the connection",
  );
  await expect(page.getByRole("alert")).toContainText(/redirect/i);
});
