import { beginWith, expect, test } from "./support/fixtures";

beginWith("app");

test("everything is reached by keyboard: palette, places, rows, and the switch that turns keys off", async ({
  open,
  owner,
  connect,
}) => {
  const path = await connect(62515);
  await connect(62516);
  const page = await open(owner);
  await page.goto("/portals");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const first = page.getByRole("row").nth(1);
  await expect(first.getByRole("link")).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByText("1 portal selected")).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search portals")).toBeFocused();
  // In a field keys are letters.
  await page.keyboard.type("ga?");
  await expect(page.getByLabel("Search portals")).toHaveValue("ga?");
  await page.getByLabel("Search portals").fill("");
  await page.keyboard.press("Control+k");

  const field = page.getByRole("combobox", { name: /^Find by Hub ID/ });
  await field.fill("ada@acme");
  await expect(page.getByRole("option", { name: /^acme\.example/ })).toBeVisible();
  await field.press("ArrowDown");
  await expect(page.getByRole("option", { name: "Refresh now" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await field.press("Enter");
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();

  // The palette gave the focus back to the field it came from.
  await expect(page.getByLabel("Search portals")).toBeFocused();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.waitForURL("**/apps");
  await page.goto(path);
  await expect(page).toHaveTitle(/^acme\.example/);
  await page.waitForFunction(() => JSON.stringify(sessionStorage).includes("acme.example"));
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("group", { name: "Recent" })).toContainText("acme.example");
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await help.getByLabel("Single keys are on").uncheck();
  await help.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.keyboard.press("?");
  await expect(help).toBeHidden();
  await expect(page).toHaveURL(path);
});
