import { expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge } from "./support/journey";

beginWith("app");

test("what one person does, another sees without a reload", async ({
  open,
  owner,
  admin,
  connect,
}) => {
  const path = await connect(62515);
  const watcher = await open(admin);
  await watcher.goto(path);
  await expect(portalBadge(watcher, "Connected")).toBeVisible();
  const list = await open(admin);
  await list.goto("/portals");
  await expect(list.getByRole("row").filter({ hasText: "62515" })).toContainText("Connected");

  const page = await open(owner);
  await page.goto(path);
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Type the portal's domain to confirm").fill("acme.example");
  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(portalBadge(page, "Revoked")).toBeVisible();

  await expect(portalBadge(watcher, "Revoked")).toBeVisible();
  await expect(list.getByRole("row").filter({ hasText: "62515" })).toContainText("Revoked");
});

test("rows do not move under the pointer", async ({ open, owner, admin, connect }) => {
  await connect(62516);
  const list = await open(admin);
  await list.goto("/portals");
  const table = list.getByRole("table");
  await table.getByRole("row").nth(1).hover();
  const before = await table.innerText();

  await connect(62517);
  const note = list.getByRole("button", { name: "Show what changed" });
  await expect(note).toBeVisible();
  expect(await table.innerText()).toBe(before);
  await expectAccessible(list, "a note that something changed");

  await list.getByRole("heading", { name: "Portals" }).hover();
  await expect(table).toContainText("62517");
  await expect(note).toHaveCount(0);

  await table.getByRole("row").nth(1).hover();
  const path = await connect(62518);
  await note.click();
  await expect(table).toContainText("62518");

  // An open form keeps what was typed in it.
  const form = await open(owner);
  await form.goto("/settings/api-keys");
  await form.getByLabel("Name", { exact: true }).fill("Half written");
  const own = await open(owner);
  await own.goto(path);
  await own.getByRole("button", { name: "Refresh now" }).click();
  await expect(own.getByText("Refreshed").first()).toBeVisible();
  await expect(form.getByLabel("Name", { exact: true })).toHaveValue("Half written");
});

test("a form that is being filled in is not made newer behind its back", async ({
  open,
  owner,
  admin,
  sampleApp,
}) => {
  const [page, other] = [await open(owner), await open(admin)];
  for (const one of [page, other]) await one.goto(`${sampleApp}/settings`);
  await page.getByLabel("Name", { exact: true }).fill("Renamed by the owner");
  await other.getByLabel("Name", { exact: true }).fill("Renamed by an admin");
  await other.getByRole("button", { name: "Save app" }).click();
  await expect(other.getByText("Saved.", { exact: true })).toBeVisible();
  // A page beside it shows it, so that the change has come by now.
  const third = await open(owner);
  await third.goto("/apps");
  await expect(third.getByRole("main")).toContainText("Renamed by an admin");
  await page.getByRole("button", { name: "Save app" }).click();
  await expect(page.getByText(/^Somebody else changed this in the meantime/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Renamed by an admin");
});

test("a page of somebody who signed out hears nothing more", async ({ open, owner, guard }) => {
  guard.allow(401, /^\/api\/live$/);
  const page = await open(owner);
  await page.goto("/");
  await page.context().clearCookies();
  const answer = await page.request.get("/api/live?once=1");
  expect(answer.status()).toBe(401);
});
