import { rmSync } from "node:fs";
import { type Page } from "@playwright/test";
import { BOTH, expectAccessible } from "./support/accessibility";
import { expect, test } from "./support/fixtures";
import { OWNER, setUp, signIn } from "./support/people";
import { freePort, startProgram } from "./support/processes";
import { launch, startSimulator, temporaryFolder } from "./support/stack";

/** The provider's own pages: who one is, and that one lets Portico know it. */
async function atProvider(page: Page, who: string): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(who);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("people come in through an identity provider, as the rule says, and leave with it", async ({
  browser,
  guard,
}) => {
  test.setTimeout(300_000);
  const undo: (() => unknown)[] = [];
  try {
    const dataDir = temporaryFolder();
    undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const simulator = await startSimulator([`${origin}/oauth/callback`]);
    undo.push(() => simulator.program.stop());
    const provider = startProgram(["tests/oidc-provider/main.mjs", origin]);
    undo.push(() => provider.stop());
    await provider.printed("\n");
    const issuer = provider.output().match(/^http:.*$/m)?.[0] ?? "";
    const server = await launch({
      ...{ port, dataDir, simulatorOrigin: simulator.origin },
      env: {
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: "portico",
        OIDC_CLIENT_SECRET: "a-client-secret-for-tests-alone",
        OIDC_LABEL: "Team ID",
        PORTICO_DRAIN_SECONDS: "0",
      },
    });
    undo.push(() => server.stop());
    guard.ignore(simulator.origin);
    guard.ignore(issuer);
    const open = async (): Promise<Page> => {
      const context = await browser.newContext({ baseURL: origin });
      undo.push(() => context.close());
      await guard.watch(context);
      // The provider's own pages ask for a font from elsewhere.
      await context.route(/fonts\.googleapis/, (route) => route.fulfill({ body: "" }));
      return context.newPage();
    };

    const boss = await open();
    await setUp(boss);

    // Nobody invited her yet.
    const nina = await open();
    await nina.goto("/portals");
    await nina.waitForURL("**/login?**");
    await expectAccessible(nina, "signing in through a provider", BOTH);
    await nina.getByRole("button", { name: "Continue with Team ID" }).click();
    await atProvider(nina, "nina");
    await nina.waitForURL("**/login?error=sso.not_invited");
    await expect(nina.getByText("You are not on the team of this console yet.")).toBeVisible();

    // An address that nobody checked is not hers for that.
    const mallory = await open();
    await mallory.goto("/login");
    await mallory.getByRole("button", { name: "Continue with Team ID" }).click();
    await atProvider(mallory, "mallory");
    await mallory.waitForURL("**/login?error=sso.unverified_email");

    await boss.goto("/settings/sign-in");
    await expectAccessible(boss, "the rule of single sign-on", BOTH);
    await boss.getByLabel("Claim that gives the role").fill("groups");
    await boss.getByLabel("Somebody new").selectOption("anyone");
    await boss.getByRole("button", { name: "Save" }).click();
    await expect(boss.getByText("Name a value for one role at least").first()).toBeVisible();
    await boss.getByLabel("Value for Admin").fill("crm");
    await boss.getByRole("button", { name: "Save" }).click();
    await expect(boss.getByText("Saved.")).toBeVisible();

    // Her session there lives: she is through without a word.
    await nina.getByRole("button", { name: "Continue with Team ID" }).click();
    await nina.waitForURL((url) => url.origin === origin && url.pathname === "/");
    await nina.goto("/apps/new");
    await expect(nina.getByRole("heading", { level: 1, name: "Add app" })).toBeVisible();
    await nina.goto("/settings");
    await expect(nina.getByText("You have none. You come in through Team ID.")).toBeVisible();

    await boss.goto("/settings/sign-in");
    await boss.getByLabel("Only Team ID signs in").check();
    await boss.getByRole("button", { name: "Save" }).click();
    await expect(boss.getByText(/^Choose an owner who has a password/).first()).toBeVisible();
    await boss.getByLabel("Owner who keeps their password").selectOption({ index: 1 });
    await boss.getByRole("button", { name: "Save" }).click();
    await expect(boss.getByText("Saved.")).toBeVisible();
    const owner = await open();
    await owner.goto("/login");
    await expect(owner.getByLabel("Email")).toBeHidden();
    await owner.getByText("The owner who keeps a password").click();
    await signIn(owner, OWNER);
    await owner.waitForURL((url) => url.pathname === "/");

    // She leaves there, and is out here.
    await nina.goto(`${issuer}/session/end?client_id=portico`);
    await nina.getByRole("button", { name: "Yes, sign me out" }).click();
    await expect(async () => {
      await nina.goto(`${origin}/portals`);
      expect(new URL(nina.url()).pathname).toBe("/login");
    }).toPass({ timeout: 20_000 });
    await boss.goto("/activity?q=nina@team.example");
    const words = "A session ended with that of the identity provider";
    await expect(boss.getByText(words).filter({ visible: true }).first()).toBeVisible();
  } finally {
    for (const step of undo.reverse()) await step();
  }
});
