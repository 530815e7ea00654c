import { beginWith, expect, test } from "./support/fixtures";
import { BOTH, expectAccessible } from "./support/accessibility";
import { connectPortal, consent, goToConsent } from "./support/journey";

beginWith("app");
test.describe.configure({ timeout: 180_000 });

const ID = "00000000-0000-4000-8000-000000000000";

test("a filled console can be used by everybody", async ({ open, owner, support, sampleApp }) => {
  const page = await open(owner);
  const portal = await connectPortal(page, 62515);
  await expectAccessible(page, "connection result");
  const shared = ["/", "/portals", "/portals?q=nothing-like-it", portal, "/apps", sampleApp];
  const parts = ["settings", "credentials", "ways-in", "danger"].map(
    (part) => `${sampleApp}/${part}`,
  );
  const pages = [
    ...shared,
    ...parts,
    "/activity",
    "/team",
    "/settings",
    "/settings/system",
    "/settings/data",
    "/settings/roles",
    "/settings/roles/new",
    "/docs",
    "/docs?q=token",
    "/docs/guide-admin",
    "/docs/api",
  ];
  const inBoth = ["/", "/portals", portal, sampleApp, `${sampleApp}/settings`];
  for (const address of [...pages, "/apps/new", "/portals/connect"]) {
    await page.goto(address);
    await expectAccessible(page, `${address}, owner`, inBoth.includes(address) ? BOTH : undefined);
  }
  const other = await open(support);
  for (const address of ["/", "/portals", portal, sampleApp, "/team"]) {
    await other.goto(address);
    await expectAccessible(other, `${address}, support`);
  }
});

test("refusals and missing pages can be used by everybody", async ({
  open,
  owner,
  support,
  stack,
  guard,
}) => {
  guard.allow(403, /^\/(apps\/new|portals\/connect)$/);
  guard.allow(404, /^\/(apps|portals)\//);
  const page = await open(support);
  for (const address of ["/apps/new", "/portals/connect", `/portals/${ID}`, "/apps/none"]) {
    await page.goto(address);
    await expectAccessible(page, `${address}, support`);
  }
  const own = await open(owner);
  await own.goto("/portals/connect/problem?reason=state_unknown");
  await expectAccessible(own, "callback problem");
  await stack.control.addFault({ match: { path: "/token" }, reset: true });
  await goToConsent(own);
  await consent(own, 62517);
  await expectAccessible(own, "failed attempt");
});

test("every dialog and menu can be used by everybody", async ({
  open,
  owner,
  sampleApp,
  connect,
}) => {
  const page = await open(owner);
  await page.goto(await connect(62516));
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  await expectAccessible(page, "revoke dialog", BOTH);
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(page.getByText("This does not match globex.example.")).toBeVisible();
  await expectAccessible(page, "revoke dialog with an error");
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Test call" }).click();
  await expect(page.getByRole("list", { name: "Test call" })).toBeVisible();
  await expectAccessible(page, "portal with a test call");

  await page.goto("/");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("62516");
  await expect(page.getByRole("option", { name: "Refresh now" })).toBeVisible();
  await expectAccessible(page, "palette", BOTH);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expectAccessible(page, "keyboard shortcuts");
  await page.goto(sampleApp);
  await page.getByRole("button", { name: "Replace secret" }).click();
  await expectAccessible(page, "replace secret");
  await page.goto("/apps/new");
  await page.getByRole("button", { name: "Save app" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expectAccessible(page, "app form with errors");
  await page.goto("/team");
  await page.getByRole("button", { name: "Manage Sue Support" }).click();
  await expectAccessible(page, "person menu");
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expectAccessible(page, "disable dialog");
});

test("every panel of a list can be used by everybody", async ({ open, owner, connect }) => {
  const page = await open(owner);
  await connect(62519);
  // With a filter, so that there is a view to keep.
  await page.goto("/portals?status=connected");
  const openers = page.getByRole("main").locator("button[popovertarget]:visible");
  await expect(openers.first()).toBeVisible();
  const ids = await openers.evaluateAll((all) =>
    all.map((one) => one.getAttribute("popovertarget")),
  );
  expect(ids).toEqual(expect.arrayContaining(["filter-status", "filter-is", "save-view"]));
  for (const id of ids) {
    await page.locator(`button[popovertarget="${id}"]`).click();
    await expect(page.locator(`#${id}`)).toBeVisible();
    const themes = id === "filter-status" ? BOTH : undefined;
    await expectAccessible(page, `panel ${id}`, themes, `#${id}`);
    await page.keyboard.press("Escape");
    await expect(page.locator(`#${id}`)).toBeHidden();
  }
});

test("a portal in trouble can be looked at by everybody", async ({
  open,
  owner,
  support,
  stack,
  connect,
}) => {
  const page = await open(owner);
  const path = await connect(62518);
  const failure = { status: 503, headers: { "retry-after": "900" } };
  await stack.control.addFault({ match: { path: "/token" }, ...failure });
  await page.goto(path);
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByRole("heading", { name: /^Not refreshed:/ })).toBeVisible();
  await expectAccessible(page, "degraded portal, owner", BOTH);
  const other = await open(support);
  for (const address of [path, "/"]) {
    await other.goto(address);
    await expectAccessible(other, `${address} with trouble, support`);
  }
});
