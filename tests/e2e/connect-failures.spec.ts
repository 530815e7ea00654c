import type { APIRequestContext, Request } from "@playwright/test";
import { approve, begin } from "./support/fast-connect";
import { beginWith, expect, test } from "./support/fixtures";
import { addApp, connectPortal, goToConsent, SAMPLE_APP } from "./support/journey";
import { readPage } from "./support/read-page";
import type { Stack } from "./support/stack";

beginWith("app");

const CALLBACK = "/oauth/callback?";
const HUB_ID = 62516;

async function exchanges(stack: Stack): Promise<number> {
  const calls = await stack.control.requests({ path: "/token" });
  return calls.filter(({ form }) => form["grant_type"] === "authorization_code").length;
}

/** Every refusal ends on a clean address, names the problem, offers a way on, and stores nothing. */
async function expectRefusal(
  request: APIRequestContext,
  stack: Stack,
  callback: string,
  title: string,
) {
  const page = await readPage(request, callback);
  expect(page.heading).toBe(title);
  expect(page.links).toContain("Start again");
  expect(page.url.search).not.toMatch(/[?&](code|state)=/);
  const database = await stack.database();
  expect(await database.count("Portal", `"hubId" = $1`, [HUB_ID])).toBe(0);
  return page;
}

test.beforeEach(async ({ stack }) => {
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

test.describe("an answer is refused before HubSpot is asked", () => {
  test("with a tampered state", async ({ visit, owner, start, stack }) => {
    const request = await visit(owner);
    const callback = new URL(await approve(stack.control, await begin(request, start), HUB_ID));
    const state = callback.searchParams.get("state") ?? "";
    callback.searchParams.set("state", `${state.startsWith("x") ? "y" : "x"}${state.slice(1)}`);
    const title = "Portico did not start this connection";
    await expectRefusal(request, stack, callback.href, title);
    expect(await exchanges(stack)).toBe(0);
  });

  test("in another browser of the same person", async ({ visit, owner, start, stack }) => {
    const callback = await approve(stack.control, await begin(await visit(owner), start), HUB_ID);
    const title = "This connection was started in another browser";
    await expectRefusal(await visit(owner), stack, callback, title);
    expect(await exchanges(stack)).toBe(0);
  });

  test("brought by another person in the same browser", async ({
    visit,
    owner,
    admin,
    start,
    stack,
  }) => {
    const request = await visit(owner);
    const callback = await approve(stack.control, await begin(request, start), HUB_ID);
    const { cookies } = await request.storageState();
    const others = cookies.filter(({ name }) => !name.includes("session"));
    const storage = { cookies: [...others, ...admin.storage.cookies], origins: [] };
    const title = "Somebody else started this connection";
    await expectRefusal(await visit({ ...admin, storage }), stack, callback, title);
    expect(await exchanges(stack)).toBe(0);
  });

  test("without a session, by the sign-in page", async ({ visit, owner, start, stack }) => {
    const request = await visit(owner);
    const callback = await approve(stack.control, await begin(request, start), HUB_ID);
    const { cookies } = await request.storageState();
    const kept = cookies.filter(({ name }) => !name.includes("session"));
    const stranger = await visit({ ...owner, storage: { cookies: kept, origins: [] } });
    const page = await readPage(stranger, callback);
    expect(page.url.pathname).toBe("/login");
    expect(decodeURIComponent(page.url.search)).not.toMatch(/code=|state=/);
    expect(await exchanges(stack)).toBe(0);
  });

  test("after more than ten minutes", async ({ visit, owner, start, stack }) => {
    const request = await visit(owner);
    const callback = await approve(stack.control, await begin(request, start), HUB_ID);
    const database = await stack.database();
    await database.rows(
      `UPDATE "ConnectAttempt" SET "expiresAt" = now() - interval '1 second' WHERE status = 'pending'`,
    );
    await expectRefusal(request, stack, callback, "This connection attempt expired");
    expect(await exchanges(stack)).toBe(0);
  });

  test("when it is an error of HubSpot's, in words", async ({ visit, owner, start, stack }) => {
    const request = await visit(owner);
    const asked = new URL(await begin(request, start)).searchParams;
    const state = encodeURIComponent(asked.get("state") ?? "");
    const callback = `/oauth/callback?error=access_denied&state=${state}`;
    const page = await expectRefusal(request, stack, callback, "HubSpot did not give consent");
    expect(page.text).toContain("access_denied");
  });
});

test("HubSpot being down at the exchange is named as such", async ({
  visit,
  owner,
  start,
  stack,
}) => {
  await stack.control.addFault({ match: { path: "/token" }, times: 0, reset: true });
  const request = await visit(owner);
  const callback = await approve(stack.control, await begin(request, start), HUB_ID);
  await expectRefusal(request, stack, callback, "HubSpot did not answer");
});

test("a wrong client secret is named as such", async ({ visit, owner, start, stack }) => {
  await stack.control.setSecret(SAMPLE_APP.clientId, "11111111-aaaa-4bbb-8ccc-dddddddddddd");
  const request = await visit(owner);
  const callback = await approve(stack.control, await begin(request, start), HUB_ID);
  const title = "HubSpot refuses the app's client ID or secret";
  await expectRefusal(request, stack, callback, title);
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
