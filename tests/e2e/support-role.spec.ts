import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge } from "./support/journey";
import { captureAction, replay, retarget } from "./support/replay";

beginWith("app");

const FORBIDDEN_NAMES =
  /^(Refresh now|Reconnect|Revoke refresh token|Test call|Connect portal|Save app|Add app|Replace secret|Test credentials|Delete app|Uninstall app|Refresh metadata|Invite person|Export CSV|Continue to HubSpot|Manage .*)$/;

test("support answers who installed a portal, and is offered nothing that changes it", async ({
  open,
  support,
  sampleApp,
  connect,
}) => {
  const path = await connect(62515);
  const page = await open(support);
  for (const address of ["/", "/portals", path, "/apps", sampleApp, "/activity", "/team"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: FORBIDDEN_NAMES })).toHaveCount(0);
    await expect(page.getByRole("link", { name: FORBIDDEN_NAMES })).toHaveCount(0);
  }
  await page.goto("/portals");
  await expect(page.getByRole("heading", { name: "Portals" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "62515" });
  await expect(row).toContainText("ada@acme.example");
  await row.getByRole("link", { name: "acme.example" }).click();
  await page.waitForURL(({ pathname }) => pathname === path);
  await expect(page.getByRole("main")).toContainText("ada@acme.example");
  await expect(page.getByRole("button", { name: "Copy summary" })).toBeVisible();
  await expect(
    page.getByText(/^All is well with the connection between .* acme\.example/),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy sentence" })).toBeVisible();
});

for (const address of ["/portals/connect", "/apps/new", "/settings/system", "/settings/webhooks"]) {
  test(`support is told why ${address} is not for them, and the refusal is recorded`, async ({
    open,
    owner,
    support,
    guard,
  }) => {
    guard.allow(403, new RegExp(`^${address}$`));
    const page = await open(support);
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Your role does not allow this",
    );
    await expect(page.getByRole("main")).toContainText(`${support.email} with the role Support`);
    await expect(page.getByRole("main")).toContainText("Ask an owner or admin");

    const log = await open(owner);
    await log.goto(`/activity?kind=access.denied&person=${encodeURIComponent(support.email)}`);
    const line = log.getByRole("row").filter({ hasText: address }).first();
    await expect(line).toContainText("Refused");
  });
}

test("the export of the activity log is refused to support", async ({ open, support }) => {
  const page = await open(support);
  const answer = await page.request.get("/activity/export");
  expect(answer.status()).toBe(403);
  expect(answer.headers()["content-type"]).toContain("application/problem+json");
});

test("an admin's own requests are refused to support and change nothing", async ({
  open,
  admin,
  support,
  owner,
  stack,
  sampleApp,
  connect,
}) => {
  const page = await open(admin);
  const path = await connect(62516);
  await page.goto(path);
  const click = (name: string) => () => page.getByRole("button", { name }).click();
  const refresh = await captureAction(page, click("Refresh now"));
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
  const testCall = await captureAction(page, click("Test call"));
  await expect(page.getByRole("list", { name: "Test call" })).toBeVisible();
  const metadata = await captureAction(page, click("Refresh metadata"));
  await expect(page.getByText(/Metadata is up to date/)).toBeVisible();
  await page.goto("/portals/connect");
  const begin = await captureAction(page, click("Continue to HubSpot"));
  await page.waitForURL(/\/oauth\/authorize\?/);
  await page.goto(sampleApp);
  const credentials = await captureAction(page, click("Test credentials"));
  await expect(page.getByText("Fine.").first()).toBeAttached();
  await page.goto(`${sampleApp}/settings`);
  const edit = await captureAction(page, click("Save app"));
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await page.goto("/team");
  const invite = await captureAction(page, async () => {
    await page.getByLabel("Email").fill("nobody@team.example");
    await click("Invite person")();
  });
  await expect(page.getByText("Send this link to nobody@team.example")).toBeVisible();

  const sent = { refresh, testCall, metadata, begin, credentials, edit, invite };
  const database = await stack.database();
  const portals = await database.rows(`SELECT * FROM "Portal" ORDER BY id`);
  const apps = await database.rows(`SELECT * FROM "HubSpotApp" ORDER BY id`);
  const counts = () =>
    Promise.all(["Invite", "ConnectAttempt", "Grant"].map((table) => database.count(table)));
  const before = await counts();
  await stack.control.clearRequests();

  const intruder = await open(support);
  for (const [name, action] of Object.entries(sent)) {
    const answer = await replay(intruder.request, action);
    expect(answer.status(), name).toBe(403);
  }
  expect(await stack.control.requests()).toEqual([]);
  expect(await database.rows(`SELECT * FROM "Portal" ORDER BY id`)).toEqual(portals);
  expect(await database.rows(`SELECT * FROM "HubSpotApp" ORDER BY id`)).toEqual(apps);
  expect(await counts()).toEqual(before);

  const log = await open(owner);
  await log.goto(`/activity?kind=access.denied&person=${encodeURIComponent(support.email)}`);
  for (const line of await log.locator("tbody summary").all()) await line.click();
  for (const permission of ["portals.refresh", "apps.write", "people.manage", "portals.connect"]) {
    await expect(log.getByText(permission).first()).toBeVisible();
  }
});

test("a revoke is refused to support, and the same request works for an admin", async ({
  open,
  admin,
  support,
  stack,
  connect,
}) => {
  const page = await open(admin);
  const other = await connect(62519);
  const path = await connect(62517);
  await page.goto(path);
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Type the portal's domain to confirm").fill("initech.example");
  const sent = await captureAction(page, () =>
    dialog.getByRole("button", { name: "Revoke refresh token" }).click(),
  );
  await expect(portalBadge(page, "Revoked")).toBeVisible();

  const [from, to] = [path, other].map((one) => one.split("/").at(-1) ?? "");
  const forOther = retarget(
    retarget(sent, from ?? "", to ?? ""),
    "initech.example",
    "hooli.example",
  );
  await stack.control.clearRequests();
  const intruder = await open(support);
  expect((await replay(intruder.request, forOther)).status()).toBe(403);
  expect(await stack.control.requests({ path: "/revoke" })).toEqual([]);
  await intruder.goto(other);
  await expect(portalBadge(intruder, "Connected")).toBeVisible();

  expect((await replay(page.request, forOther)).status()).toBe(200);
  await intruder.reload();
  await expect(portalBadge(intruder, "Revoked")).toBeVisible();
});

test("a request from another site, or without an origin, is refused even to an owner", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  await page.goto(await connect(62518));
  const refresh = await captureAction(page, () =>
    page.getByRole("button", { name: "Refresh now" }).click(),
  );
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
  await stack.control.clearRequests();
  expect((await replay(page.request, refresh, null)).status()).toBe(403);
  for (const origin of ["http://evil.example", "null"]) {
    const answer = await replay(page.request, refresh, origin);
    expect(answer.status(), `Origin ${origin}`).toBe(403);
  }
  expect(await stack.control.requests()).toEqual([]);
  expect((await replay(page.request, refresh)).status()).toBe(200);
});
