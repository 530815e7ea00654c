import { beginWith, expect, test } from "./support/fixtures";
import { addSide } from "./support/two-sides";

beginWith("team");

test("an owner makes a role and limits somebody to an app, who then sees that app alone", async ({
  open,
  owner,
  hire,
  stack,
}) => {
  await addSide(stack, owner, "mineral", 7_772_001);
  await addSide(stack, owner, "walnut", 7_772_002);
  const nina = await hire(
    { name: "Nina", email: "nina@team.example", password: "slate meadow ringing bell" },
    "support",
  );

  const page = await open(owner);
  await page.goto("/settings/roles");
  await page.getByRole("link", { name: "New role" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New role");
  await page.getByLabel("Name").fill("Onboarding");
  await page.getByLabel("What it is for").fill("Connects portals.");
  await page.getByLabel("Connect and reconnect portals").check();
  // What a permission is of no use without comes with it.
  await page.getByLabel("Change apps", { exact: true }).check();
  await expect(page.getByLabel("Look apps up")).toBeChecked();
  await page.getByLabel("Look apps up").uncheck();
  await expect(page.getByLabel("Change apps", { exact: true })).not.toBeChecked();
  await page.getByLabel("Look apps up").check();
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("heading", { name: "Roles of your own (1)" })).toBeVisible();

  await page.goto("/team");
  await page.getByRole("button", { name: "Manage Nina" }).click();
  await page.getByRole("menuitem", { name: "Change role and apps" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Role").selectOption({ label: "Onboarding" });
  await dialog.getByLabel("Only some apps").check();
  await dialog.getByLabel("mineral Sync").check();
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: "nina@team.example" });
  await expect(row).toContainText("Onboarding");
  await expect(row).toContainText("only mineral Sync");

  // Her session has ended with the change.
  const database = await stack.database();
  await database.rows(`UPDATE "Session" SET "endedAt" = NULL WHERE "personId" =
    (SELECT id FROM "Person" WHERE email = 'nina@team.example')`);
  const hers = await open(nina);
  await hers.goto("/portals");
  await expect(hers.getByRole("link", { name: "mineral-customer.example" })).toBeVisible();
  await expect(hers.getByText("walnut")).toHaveCount(0);
  const nav = hers.getByRole("navigation", { name: "Main" });
  await expect(nav.getByRole("link", { name: "Apps" })).toBeVisible();
  for (const name of ["Team", "Activity"])
    await expect(nav.getByRole("link", { name })).toHaveCount(0);
  // Of a portal she is offered what her role may do, and nothing else.
  await hers.getByRole("link", { name: "mineral-customer.example" }).click();
  const acts = hers.getByRole("main");
  await expect(acts.getByRole("button", { name: "Reconnect" })).toBeVisible();
  for (const name of ["Refresh now", "Test call", "Revoke refresh token", "Add note"])
    await expect(acts.getByRole("button", { name })).toHaveCount(0);
  await expect(acts.getByRole("link", { name: "All records" })).toHaveCount(0);
  await hers.goto("/apps");
  await expect(hers.getByRole("row").filter({ hasText: "Sync" })).toHaveCount(1);
  await hers.goto("/settings");
  await expect(hers.getByRole("main")).toContainText("mineral Sync");

  await page.goto("/settings/roles");
  await page.getByRole("button", { name: "Delete the role Onboarding" }).click();
  await page.getByRole("button", { name: "Delete role" }).click();
  await expect(page.getByText("Nina: give them another role first.")).toBeVisible();
});
