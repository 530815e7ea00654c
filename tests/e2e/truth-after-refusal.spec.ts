import type { Page } from "@playwright/test";
import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge } from "./support/journey";

beginWith("app");

const NO_CONNECTION = "This portal has no live connection. Reconnect it first.";

async function revoke(page: Page, domain: string): Promise<void> {
  const dialog = await openRevoke(page, domain);
  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(portalBadge(page, "Revoked")).toBeVisible();
}

async function openRevoke(page: Page, domain: string) {
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Type the portal's domain to confirm").fill(domain);
  return dialog;
}

/** A page that hears nothing of what others do, as behind a proxy that lets no stream through. */
async function deafen(page: Page): Promise<void> {
  await page.route("**/api/live*", (route) =>
    route.fulfill({ contentType: "text/event-stream", body: "retry: 600000\n\n" }),
  );
}

/** What has the focus: never the bare page, where a keyboard would begin again. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName);

test("a refused act shows the portal as somebody else has left it", async ({
  open,
  owner,
  admin,
  connect,
}) => {
  const page = await open(owner);
  await deafen(page);
  const path = await connect(62515);
  await page.goto(path);
  await page.getByRole("button", { name: "Test call" }).click();
  await expect(page.getByRole("list", { name: "Test call" })).toBeVisible();
  const other = await open(admin);
  await other.goto(path);
  await revoke(other, "acme.example");

  await page.getByRole("button", { name: "Test call" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(NO_CONNECTION)).toBeVisible();
  await expect(portalBadge(page, "Revoked")).toBeVisible();
  await expect(page.getByText(/^Connected\./)).toHaveCount(0);
  // What an earlier act found is not true any more.
  await expect(page.getByRole("list", { name: "Test call" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Test call" })).toHaveCount(0);
  expect(await focused(page)).not.toBe("BODY");
});

test("a dialog that has become pointless goes, and its words stay", async ({
  open,
  owner,
  admin,
  connect,
}) => {
  const page = await open(owner);
  await deafen(page);
  const path = await connect(62516);
  await page.goto(path);
  const dialog = await openRevoke(page, "globex.example");
  const other = await open(admin);
  await other.goto(path);
  await revoke(other, "globex.example");

  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(page.getByText(NO_CONNECTION)).toBeVisible();
  await expect(portalBadge(page, "Revoked")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => focused(page)).not.toBe("BODY");
});

test("a dialog that is still of use keeps what was typed and says what is wrong", async ({
  open,
  owner,
  connect,
}) => {
  const page = await open(owner);
  await page.goto(await connect(62517));
  const dialog = await openRevoke(page, "initech.example");
  // As if the check in the browser had not been there.
  await page.route("**/portals/*", async (route) => {
    const body = route.request().postData()?.replace("initech.example", "initech.examplo");
    await route.continue({ postData: body });
  });
  await dialog.getByRole("button", { name: "Revoke refresh token" }).click();
  const field = dialog.getByLabel("Type the portal's domain to confirm");
  await expect(field).toHaveAccessibleDescription(/Type initech.example to confirm/);
  await expect(field).toHaveValue("initech.example");
  await expect(portalBadge(page, "Connected")).toBeVisible();
});

test("settings that somebody else has changed meanwhile are shown, and what was typed stays", async ({
  open,
  owner,
  admin,
  sampleApp,
}) => {
  const [page, other] = [await open(owner), await open(admin)];
  // A page that heard of the change in time would show it, and there would be nothing to refuse.
  await deafen(page);
  for (const one of [page, other]) await one.goto(`${sampleApp}/settings`);
  const name = page.getByLabel("Name", { exact: true });
  const save = page.getByRole("button", { name: "Save app" });
  await other.getByLabel("Name", { exact: true }).fill("Renamed by an admin");
  await other.getByRole("button", { name: "Save app" }).click();
  await expect(other.getByText("Saved.", { exact: true })).toBeVisible();

  for (const times of [1, 2]) {
    await name.fill(`Renamed by the owner ${times}`);
    await save.click();
    await expect(page.getByText(/^Somebody else changed this in the meantime/)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Renamed by an admin");
    await expect(name).toHaveValue(`Renamed by the owner ${times}`);
  }

  await page.reload();
  await expect(name).toHaveValue("Renamed by an admin");
  await name.fill("Sample App");
  await save.click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sample App");
  await expect(name).toHaveValue("Sample App");
});
