import { rawRequest } from "../support/raw-request";
import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test, type Member } from "./support/fixtures";
import { cookieOf } from "./support/furnish";
import { OWNER, SUPPORT } from "./support/people";
import type { Stack } from "./support/stack";

beginWith("team");

/** As if nobody had shown a password for a quarter of an hour. */
async function age(stack: Stack): Promise<void> {
  const database = await stack.database();
  await database.rows(`UPDATE "Session" SET "confirmedAt" = now() - interval '15 minutes'`);
}

test("a form asks who is there, stays as it is, and is sent once more", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  await page.goto("/team");
  await age(stack);
  await page.getByLabel("Email").fill("nina@team.example");
  await page.getByRole("button", { name: "Invite person" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel("Your password", { exact: true })).toBeFocused();
  await expectAccessible(page, "a confirmation", BOTH);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Confirm that it is you: it is more than/)).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue("nina@team.example");

  await page.getByRole("button", { name: "Invite person" }).click();
  await dialog.getByLabel("Your password", { exact: true }).fill("not the password of anybody");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText("The current password is not right.").first()).toBeVisible();
  await dialog.getByLabel("Your password", { exact: true }).fill(OWNER.password);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("cell", { name: "nina@team.example" })).toBeVisible();
});

test("a dialog asks over itself, and a download by way of a page", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  await page.goto("/team");
  await age(stack);
  await page.getByRole("button", { name: `Manage ${SUPPORT.name}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  const disable = page.getByRole("alertdialog");
  await disable.getByRole("button", { name: "Disable person" }).click();
  const confirm = page.getByRole("dialog", { name: "Confirm that it is you" });
  await confirm.getByLabel("Your password", { exact: true }).fill(OWNER.password);
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(disable).toBeHidden();
  await expect(page.getByRole("row", { name: SUPPORT.email })).toContainText("Disabled");

  await page.goto("/activity");
  await age(stack);
  await page.getByRole("link", { name: "Export CSV" }).click();
  await page.waitForURL("**/confirm?callbackUrl=**");
  await expectAccessible(page, "the page of a confirmation", BOTH);
  await page.getByLabel("Your password", { exact: true }).fill(OWNER.password);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Confirm" }).click();
  expect((await download).suggestedFilename()).toMatch(/^portico-activity-.*\.csv$/);
  await expect(page.getByText("Confirmed")).toBeVisible();
});

async function post(stack: Stack, member: Member, path: string, accept: string) {
  const headers = { origin: stack.origin, cookie: cookieOf(member), accept };
  return rawRequest(stack.origin, { method: "POST", path, headers });
}

test("the keys go to nobody who has only found an open browser", async ({ owner, stack }) => {
  await age(stack);
  const program = await post(stack, owner, "/settings/system/keys", "*/*");
  expect([program.status, JSON.parse(program.body)]).toEqual([
    403,
    expect.objectContaining({ code: "confirmation_needed" }),
  ]);
  const browser = await post(stack, owner, "/settings/system/keys", "text/html");
  expect([browser.status, browser.headers.location, browser.body]).toEqual([
    303,
    "/confirm?callbackUrl=%2Fsettings%2Fsystem",
    "",
  ]);
});
