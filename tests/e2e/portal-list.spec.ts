import { readFileSync } from "node:fs";
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
    // As a clock in Berlin shows it; the address says it so that it means the same everywhere.
    await page.locator("#filter-connected").getByLabel(/^From/).fill("2020-06-01T10:00");
    await page.keyboard.press("Enter");
    await page.waitForURL(/&connected_from=2020-06-01T08%3A00Z$/);
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

  test("what the list shows is exported, after its count was said", async ({ open, owner }) => {
    const page = await open(owner);
    await page.goto("/portals?q=p800&sort=hub_id&order=desc");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await expect(page.getByText("28 portals, filtered and sorted as shown.")).toBeVisible();
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^portico-portals-.*\.csv$/);
    const lines = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(many.toReversed().map(String));
  });

  test("views are kept, renamed, shared, deleted and brought back; how the list looks is remembered", async ({
    open,
    support,
    admin,
  }) => {
    const page = await open(support);
    await page.goto("/portals?status=degraded&sort=portal");
    const views = page.getByRole("navigation", { name: "Views" });
    await page.getByRole("button", { name: "Save view" }).click();
    await expect(page.getByLabel("Name of the view")).toBeFocused();
    await page.keyboard.type("Shaky ones");
    await page.keyboard.press("Enter");
    const shaky = views.getByRole("link", { name: "Shaky ones" });
    await expect(shaky).toHaveAttribute("aria-current", "page");
    await views.getByRole("link", { name: "Needs attention" }).click();
    await expect(page.getByText("No portal fits More: Needs attention.")).toBeVisible();
    await shaky.click();
    await page.waitForURL("/portals?status=degraded&sort=portal");
    await page.getByRole("button", { name: "Change the view Shaky ones" }).click();
    await page.getByLabel("Name of the view").fill("Wobbly ones");
    await page.getByRole("button", { name: "Rename" }).click();
    await expect(views.getByRole("link", { name: "Wobbly ones" })).toBeVisible();
    await page.getByRole("button", { name: "Change the view Wobbly ones" }).click();
    await page.getByRole("button", { name: "Delete view" }).click();
    await expect(views.getByRole("link", { name: "Wobbly ones" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(views.getByRole("link", { name: "Wobbly ones" })).toBeVisible();

    await page.getByRole("button", { name: "Display" }).click();
    await page.getByRole("checkbox", { name: "Connected" }).check();
    await page.getByRole("checkbox", { name: "App", exact: true }).uncheck();
    await page.getByRole("radio", { name: "Compact" }).check();
    await expect(page.getByRole("columnheader", { name: "App", exact: true })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.goto("/portals");
    await page.getByRole("link", { name: "50", exact: true }).click();
    await expect(page.getByText("30 of 30 portals", { exact: true })).toBeVisible();
    await page.goto("/portals?sort=connected");
    await expect(page.getByText("30 of 30 portals", { exact: true })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Connected" })).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
    await page.getByRole("link", { name: "25", exact: true }).click();
    await expect(page.getByText("25 of 30 portals", { exact: true })).toBeVisible();

    const another = await open(admin);
    await another.goto("/portals?status=degraded&sort=portal");
    await expect(another.getByRole("row")).toHaveCount(2);
    await expect(another.getByRole("button", { name: "Save view" })).toBeVisible();
    await expect(another.getByRole("columnheader", { name: "App", exact: true })).toBeVisible();
  });

  test("a portal leads to its neighbours in the list, by keys as well, and back to the list as it was", async ({
    open,
    support,
  }) => {
    const page = await open(support);
    await page.goto("/portals?sort=hub_id&connected=7d");
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(page.getByText("5 of 30 portals", { exact: true })).toBeVisible();
    const list = page.url();
    const heading = (hubId: number) =>
      page.getByRole("heading", { level: 1, name: `p${hubId}.example` });
    await page.getByRole("link", { name: "p80025.example" }).click();
    await expect(heading(80_025)).toBeFocused();
    await page.keyboard.press("j");
    await expect(heading(80_026)).toBeFocused();
    await page.getByRole("link", { name: "Next portal: p80027.example" }).click();
    await expect(heading(80_027)).toBeFocused();
    await page.keyboard.press("j");
    await expect(heading(80_028)).toBeFocused();
    // The end of the list.
    await expect(page.getByRole("link", { name: "Next portal" })).toBeDisabled();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await expect(heading(80_027)).toBeFocused();

    await expect(page.getByRole("region", { name: "The last 30 days" })).toContainText("Refreshes");
    await page.getByRole("link", { name: "Use it" }).click();
    await page.getByRole("link", { name: "Python" }).click();
    await page.getByRole("link", { name: "p80027.example" }).click();
    await expect(heading(80_027)).toBeFocused();
    await page.getByRole("link", { name: "Back to the list" }).click();
    await page.waitForURL(list);
    await expect(page.getByText("5 of 30 portals", { exact: true })).toBeVisible();
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

  test("what is chosen stays chosen from page to page, and another count is asked about again", async ({
    open,
    owner,
    connect,
  }) => {
    const page = await open(owner);
    await page.goto("/portals?sort=hub_id");
    await page.getByRole("checkbox", { name: "Select this page" }).check();
    await page.getByRole("link", { name: "Next page" }).click();
    await page.getByRole("checkbox", { name: "Select p80028.example" }).check();
    await expect(page.getByText("26 portals selected, 25 on other pages")).toBeVisible();
    await page.getByRole("button", { name: "Select all 30 matching" }).click();
    await page.getByRole("button", { name: "Refresh selected" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Refresh 30 portals?" });
    await expect(dialog).toBeVisible();
    await connect(62517);
    await dialog.getByRole("button", { name: "Refresh 30 portals" }).click();
    await expect(
      page.getByText("The selection is 31 portals now, and was 30 before."),
    ).toBeVisible();
    await page.getByRole("button", { name: "Refresh 31 portals" }).click();
    await page.waitForURL(/\/portals\/bulk\//);
    await expect(page.getByRole("main")).toContainText("31");
  });
});
