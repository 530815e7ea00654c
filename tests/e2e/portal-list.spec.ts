import { beginWith, expect, test } from "./support/fixtures";

beginWith("team");
test.describe.configure({ mode: "serial" });

const SEARCH = "Search portals";

test("before anything is connected the list says what to do first", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/portals");
  await expect(page.getByText("No portal is connected yet")).toBeVisible();
  await expect(page.getByRole("link", { name: "Add your app first" })).toBeVisible();
});

test.describe("with thirty portals", () => {
  const many = Array.from({ length: 28 }, (_, index) => 80_001 + index);

  beginWith("app");

  test.beforeAll(async ({ stack, connect }) => {
    for (const hubId of many) await stack.control.putPortal({ hubId, domain: `p${hubId}.example` });
    for (const hubId of [62515, 62516, ...many]) await connect(hubId);
    const database = await stack.database();
    await database.postponeRefreshes();
    await database.rows(`UPDATE "Portal" SET status = 'degraded' WHERE "hubId" = 62516`);
  });

  test("a Hub ID and Enter lead straight to the portal", async ({ open, support }) => {
    const page = await open(support);
    await page.goto("/portals");
    await page.getByLabel(SEARCH).fill("62515");
    await page.getByLabel(SEARCH).press("Enter");
    await page.waitForURL(/\/portals\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("main")).toContainText("ada@acme.example");
    await page.goto("/activity");
    await page.keyboard.press("Control+k");
    // Enter at once: the answer is waited for.
    await page.getByRole("combobox", { name: /^Find by Hub ID/ }).fill("62516");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/portals\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("main")).toContainText("hans@globex.example");
  });

  for (const [what, text] of [
    ["domain", "globex"],
    ["installer", "hans@globex"],
  ] as const) {
    test(`typing part of the ${what} narrows the list`, async ({ open, support }) => {
      const page = await open(support);
      await page.goto("/portals");
      await page.getByLabel(SEARCH).fill(text);
      await expect(page.getByRole("row")).toHaveCount(2);
      await expect(page.getByRole("row").nth(1)).toContainText("62516");
      await expect(page).toHaveURL(/q=/);
      await page.reload();
      await expect(page.getByLabel(SEARCH)).toHaveValue(text);
      await expect(page.getByRole("row")).toHaveCount(2);
    });
  }

  test("filters are chips: chosen together, part of the address, taken off one by one", async ({
    open,
    support,
  }) => {
    const page = await open(support);
    await page.goto("/portals");
    await page.getByRole("button", { name: "Status", exact: true }).click();
    await page.getByRole("checkbox", { name: "Degraded" }).check();
    await page.getByRole("checkbox", { name: "Revoked" }).check();
    await page.getByRole("button", { name: "Apply filters" }).click();
    await page.waitForURL("/portals?status=degraded&status=revoked");
    await expect(page.getByRole("row")).toHaveCount(2);
    await expect(page.getByRole("row").nth(1)).toContainText("globex.example");
    await expect(page.getByRole("button", { name: "Apply filters" })).toHaveCount(0);

    await page.getByRole("button", { name: "Connected", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: "Custom" }).check();
    // As a clock in the tests' zone shows it; the address says it so that it means the same everywhere.
    await page.getByLabel(/^From/).fill("2020-06-01T10:00");
    await page.keyboard.press("Enter");
    await page.waitForURL(/&connected_from=2020-06-01T\d\d%3A\d\dZ$/);
    await expect(page.getByRole("row")).toHaveCount(2);
    await page.getByRole("link", { name: "Remove filter Status: Degraded, Revoked" }).click();
    await expect(page.getByText("25 of 30 portals", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "Clear all" }).click();
    await page.waitForURL("/portals");
    await page.goBack();
    await expect(page.getByRole("link", { name: /^Remove filter Connected: since/ })).toBeVisible();

    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText("Filters (1)", { exact: true }).click();
    await expect(page.getByRole("link", { name: /^Remove filter Connected/ })).toBeVisible();
  });

  test("a column header sorts both ways and says so", async ({ open, support }) => {
    const page = await open(support);
    await page.goto("/portals");
    const header = page.getByRole("columnheader", { name: "Hub ID" });
    await expect(header).not.toHaveAttribute("aria-sort", /./);
    for (const [direction, first] of [
      ["ascending", "62515"],
      ["descending", "80028"],
    ] as const) {
      await header.getByRole("link").click();
      await expect(header).toHaveAttribute("aria-sort", direction);
      await expect(page.getByRole("row").nth(1)).toContainText(first);
    }
  });

  test("every portal is on exactly one page", async ({ open, support }) => {
    const page = await open(support);
    await page.goto("/portals?sort=hub_id");
    const ids = () => page.getByRole("row").locator("td:nth-of-type(1)").allTextContents();
    await expect(page.getByText("25 of 30 portals", { exact: true })).toBeVisible();
    const first = await ids();
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(page.getByText("5 of 30 portals", { exact: true })).toBeVisible();
    const second = await ids();
    expect(new Set([...first, ...second]).size).toBe(30);
    await page.getByRole("link", { name: "Previous page" }).click();
    await expect(page.getByText("25 of 30 portals", { exact: true })).toBeVisible();
    expect(await ids()).toEqual(first);
  });

  test("a search that finds nothing says what was asked and offers a way back", async ({
    open,
    support,
  }) => {
    const page = await open(support);
    await page.goto("/portals?q=no-such-portal");
    await expect(page.getByText("No portal fits “no-such-portal”.")).toBeVisible();
    await expect(page.getByText("No portal is connected yet")).toHaveCount(0);
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(page.getByText("25 of 30 portals", { exact: true })).toBeVisible();
  });
});
