import { Answers } from "./support/answers";
import { beginWith, expect, test } from "./support/fixtures";
import { addApp, fillApp, portalBadge, SAMPLE_APP } from "./support/journey";

beginWith("app");

const OTHER = {
  name: "Billing Sync",
  clientId: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
  secret: "ffffffff-0000-4111-8222-333333333333",
  requiredScopes: "oauth",
  optionalScopes: "",
};

const BAD_ADDRESSES: [string, RegExp][] = [
  ["https://192.0.2.7/oauth/callback", /does not accept IP addresses/],
  ["http://portico.example/oauth/callback", /requires https/],
  ["https://portico.example/oauth/callback#done", /cannot have a fragment/],
  ["portico.example", /Enter a full address/],
];

test("a bad redirect URI is explained at the field, and nothing typed is lost", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  const answers = await Answers.collect(page.context(), stack.origin);
  await page.goto("/apps/new");
  await fillApp(page, { ...OTHER, optionalScopes: "content" });
  for (const [address, words] of BAD_ADDRESSES) {
    await page.getByLabel("Redirect URI").fill(address);
    await page.getByRole("button", { name: "Save app" }).click();
    await expect(page.getByLabel("Redirect URI")).toHaveAccessibleDescription(words);
    await expect(page.getByLabel("Redirect URI")).toHaveValue(address);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(OTHER.name);
    await expect(page.getByLabel("Client ID")).toHaveValue(OTHER.clientId);
    await expect(page.getByLabel("Optional scopes")).toHaveValue("content");
    await expect(page.getByLabel("Client secret")).toHaveValue(OTHER.secret);
  }
  const sent = await answers.text();
  expect(sent).toContain("cannot have a fragment");
  expect(sent, "the server hands the secret back").not.toContain(OTHER.secret);
});

test("scopes can be pasted with any separators, and an unknown one warns but is saved", async ({
  open,
  owner,
  stack,
}) => {
  const page = await open(owner);
  await page.goto("/apps/new");
  await fillApp(page, OTHER);
  await page
    .getByLabel("Required scopes")
    .fill("oauth, crm.objects.contacts.read;tickets%20content\nmade.up.scope");
  await expect(page.getByText(/Not in the catalogue: made\.up\.scope\./)).toBeVisible();
  await page.getByRole("button", { name: "Save app" }).click();
  await page.waitForURL(/\?saved=new$/);
  const database = await stack.database();
  const [row] = await database.rows<{ scopes: string[] }>(
    `SELECT "requiredScopes" AS scopes FROM "HubSpotApp" WHERE "clientId" = $1`,
    [OTHER.clientId],
  );
  expect([...(row?.scopes ?? [])].sort()).toEqual(
    ["content", "crm.objects.contacts.read", "made.up.scope", "oauth", "tickets"].sort(),
  );
});

test("an app can be edited, and its secret is never shown again", async ({ open, owner }) => {
  const page = await open(owner);
  const app = { ...OTHER, name: "Edited App", clientId: "edited-app-client-id" };
  const path = await addApp(page, app);
  await page.goto(`${path}/credentials`);
  await expect(page.getByText(/^Set, fingerprint/)).toBeVisible();
  await page.goto(`${path}/settings`);
  await page.getByLabel("Name", { exact: true }).fill("Renamed App");
  await page.getByRole("button", { name: "Save app" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  for (const part of ["", "/settings", "/credentials"]) {
    const answer = await page.goto(`${path}${part}`);
    expect(await answer?.text()).not.toContain(app.secret);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Renamed App");
    await expect(page.getByLabel("Client secret")).toHaveCount(0);
  }
});

test("the same client ID cannot be added twice", async ({ open, owner }) => {
  const page = await open(owner);
  const app = { ...OTHER, name: "First of two", clientId: "the-same-client-id" };
  await addApp(page, app);
  await page.goto("/apps/new");
  await fillApp(page, { ...app, name: "Second of two" });
  await page.getByRole("button", { name: "Save app" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "already uses this client ID",
  );
});

test("an app is deleted only once nothing is connected through it", async ({
  open,
  owner,
  sampleApp,
  connect,
}) => {
  const page = await open(owner);
  const portal = await connect(62515);
  await page.goto(sampleApp);
  await page.getByRole("button", { name: "Test credentials" }).click();
  await expect(page.getByText(": Fine.").first()).toBeAttached();
  await page.getByRole("link", { name: "Danger" }).click();
  await expect(page.getByRole("main")).toContainText("One portal is still connected");
  await expect(page.getByRole("link", { name: "acme.example" })).toHaveAttribute("href", portal);
  await expect(page.getByRole("button", { name: "Delete app" })).toHaveCount(0);

  await page.goto(portal);
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const revoke = page.getByRole("alertdialog");
  await revoke.getByLabel("Type the portal's domain to confirm").fill("acme.example");
  await revoke.getByRole("button", { name: "Revoke refresh token" }).click();
  await expect(portalBadge(page, "Revoked")).toBeVisible();

  await page.goto(`${sampleApp}/danger`);
  await page.getByRole("button", { name: "Delete app" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Type the app's name to confirm").fill(SAMPLE_APP.name);
  await dialog.getByRole("button", { name: "Delete app" }).click();
  await page.waitForURL("**/apps?deleted=1");
  await expect(page.getByText(/^The app was deleted\./)).toBeVisible();
  await expect(page.getByRole("link", { name: SAMPLE_APP.name })).toHaveCount(0);
});
