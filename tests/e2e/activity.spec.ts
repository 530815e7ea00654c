import { readFileSync } from "node:fs";
import { beginWith, expect, test } from "./support/fixtures";
import { addApp } from "./support/journey";

beginWith("app");

test("filters are part of the address and survive a reload", async ({ open, owner, connect }) => {
  const page = await open(owner);
  await connect(62515);
  await page.goto("/activity");
  const all = await page.getByRole("row").count();
  await page.getByLabel("Person", { exact: true }).fill(owner.email);
  await page.getByLabel("Kind").selectOption({ label: "Connected a portal" });
  await page.getByLabel("Portal", { exact: true }).fill("62515");
  await page.getByRole("button", { name: "Apply filters" }).click();
  await page.waitForURL(/kind=portal\.connected/);
  await expect(page.getByRole("row")).toHaveCount(2);
  expect(all).toBeGreaterThan(2);
  await page.reload();
  await expect(page.getByLabel("Person", { exact: true })).toHaveValue(owner.email);
  await expect(page.getByLabel("Kind")).toHaveValue("portal.connected");
  await expect(page.getByLabel("Portal", { exact: true })).toHaveValue("62515");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: /Clear all/ }).click();
  await page.waitForURL((url) => url.pathname === "/activity" && url.search === "");
  await expect(page.getByLabel("Person", { exact: true })).toHaveValue("");
});

test("a filter that fits nothing says so and can be cleared", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/activity?person=nobody-of-that-name");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page.getByRole("table")).toBeVisible();
});

test("a line opens and tells what changed and which ids to quote", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/settings");
  await page.getByLabel("Name", { exact: true }).fill("Another name");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Your name is saved.")).toBeVisible();
  await page.goto(`/activity?person=${encodeURIComponent(owner.email)}`);
  const row = page.getByRole("row").nth(1);
  await expect(row.getByText("Another name")).toBeHidden();
  await row.locator("summary").click();
  await expect(row.getByText("Another name")).toBeVisible();
  await expect(row.getByRole("button", { name: /^Copy request id of event \d+$/ })).toBeVisible();
});

test("the export is a CSV file in which formulas are harmless", async ({ open, owner }) => {
  const page = await open(owner);
  const evil = '=HYPERLINK("http://evil.example","Open")';
  await addApp(page, {
    name: evil,
    clientId: "formula-app-client-id",
    secret: "formula-app-client-secret",
    requiredScopes: "oauth",
    optionalScopes: "",
  });
  await page.goto("/settings");
  await page.getByLabel("Name", { exact: true }).fill("=cmd|' /C calc'!A0");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Your name is saved.")).toBeVisible();

  await page.goto("/activity");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^portico-activity-.*\.csv$/);
  const csv = readFileSync(await download.path(), "utf8");
  expect(csv).toContain("HYPERLINK");
  const cells = csv
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)|\r\n/)
    .map((cell) => cell.replace(/^"/, ""));
  const running = cells.filter((cell) => /^\s*[=+\-@]/.test(cell));
  expect(running).toEqual([]);
  await page.goto("/activity?kind=activity.exported");
  await expect(page.getByRole("row").filter({ hasText: owner.email }).first()).toBeVisible();
});
