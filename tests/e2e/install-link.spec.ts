import { expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { SAMPLE_APP } from "./support/journey";

beginWith("app");
test.describe.configure({ mode: "serial" });

/** Nothing of these belongs on a page for customers. */
const CONSOLE_WORDS = /Portals|Apps|Activity|Team|ada@acme\.example|Access token|Sign in/;

let address = "";

test("an admin switches the install link on and says where customers go on to", async ({
  open,
  owner,
  sampleApp,
  guard,
}) => {
  const page = await open(owner);
  await page.goto(`${sampleApp}/ways-in`);
  const section = page.getByRole("region", { name: "Install link" });
  await expect(section).toContainText("Switched off");
  address = `/install/${sampleApp.split("/").pop() ?? ""}`;
  guard.allow(404, /^\/install\//);
  const stranger = await open();
  for (const dead of [address, "/install/no-such-app"]) {
    expect((await stranger.goto(dead))?.status()).toBe(404);
    await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(
      "There is nothing to install here",
    );
  }

  await section.getByLabel("Install link is on").check();
  await section.getByLabel("Landing URL").fill("http://www.example.com/");
  await section.getByRole("button", { name: "Save install link" }).click();
  await expect(section.getByLabel("Landing URL")).toHaveAccessibleDescription(/Use https/);
  await section.getByLabel("Landing URL").fill("https://www.example.com/welcome");
  await section.getByRole("button", { name: "Save install link" }).click();
  await expect(section.getByText(new RegExp(`${address}$`))).toBeVisible();
  await expectAccessible(page, "the app page with its ways in");
});

test("a stranger installs without a session, and support sees how", async ({
  open,
  support,
  stack,
}) => {
  const page = await open();
  await page.goto(address);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText(
    `Connect ${SAMPLE_APP.name} to HubSpot`,
  );
  await expect(main).toContainText("crm.objects.contacts.read");
  await expect(main).not.toContainText(CONSOLE_WORDS);
  await expectAccessible(page, "the install page");
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await page.waitForURL(/\/oauth\/authorize\?/);
  await page.getByLabel("Choose account").selectOption("62515");
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.waitForURL(/\/install\/[a-z0-9-]+\/done\?attempt=/);
  await expect(main.getByRole("heading", { level: 1 })).toHaveText(
    `acme.example is connected to ${SAMPLE_APP.name}`,
  );
  await expect(main).not.toContainText(CONSOLE_WORDS);
  expect(page.url()).not.toMatch(/code=|state=/);
  await expect(page.getByRole("link", { name: "Continue to www.example.com" })).toHaveAttribute(
    "href",
    "https://www.example.com/welcome",
  );
  await expectAccessible(page, "the result of an install");

  const database = await stack.database();
  const [row] = await database.rows<{ id: string }>(`SELECT id FROM "Portal"`);
  const watcher = await open(support);
  await watcher.goto(`/portals/${row?.id ?? ""}`);
  await expect(watcher.getByRole("region", { name: "Installed by" })).toContainText(
    "Installed through the install link",
  );
});

test("the result is for the browser that began it, and an answer elsewhere is turned away", async ({
  open,
  guard,
  stack,
}) => {
  const page = await open();
  await page.goto(address);
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await page.waitForURL(/\/oauth\/authorize\?/);
  const asked = new URL(page.url()).searchParams;
  const { redirectTo } = await stack.control.authorize({
    clientId: SAMPLE_APP.clientId,
    hubId: 62516,
    redirectUri: asked.get("redirect_uri") ?? "",
    scope: asked.get("scope") ?? "",
    optionalScope: asked.get("optional_scope") ?? undefined,
    state: asked.get("state") ?? undefined,
    codeChallenge: asked.get("code_challenge") ?? undefined,
  });

  const other = await open();
  await other.goto(redirectTo);
  await expect(other).toHaveURL(/\/oauth\/problem\?reason=other_browser$/);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(
    "This was started in another browser",
  );
  await expectAccessible(other, "an answer in another browser");
  await page.goto(redirectTo);
  await page.waitForURL(/\/done\?attempt=/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("globex.example");
  guard.allow(404, /^\/install\//);
  expect((await other.goto(page.url()))?.status()).toBe(404);
});

test("a tampered answer leads a stranger to words for customers, not to sign-in", async ({
  open,
}) => {
  const page = await open();
  await page.goto("/oauth/callback?code=na1-1234-5678&state=tampered");
  await expect(page).toHaveURL(/\/oauth\/problem\?reason=state_unknown$/);
  await expect(page.getByRole("main")).toContainText("Nothing was connected.");
  await page.goto("/oauth/callback?code=na1-1234-5678&returnUrl=https://app.hubspot.com/x");
  await expect(page).toHaveURL(/\/oauth\/problem\?reason=state_missing$/);
});

test("HubSpot refusing the app is told as the sender's fault, with a way to start again", async ({
  open,
  stack,
}) => {
  await stack.control.setSecret(SAMPLE_APP.clientId, "another-secret-than-the-stored-one");
  const page = await open();
  await page.goto(address);
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await page.waitForURL(/\/oauth\/authorize\?/);
  await page.getByLabel("Choose account").selectOption("62517");
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.waitForURL(/\/done\?attempt=/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText(
    "The app is not set up correctly",
  );
  await expect(main).toContainText("Nothing was connected.");
  await expect(main).not.toContainText(/secret/);
  await stack.control.setSecret(SAMPLE_APP.clientId, SAMPLE_APP.secret);
  await page.getByRole("link", { name: "Start again" }).click();
  await page.waitForURL(`**${address}`);
});

test("a Marketplace install is taken only when switched on, and goes back to HubSpot", async ({
  open,
  owner,
  sampleApp,
  stack,
}) => {
  const back = `${stack.simulator.origin}/oauth/authorize?from=marketplace`;
  const arrive = async () => {
    const { redirectTo } = await stack.control.authorize({
      clientId: SAMPLE_APP.clientId,
      hubId: 62518,
      redirectUri: `${stack.origin}/oauth/callback`,
      scope: SAMPLE_APP.requiredScopes,
    });
    const customer = await open();
    await customer.goto(`${redirectTo}&returnUrl=${encodeURIComponent(back)}`);
    return customer;
  };
  await expect(await arrive()).toHaveURL(/\/oauth\/problem\?reason=state_missing$/);
  const page = await open(owner);
  await page.goto(`${sampleApp}/ways-in`);
  const section = page.getByRole("region", { name: "Marketplace installs" });
  await section.getByLabel("Accept Marketplace installs").check();
  await section.getByRole("button", { name: "Save Marketplace installs" }).click();
  const database = await stack.database();
  await expect
    .poll(() => database.count("HubSpotApp", `"marketplaceEnabled"`), { timeout: 15_000 })
    .toBe(1);
  await expect(await arrive()).toHaveURL(back);
  expect(await database.count("Portal", `"hubId" = 62518`)).toBe(1);
});

test("support sees the link and no switch", async ({ open, support, sampleApp }) => {
  const page = await open(support);
  await page.goto(`${sampleApp}/ways-in`);
  const section = page.getByRole("region", { name: "Install link" });
  await expect(section.getByText(new RegExp(`${address}$`))).toBeVisible();
  await expect(page.getByRole("button", { name: /^Save/ })).toHaveCount(0);
  await expect(page.getByLabel("Install link is on")).toHaveCount(0);
});
