import { beginWith, expect, test } from "./support/fixtures";
import { BOTH, expectAccessible } from "./support/accessibility";
import { invite } from "./support/people";

test.describe.configure({ mode: "serial", timeout: 180_000 });

test.describe("before the first owner", () => {
  beginWith("nothing");

  test("setting up can be used by everybody", async ({ open }) => {
    const page = await open();
    await page.goto("/setup");
    await expectAccessible(page, "setup", BOTH);
    await page.getByRole("button", { name: "Create owner account" }).click();
    await expect(page.getByLabel("Setup token")).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page, "setup with errors");
    await page.goto("/login");
    await expectAccessible(page, "sign-in before setup");
  });
});

test.describe("with people and nothing else", () => {
  beginWith("team");

  test("an empty console can be used by everybody", async ({ open, owner, support }) => {
    for (const member of [owner, support]) {
      const page = await open(member);
      for (const address of ["/", "/portals", "/apps", "/activity", "/activity?person=nobody"]) {
        await page.goto(address);
        await expectAccessible(page, `${address}, empty, ${member.name}`);
      }
    }
    const page = await open(owner);
    await page.goto("/portals/connect");
    await expectAccessible(page, "connect without an app");
  });

  test("pages outside the console can be used by everybody", async ({ open, owner, guard }) => {
    const page = await open();
    guard.allow(401, /^\/api\/auth\/callback\/credentials$/);
    guard.allow(404, /^\/nowhere$/);
    await page.goto("/login?signedOut=1");
    await page.getByLabel("Email").fill(owner.email);
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Email or password is not right.")).toBeVisible();
    await expectAccessible(page, "refused sign-in", BOTH);
    await page.goto("/nowhere");
    await expectAccessible(page, "404 without a session");
    await page.goto("/join");
    await expectAccessible(page, "a link that cannot be used");
    const link = await invite(await open(owner), "axe@team.example", "support");
    await page.goto(link);
    await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
    await expectAccessible(page, "invitation");
  });
});
