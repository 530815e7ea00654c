import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { beginWith, expect, test } from "./support/fixtures";
import { SAMPLE_APP } from "./support/journey";
import { captureAction, replay } from "./support/replay";

beginWith("app");

const FIRST_HUB_ID = 40_000_000;

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/portals");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import portals" })).toBeVisible();
  await page.getByLabel("File", { exact: true }).setInputFiles({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(text, "utf8"),
  });
}

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Filter by finding" }).getByRole("link", { name });
const isAccessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
};

// A thousand rows take a minute: tests/long/import-thousand.test.ts.
test("sixty rows with thirty bad ones: 30 portals, 30 reasons, no token left", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  const { clientId } = SAMPLE_APP;
  const grants = await stack.control.bulkGrants({ clientId, firstHubId: FIRST_HUB_ID, count: 45 });
  // 30 good; of the other fifteen grants ten are dead and five belong to portals that are connected already.
  const known = grants.slice(40);
  for (const { hubId } of known) await connect(hubId);
  for (const { hubId } of grants.slice(30, 40))
    await stack.control.revokeGrants({ clientId, hubId });
  const lines = grants.map(({ refreshToken, hubId }) => `${refreshToken},${hubId},`);
  const bad = [
    ...lines.slice(0, 5),
    ...Array.from({ length: 5 }, () => ",7,no token"),
    ...grants.slice(5, 10).map(({ refreshToken }) => `${refreshToken} ${refreshToken},,`),
  ];
  const rows = lines.length + bad.length;
  const text = ["refresh_token,hub_id,label", ...lines, ...bad].join("\r\n");

  await choose(page, "customers.csv", text);
  await isAccessible(page);
  await page.getByRole("button", { name: "Check file" }).click();
  await page.waitForURL(/\/portals\/import\/[0-9a-f-]{36}$/);
  const address = page.url();
  await expect(page.getByText("30 of 60 rows can be imported.")).toBeVisible();
  for (const name of ["All 60", "Importable 30", "Duplicate 10", "Dead 10", "Invalid 10"])
    await expect(tab(page, name)).toBeVisible();
  await isAccessible(page);
  await tab(page, "Invalid 10").click();
  await expect(page.getByRole("row").filter({ hasText: "no refresh token" })).toHaveCount(5);
  await expect(page.getByRole("row").filter({ hasText: "has spaces in it" })).toHaveCount(5);
  expect(await (await stack.database()).count("Portal")).toBe(5);

  await page.getByRole("button", { name: "Import 30 portals" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Import 30 portals" }).click();
  await expect(page.getByText("30 of 60 rows were imported.")).toBeVisible();
  const database = await stack.database();
  await database.postponeRefreshes();
  expect(await database.count("Portal", `"status" = 'connected'`)).toBe(35);
  expect(await database.count("ImportRow", `"refreshTokenSealed" IS NOT NULL`)).toBe(0);
  const stored = await database.dump();
  const said = stack.output();
  const leaked = grants.filter((grant) =>
    [stored, said].some((place) => place.includes(grant.refreshToken)),
  );
  expect(leaked).toEqual([]);

  const download = await page.request.get(`${address}/result`);
  expect(download.headers()["content-type"]).toContain("text/csv");
  const csv = await download.text();
  expect(csv.trim().split("\r\n")).toHaveLength(rows + 1);
  expect(csv).not.toContain(grants[0]?.refreshToken);

  await page.goto("/portals/import");
  const row = page.getByRole("row").filter({ hasText: "customers.csv" });
  await expect(row).toContainText("Finished");
  await expect(row).toContainText("30");
  await page.goto(`/portals?q=${FIRST_HUB_ID}`);
  await page.getByRole("link", { name: `portal-${FIRST_HUB_ID}.example` }).click();
  await expect(page.getByRole("main")).toContainText(`admin@portal-${FIRST_HUB_ID}.example`);
});

test("a file that cannot be read says why; a checked import can be cancelled", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  await choose(page, "other.csv", "name,secret\nAcme,x");
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByText("No column is called refresh_token")).toBeVisible();
  await choose(page, "large.csv", `token\n${"x".repeat(1_000_001)}`);
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByText("The file is larger than 1 MB")).toBeVisible();

  const { clientId } = SAMPLE_APP;
  const [grant] = await stack.control.bulkGrants({ clientId, firstHubId: 41_000_000, count: 1 });
  await choose(page, "one.txt", grant?.refreshToken ?? "");
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByText("1 of 1 rows can be imported.")).toBeVisible();
  await page.getByRole("button", { name: "Cancel import" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Cancel import" }).click();
  await expect(page.getByText("Cancelled: 0 of 1 rows were imported.")).toBeVisible();
  const database = await stack.database();
  expect(await database.count("ImportRow", `"refreshTokenSealed" IS NOT NULL`)).toBe(0);
});

test("support sees nothing of it and is refused", async ({ open, owner, support, guard }) => {
  const admin = await open(owner);
  await choose(admin, "again.txt", "na1-00000000-0000-0000-0000-000000000000");
  await admin.getByRole("button", { name: "Check file" }).click();
  await admin.waitForURL(/\/portals\/import\/[0-9a-f-]{36}$/);
  const address = new URL(admin.url()).pathname;
  await admin.getByRole("button", { name: "Cancel import" }).click();
  const dialog = admin.getByRole("alertdialog");
  const cancel = await captureAction(admin, () =>
    dialog.getByRole("button", { name: "Cancel import" }).click(),
  );
  const page = await open(support);
  await page.goto("/portals");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Import", exact: true })).toHaveCount(0);
  guard.allow(403, /^\/portals\/import/);
  for (const path of ["/portals/import", address])
    expect((await page.goto(path))?.status()).toBe(403);
  expect((await page.request.get(`${address}/result`)).status()).toBe(403);
  expect((await replay(page.request, cancel)).status()).toBe(403);
});
