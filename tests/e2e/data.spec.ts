import { readFileSync } from "node:fs";
import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";

beginWith("app");

const ADDRESS = "/settings/data";
const HUB = 62516;

test("an owner says how long things are kept", async ({ open, owner, admin }) => {
  const page = await open(owner);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Data and retention" }).click();
  await page.waitForURL(`**${ADDRESS}`);
  const days = page.getByLabel("Events and deliveries");
  await expect(days).toHaveValue("30");
  await days.fill("1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter at least 2 days, or 0 to keep it.").first()).toBeVisible();
  await expect(days).toHaveValue("1");
  await days.fill("45");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It holds from the next night on.")).toBeVisible();
  await page.reload();
  await expect(days).toHaveValue("45");

  const other = await open(admin);
  await other.goto(ADDRESS);
  await expect(other.getByText("45 days")).toBeVisible();
  await expect(other.getByRole("button", { name: "Save" })).toHaveCount(0);
  await expect(other.getByText("Data-protection requests")).toHaveCount(0);
});

test("what is known about an installer is looked up, downloaded and erased", async ({
  open,
  owner,
  connect,
}) => {
  const path = await connect(HUB);
  const page = await open(owner);
  await page.goto(path);
  const installed = page.getByRole("region", { name: "Installed by" });
  const email = (await installed.getByText(/@/).first().innerText()).trim();
  await page.goto(ADDRESS);
  const about = page.getByLabel("E-mail address or Hub ID");
  await about.fill("nobody");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(
    page.getByText("Enter the installer's e-mail address, or a Hub ID.").first(),
  ).toBeVisible();
  await about.fill(String(HUB));
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByText("before it can be erased")).toBeVisible();
  await about.fill(email);
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByRole("heading", { name: email })).toBeVisible();
  await expectAccessible(page, "what is known about an installer", BOTH);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download everything" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain(email);
  await page.getByRole("button", { name: "Erase" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Type the address to confirm").fill(email);
  await dialog.getByRole("button", { name: "Erase" }).click();
  await expect(page.getByText(/^Erased from/).first()).toBeVisible();
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByText("Nothing is kept about")).toBeVisible();
  await page.goto(path);
  await expect(installed).toContainText("Erased");
  await expect(installed).not.toContainText(email);
});
