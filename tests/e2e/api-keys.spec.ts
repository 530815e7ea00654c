import type { Page } from "@playwright/test";
import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";

beginWith("app");

const ADDRESS = "/settings/api-keys";
const KEY = /^ptc_[0-9A-Za-z]{36}$/;

const keyField = (page: Page) => page.getByLabel("API key", { exact: true });
const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

/** Makes a key that may read tokens. @returns its text, which is shown once */
async function createKey(page: Page, name: string): Promise<string> {
  await page.goto(ADDRESS);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("checkbox", { name: "tokens:read", exact: true }).check();
  await page.getByRole("button", { name: "Create API key" }).click();
  await expect(keyField(page)).toHaveValue(KEY);
  return keyField(page).inputValue();
}

test("a key is shown once and then listed without it", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Manage API keys" }).click();
  await page.waitForURL(`**${ADDRESS}`);
  await expect(page.getByRole("heading", { name: "No key yet" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("/api/v1/portals/62515/token");
  await expectAccessible(page, "no key yet", BOTH);

  const key = await createKey(page, "Reporting");
  await expect(page.getByRole("main")).toContainText("It is shown only now");
  await expect(keyField(page)).toBeFocused();
  const row = rowOf(page, "Reporting");
  await expect(row).toContainText("tokens:read");
  await expect(row).toContainText("Active");
  await expect(row).toContainText(owner.email);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
  await expectAccessible(page, "a new key", BOTH);

  await page.reload();
  await expect(rowOf(page, "Reporting")).toContainText(`${key.slice(0, 10)}…`);
  await expect(keyField(page)).toHaveCount(0);
  expect(await page.content()).not.toContain(key);
});

test("a key can be limited to apps, portals and a time", async ({ open, admin }) => {
  const page = await open(admin);
  await page.goto(ADDRESS);
  const form = page.getByRole("main");
  await expect(form.getByLabel("Expires", { exact: true })).toHaveValue("365");
  await form.getByLabel("Expires", { exact: true }).selectOption("Never");
  await form.getByLabel("Name", { exact: true }).fill("Limited");
  for (const name of ["portals:read", "portals:write"])
    await form.getByRole("checkbox", { name, exact: true }).check();
  await form.getByRole("group", { name: "Apps" }).getByLabel("Sample App").check();
  await form.getByLabel("Hub IDs").fill("62515, 62516");
  await form.getByRole("button", { name: "Create API key" }).click();
  const row = rowOf(page, "Limited");
  await expect(row).toContainText(/portals:read.*portals:write.*Sample App.*62515.*62516/);
  await expect(row.getByRole("cell").nth(3)).toHaveText("Never");
});

test("bad input is marked, and what was typed stays", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto(ADDRESS);
  await page.getByLabel("Name", { exact: true }).fill("Nothing allowed");
  await page.getByLabel("Expires", { exact: true }).selectOption("in 30 days");
  await page.getByLabel("Hub IDs").fill("62515 acme");
  await page.getByRole("group", { name: "Apps" }).getByLabel("Sample App").check();
  await page.getByRole("button", { name: "Create API key" }).click();
  await expect(page.getByRole("group", { name: "Permissions" })).toHaveAccessibleDescription(
    "Choose at least one permission.",
  );
  await expect(page.getByRole("checkbox", { name: "tokens:read", exact: true })).toBeFocused();
  await expect(page.getByText("A Hub ID is a number, like 62515.")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nothing allowed");
  await expect(page.getByLabel("Expires", { exact: true })).toHaveValue("30");
  await expect(page.getByLabel("Hub IDs")).toHaveValue("62515 acme");
  await expect(page.getByLabel("Sample App")).toBeChecked();
  await expectAccessible(page, "refused key", BOTH);
  await expect(keyField(page)).toHaveCount(0);
  await expect(rowOf(page, "Nothing allowed")).toHaveCount(0);
});

test("a rotated key is a new one, and the old one works on for a while", async ({
  open,
  owner,
}) => {
  const page = await open(owner);
  const old = await createKey(page, "Rotated");
  await rowOf(page, "Rotated").getByRole("button", { name: "Rotate" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByLabel("The old key works on for")).toHaveValue("24");
  await expectAccessible(page, "rotate dialog", BOTH);
  await dialog.getByRole("button", { name: "Rotate key" }).click();
  const field = dialog.getByLabel("API key", { exact: true });
  await expect(field).toHaveValue(KEY);
  expect(await field.inputValue()).not.toBe(old);
  await expect(dialog).toContainText("The old key works for 24 hours more, until");
  await expectAccessible(page, "rotated key");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(rowOf(page, "Rotated")).toContainText("Old key works until");
  await expect(keyField(page)).toHaveCount(0);
});

test("a revoked key has ended and nothing more is offered for it", async ({ open, owner }) => {
  const page = await open(owner);
  await createKey(page, "Revoked soon");
  const row = rowOf(page, "Revoked soon");
  await row.getByRole("button", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("refused at once, on every server");
  await expectAccessible(page, "revoke dialog", BOTH);
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(row.getByText("Revoked", { exact: true })).toBeVisible();
  await expect(row.getByRole("button")).toHaveCount(0);
  await expect(keyField(page)).toHaveCount(0);
  await expect(page.getByRole("row").last()).toContainText("Revoked soon");
  await expectAccessible(page, "a revoked key", BOTH);
});

test("a portal says which keys read its token", async ({
  open,
  owner,
  support,
  stack,
  connect,
}) => {
  const path = await connect(62515);
  const page = await open(owner);
  const key = await createKey(page, "Billing sync");
  const database = await stack.database();
  await database.rows(
    `INSERT INTO "ApiKeyUse" ("keyId", "portalId", "day", "reads", "lastAt")
     SELECT id, $1::uuid, now()::date, 12, now() FROM "ApiKey" WHERE prefix = $2`,
    [path.split("/").at(-1), key.slice(0, 10)],
  );
  await page.goto(ADDRESS);
  await expect(rowOf(page, "Billing sync")).toContainText("12 reads in 30 days");
  const other = await open(support);
  await other.goto(path);
  const readers = other.getByRole("region", { name: "Used by" });
  await expect(readers).toContainText("Billing sync");
  await expect(readers).toContainText("12 reads, last");
  await expect(readers).toContainText(key.slice(0, 10));
});

test("support is refused and is offered no way there", async ({ open, support, guard }) => {
  guard.allow(403, /^\/settings\/api-keys$/);
  const page = await open(support);
  await page.goto("/settings");
  await expect(page.getByRole("heading", { name: "System" })).toBeVisible();
  await expect(page.getByRole("link", { name: /API key/ })).toHaveCount(0);
  const answer = await page.goto(ADDRESS);
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your role does not allow this");
});

test("a program uses the key until it is revoked, and needs no origin for it", async ({
  open,
  owner,
  request,
  stack,
}) => {
  const page = await open(owner);
  const key = await createKey(page, "Exporter");
  const ask = (method: string, below: string) =>
    request.fetch(`${stack.origin}/api/v1${below}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
    });
  const answer = await ask("GET", "/portals/77777/token");
  expect(answer.status()).toBe(404);
  expect(answer.headers()["content-type"]).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ code: "unknown_portal" });
  expect((await ask("POST", "/portals/77777/refresh")).status()).toBe(403);

  await rowOf(page, "Exporter").getByRole("button", { name: "Revoke" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Revoke/ })
    .click();
  await expect(rowOf(page, "Exporter")).toContainText("Revoked");
  expect(await (await ask("GET", "/portals/77777/token")).json()).toMatchObject({
    code: "revoked_key",
  });
});
