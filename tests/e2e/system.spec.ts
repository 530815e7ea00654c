import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";

beginWith("app");

const ADDRESS = "/settings/system";

test("an owner keeps a copy of the keys, adds one, seals everything under it and removes the old one", async ({
  open,
  owner,
  stack,
}) => {
  test.setTimeout(120_000);
  const keyFile = join(stack.dataDir, "secrets/encryption-keys");
  const keysBefore = readFileSync(keyFile, "utf8").trim();
  const page = await open(owner);
  await page.goto("/");
  await page.getByRole("link", { name: "Keep a copy" }).click();
  await page.waitForURL(`**${ADDRESS}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download keys" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toMatch(/^[\w-]+:[A-Za-z0-9+/]{43}=\s*$/);
  const dialog = page.getByRole("alertdialog");
  await page.getByRole("button", { name: "I have stored it" }).click();
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByText("Keep a copy of the encryption keys elsewhere")).toHaveCount(0);

  const keys = page.getByRole("region", { name: "Encryption keys" });
  await expect(keys.getByRole("listitem")).toHaveCount(1);
  const [old = ""] = (await keys.getByRole("listitem").innerText()).split("\n");
  await keys.getByRole("button", { name: "Add key" }).click();
  await dialog.getByRole("button", { name: "Add key" }).click();
  await expect(keys.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByText("Keep a copy of the encryption keys elsewhere")).toBeVisible();
  await keys.getByRole("button", { name: "Rotate" }).click();
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await expect(keys).toContainText("Everything is sealed under", { timeout: 45_000 });
  await expect(keys.getByRole("listitem").filter({ hasText: old })).toContainText(
    "0 values under it",
  );
  await expectAccessible(page, "two keys", BOTH);
  await keys.getByRole("button", { name: "Remove" }).click();
  await dialog.getByRole("button", { name: "Remove key" }).click();
  await expect(keys.getByRole("listitem")).toHaveCount(1);
  await expect(keys).not.toContainText(old);

  // What the files after this one rewind to is sealed under the old key.
  await page.goto("about:blank");
  await stack.crashAndRestart(() =>
    writeFileSync(keyFile, `${keysBefore},${readFileSync(keyFile, "utf8").trim()}\n`),
  );
});

test("an owner has backups written each day, and one now", async ({ open, owner, admin }) => {
  const page = await open(owner);
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Make a key pair" }).click();
  await expect(page.getByLabel("Secret key of the backups")).toHaveValue(/^AGE-SECRET-KEY-1/);
  await page.getByRole("button", { name: "Start daily backups" }).click();
  const section = page.getByRole("region", { name: "Last backup" });
  await expect(section).toContainText("Each day at 03:30");
  await section.getByRole("button", { name: "Back up now" }).click();
  await expect(section).toContainText(/portico-\d{8}T\d{6}Z\.age/, { timeout: 45_000 });
  await expectAccessible(page, "daily backups", BOTH);

  const other = await open(admin);
  await other.goto(ADDRESS);
  await expect(other.getByRole("region", { name: "Last backup" })).toContainText(
    "Each day at 03:30",
  );
  for (const name of ["Back up now", "Save schedule", "Make a key pair", "Add key"])
    await expect(other.getByRole("button", { name })).toHaveCount(0);
  const refused = await other.request.post(`${ADDRESS}/keys`);
  expect(refused.status()).toBe(403);
});
