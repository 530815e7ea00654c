import type { Page } from "@playwright/test";
import { beginWith, expect, test } from "./support/fixtures";
import { invite, join, readLink, signIn, type Person } from "./support/people";

beginWith("app");

const person = (name: string): Person => ({
  name,
  email: `${name.toLowerCase().replace(" ", ".")}@team.example`,
  password: "granite teapot humming northbound",
});

/** Opens the menu of a person on the team page and chooses an act. */
async function act(team: Page, name: string, item: string): Promise<void> {
  await team.goto("/team");
  await team.getByRole("button", { name: `Manage ${name}` }).click();
  await team.getByRole("menuitem", { name: item }).click();
}

test("an invited person joins through a link that works once", async ({ open, owner }) => {
  const who = person("Ida Invited");
  const link = await invite(await open(owner), who.email, "admin");
  const page = await open();
  await join(page, link, who);
  expect(page.url()).not.toContain("token");
  await expect(page.getByRole("button", { name: new RegExp(who.name) })).toContainText("Admin");
  await page.goto("/apps/new");
  await expect(page.getByRole("button", { name: "Save app" })).toBeVisible();

  const late = await open();
  await late.goto(link);
  await expect(late.getByRole("heading", { level: 1 })).toHaveText("This link cannot be used");
  expect(late.url()).not.toContain("token");
});

test("a changed role holds from the next request on", async ({ open, owner, hire, guard }) => {
  const who = person("Rita Role");
  const member = await hire(who, "admin");
  const [team, page] = [await open(owner), await open(member)];
  await page.goto("/portals");
  await act(team, who.name, "Change role and apps");
  const dialog = team.getByRole("alertdialog");
  await dialog.getByLabel("Role", { exact: true }).selectOption("support");
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(team.getByRole("row").filter({ hasText: who.email })).toContainText("Support");

  guard.allow(403, /^\/apps\/new$/);
  await page.goto("/apps/new");
  await page.waitForURL(/\/login/);
  await signIn(page, who);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your role does not allow this");
});

test("a disabled person is signed out at once and cannot come back", async ({
  open,
  owner,
  hire,
  guard,
}) => {
  const who = person("Dora Disabled");
  const member = await hire(who, "support");
  const [team, page] = [await open(owner), await open(member)];
  await page.goto("/portals");
  await act(team, who.name, "Disable");
  await team.getByRole("alertdialog").getByRole("button", { name: "Disable person" }).click();
  await expect(team.getByRole("row").filter({ hasText: who.email })).toContainText("Disabled");

  await page.reload();
  await page.waitForURL(/\/login/);
  guard.allow(401, /^\/api\/auth\/callback\/credentials$/);
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is not right.")).toBeVisible();
});

test("the last owner cannot be made anything less", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/team");
  await page.getByRole("button", { name: `Manage ${owner.name}` }).click();
  for (const name of ["Change role and apps", "Disable"]) {
    const item = page.getByRole("menuitem", { name });
    await expect(item).toHaveAttribute("aria-disabled", "true");
    await expect(item).toContainText("The last active owner.");
  }
});

test("an admin can manage people but no owner", async ({ open, owner, admin }) => {
  const page = await open(admin);
  await page.goto("/team");
  await expect(page.getByLabel("Role", { exact: true }).locator("option")).toHaveText([
    /^Admin/,
    /^Support/,
  ]);
  await page.getByRole("button", { name: `Manage ${owner.name}` }).click();
  const item = page.getByRole("menuitem", { name: "Password reset link" });
  await expect(item).toHaveAttribute("aria-disabled", "true");
  await expect(item).toContainText("Only an owner can manage owners.");
});

test("a reset link lets a person choose a new password, once", async ({
  open,
  owner,
  hire,
  guard,
}) => {
  const who = person("Petra Password");
  const member = await hire(who, "support");
  const [team, page] = [await open(owner), await open(member)];
  await act(team, who.name, "Password reset link");
  const dialog = team.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make reset link" }).click();
  await expect(dialog.getByText(`Send this link to ${who.email}`)).toBeVisible();
  const link = await readLink(team);

  const other = await open();
  await other.goto(link);
  await expect(other.getByRole("heading", { level: 1 })).toContainText(who.email);
  await other.getByLabel("Password", { exact: true }).fill("short");
  await other.getByRole("button", { name: "Save password" }).click();
  const field = other.getByLabel("Password", { exact: true });
  await expect(field).toHaveAccessibleDescription(/at least 15 characters/i);
  const renewed = { ...who, password: "saffron bicycle under thunder" };
  await field.fill(renewed.password);
  await other.getByRole("button", { name: "Save password" }).click();
  await other.waitForURL((url) => url.pathname === "/");

  await page.goto("/portals");
  await page.waitForURL(/\/login/);
  guard.allow(401, /^\/api\/auth\/callback\/credentials$/);
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is not right.")).toBeVisible();
  await signIn(page, renewed);
  await expect(page.getByRole("heading", { level: 1, name: "Portals" })).toBeVisible();
});

test("disabling somebody withdraws the links they made, and says so", async ({
  open,
  owner,
  hire,
}) => {
  const who = person("Lena Links");
  const team = await open(owner);
  const link = await invite(
    await open(await hire(who, "admin")),
    "friend.of.lena@team.example",
    "admin",
  );
  await act(team, who.name, "Disable");
  const dialog = team.getByRole("alertdialog");
  await expect(dialog).toContainText("Open links they made, and those for them, stop working.");
  await dialog.getByRole("button", { name: "Disable person" }).click();
  await expect(
    team.getByText("1 open link that they made or that was for them was withdrawn."),
  ).toBeVisible();
  await expect(team.getByRole("row").filter({ hasText: "friend.of.lena" })).toHaveCount(0);

  const friend = await open();
  await friend.goto(link);
  await expect(friend.getByRole("heading", { level: 1 })).toHaveText("This link cannot be used");
  await expect(friend.getByRole("main")).toContainText("Ask an owner or admin of this console");
});

test("a withdrawn invitation is dead", async ({ open, owner }) => {
  const email = "wanda.withdrawn@team.example";
  const team = await open(owner);
  const link = await invite(team, email, "support");
  await team.getByRole("button", { name: `Withdraw the link for ${email}` }).click();
  await team.getByRole("alertdialog").getByRole("button", { name: "Withdraw link" }).click();
  await expect(team.getByRole("button", { name: `Withdraw the link for ${email}` })).toHaveCount(0);
  const page = await open();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link cannot be used");
});

test("signing out everywhere ends the other sessions too", async ({ open, hire }) => {
  const who = person("Eve Everywhere");
  const page = await open(await hire(who, "support"));
  const second = await open();
  await second.goto("/login");
  await signIn(second, who);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End all sessions" }).click();
  await page.waitForURL("**/login?signedOut=1");
  await second.goto("/portals");
  await second.waitForURL(/\/login/);
});
