import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { ADMIN, signIn } from "./support/people";

beginWith("team");

const ADDRESS = "/settings/security";

/** A code that was not taken yet: the next step is taken early. */
function codeOf(secret: string, steps: number): string {
  const timestamp = Date.now() + steps * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = await page.getByText(/^[A-Z2-7]{32}$/).innerText();
  await expectAccessible(page, "an authenticator app being set up", BOTH);
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.getByText("Is the clock of the phone right?").first()).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, -1));
  await page.getByRole("button", { name: "Finish" }).click();
  const list = page.getByRole("list", { name: "Recovery codes" });
  await expect(list.getByRole("listitem")).toHaveCount(10);
  const codes = await list.getByRole("listitem").allInnerTexts();
  await page.getByRole("button", { name: "I have kept the codes" }).click();
  await expect(page.getByText("10 of 10 are left.")).toBeVisible();
  return { secret, codes };
}

test("an admin sets a second factor up, signs in with it, with a recovery code, and loses it", async ({
  open,
  owner,
  admin,
}) => {
  test.setTimeout(90_000);
  const page = await open(admin);
  const { secret, codes } = await setUp(page);

  const other = await open();
  await other.goto("/portals");
  await signIn(other, ADMIN);
  await other.waitForURL("**/login/factor?**");
  await expect(other.getByText(`Signing in as ${ADMIN.email}.`)).toBeVisible();
  await expectAccessible(other, "the second factor", BOTH);
  await other.goto("/portals");
  await other.waitForURL("**/login/factor?**");
  await other.getByLabel("Code", { exact: true }).fill("000 000");
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(
    other.getByText("This code is not right, or was used already.").first(),
  ).toBeVisible();
  await other.getByLabel("Code", { exact: true }).fill(codeOf(secret, 0));
  await other.getByRole("button", { name: "Continue" }).click();
  await other.waitForURL("**/portals");
  await expect(other.getByRole("heading", { level: 1, name: "Portals" })).toBeVisible();

  const third = await open();
  await third.goto("/login");
  await signIn(third, ADMIN);
  await third.waitForURL("**/login/factor?**");
  await third.getByRole("button", { name: "Sign in as somebody else" }).click();
  await third.waitForURL("**/login");
  await signIn(third, ADMIN);
  await third.getByLabel("Code", { exact: true }).fill(codes[0] ?? "");
  await third.getByRole("button", { name: "Continue" }).click();
  await third.waitForURL((url) => url.pathname === "/");

  const boss = await open(owner);
  await boss.goto("/team");
  await boss.getByRole("button", { name: `Manage ${ADMIN.name}` }).click();
  await boss.getByRole("menuitem", { name: "Take second factor away" }).click();
  await boss.getByRole("button", { name: "Take it away" }).click();
  await expect(boss.getByText("Their password alone signs them in now.").first()).toBeVisible();
  await third.goto("/portals");
  await third.waitForURL("**/login?**");
  await signIn(third, ADMIN);
  await third.waitForURL("**/portals");
});

test("whoever must have one can do nothing else once the days are over", async ({
  open,
  owner,
  support,
}) => {
  const boss = await open(owner);
  await boss.goto(ADDRESS);
  await boss.getByRole("checkbox", { name: "Support" }).check();
  await boss.getByLabel("Days to set it up").fill("-1");
  const rule = boss.getByRole("region", { name: "Who must have one" });
  await rule.getByRole("button", { name: "Save" }).click();
  await expect(boss.getByText("Enter 0 or more.").first()).toBeVisible();
  await boss.getByLabel("Days to set it up").fill("5");
  await rule.getByRole("button", { name: "Save" }).click();
  await expect(rule.getByText("Saved.")).toBeVisible();
  const page = await open(support);
  await page.goto("/");
  await expect(page.getByText(/^Set up a second factor until/)).toBeVisible();
  // What it hears of changes it would be refused from here on.
  await page.goto("about:blank");
  await boss.getByLabel("Days to set it up").fill("0");
  await rule.getByRole("button", { name: "Save" }).click();
  await expect(rule.getByText("Saved.")).toBeVisible();

  await page.goto("/portals");
  await page.waitForURL(`**${ADDRESS}`);
  await expect(page.getByText("Set up a second factor to go on")).toBeVisible();
  await expectAccessible(page, "a second factor that is asked for", BOTH);
  await boss.goto("/portals");
  await expect(boss.getByRole("heading", { level: 1, name: "Portals" })).toBeVisible();
});

/** A security key in the browser's own hands, which asks nobody and verifies. */
async function plugIn(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/**
 * Signs in by a passkey. The answer already leads the router to the page behind it, and a full load follows: only
 * with the second is the way in at its end.
 */
async function showPasskey(page: Page) {
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await loaded;
}

test("an admin adds a passkey, signs in with it alone, and shows it to confirm", async ({
  open,
  hire,
  stack,
}) => {
  const petra = {
    name: "Petra Passkey",
    email: "petra@team.example",
    password: "amber window sailing thistle",
  };
  const page = await open(await hire(petra, "admin"), {});
  await plugIn(page);
  await page.goto(ADDRESS);
  await page.getByLabel("Name of the passkey").fill("Work laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("The passkey is added.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible();
  await page.getByRole("button", { name: "I have kept the codes" }).click();
  await expect(page.getByText("Work laptop")).toBeVisible();
  await expectAccessible(page, "a passkey", BOTH);

  await page.context().clearCookies();
  await page.goto("/portals");
  await showPasskey(page);
  await page.waitForURL("**/portals");
  await expect(page.getByRole("heading", { level: 1, name: "Portals" })).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/login");
  await signIn(page, petra);
  await page.waitForURL("**/login/factor?**");
  await showPasskey(page);
  await page.waitForURL((url) => url.pathname === "/");

  const database = await stack.database();
  await database.rows(`UPDATE "Session" SET "confirmedAt" = now() - interval '15 minutes'`);
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Remove Work laptop" }).click();
  const remove = page.getByRole("alertdialog");
  await remove.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(remove).toBeHidden();
  await expect(page.getByText("The passkey is removed.").first()).toBeVisible();
  await expect(page.getByText("Work laptop")).toBeHidden();
});
