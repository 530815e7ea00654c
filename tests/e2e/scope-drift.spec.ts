import { beginWith, expect, test } from "./support/fixtures";
import { SAMPLE_APP } from "./support/journey";

beginWith("app");
test.describe.configure({ mode: "serial" });

const DEALS = "crm.objects.deals.read";

test("a new scope says beforehand who will be behind, and the board leads to a new consent", async ({
  open,
  owner,
  stack,
  sampleApp,
  connect,
}) => {
  const page = await open(owner);
  const path = await connect(62515);
  await connect(62516);
  const known = (await stack.control.apps()).find(
    ({ clientId }) => clientId === SAMPLE_APP.clientId,
  );
  if (!known) throw new Error("the simulator forgot its sample app");
  await stack.control.putApp({
    ...known,
    requiredScopes: [...known.requiredScopes, DEALS],
    conditionallyRequiredScopes: known.conditionallyRequiredScopes.filter((name) => name !== DEALS),
    optionalScopes: known.optionalScopes.filter((name) => name !== DEALS),
  });

  await page.goto(`${sampleApp}/settings`);
  await expect(page.getByText("All 2 live portals have granted these scopes.")).toBeVisible();
  const scopes = page.getByLabel("Required scopes");
  await scopes.fill(`${SAMPLE_APP.requiredScopes} ${DEALS}`);
  await expect(page.getByText(/After saving, 2 of 2 live portals will be behind/)).toBeVisible();
  // What was typed while the page was still waking up may have met the text that was there.
  await scopes.fill(`${SAMPLE_APP.requiredScopes} ${DEALS}`);
  await expect(scopes).toHaveValue(`${SAMPLE_APP.requiredScopes} ${DEALS}`);
  await page.getByRole("button", { name: "Save app" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Leave 2 portals behind?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/After saving, 2 of 2/)).toBeVisible();
  await page.getByRole("button", { name: "Save app" }).click();
  await dialog.getByRole("button", { name: "Save new scopes" }).click();
  await expect(page.getByText(/^Saved\. 2 portals have not granted/)).toBeVisible();
  await page.getByRole("link", { name: "Overview" }).last().click();
  await expect(
    page.getByText("2 live portals have not granted every required scope."),
  ).toBeVisible();

  await page.getByRole("link", { name: "Scope board" }).click();
  await page.waitForURL("**/scopes");
  await expect(page.getByText("2 of 2 live portals behind")).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "acme.example" });
  await expect(row).toContainText(DEALS);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await row.getByRole("button", { name: "Copy message" }).click();
  await expect(row.getByText("Copied")).toBeVisible();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  expect(message).toContain("62515");
  expect(message).toContain(DEALS);

  await row.getByRole("link", { name: "Reconnect acme.example" }).click();
  await page.waitForURL(/\/portals\/connect\?app=/);
  await page.getByRole("button", { name: "Continue to HubSpot" }).click();
  await page.waitForURL(/\/oauth\/62515\/authorize\?/);
  await page.getByRole("button", { name: "Connect app" }).click();
  await page.waitForURL(/\/portals\/connect\/[0-9a-f-]{36}$/);

  await page.goto(`${sampleApp}/scopes`);
  await expect(page.getByText("1 of 2 live portals behind")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "acme.example" })).toHaveCount(0);
  await page.goto(path);
  await expect(page.getByRole("main")).toContainText(DEALS);
});

test("support reads the board and gets the message, but no way to reconnect", async ({
  open,
  support,
  sampleApp,
}) => {
  const page = await open(support);
  await page.goto(`${sampleApp}/scopes`);
  await expect(page.getByText("1 of 2 live portals behind")).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy message" })).toHaveCount(1);
  await expect(page.getByRole("link", { name: /^Reconnect/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Copy link" })).toHaveCount(0);
});

test("the install limit and the end of v1 are set and shown", async ({
  open,
  owner,
  sampleApp,
}) => {
  const page = await open(owner);
  await page.goto(`${sampleApp}/ways-in`);
  await page.getByLabel("Limit in HubSpot").selectOption("10");
  await page.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByText("2 of 10", { exact: true })).toBeVisible();
  await page.goto("/portals/connect");
  await expect(page.getByText("2 of 10 installs of this app are used.")).toBeVisible();

  await page.goto(`${sampleApp}/settings`);
  await page.getByLabel("OAuth API version").selectOption("v1");
  await page.getByRole("button", { name: "Save app" }).click();
  await expect(page.getByText(/^Saved\./)).toBeVisible();
  await page.goto(sampleApp);
  await expect(page.getByText(/v1 OAuth API stops on 2027-02-16, in \d+ days/)).toBeVisible();
  await page.getByRole("button", { name: "Move to 2026-09" }).click();
  await expect(page.getByRole("button", { name: "Move to 2026-09" })).toHaveCount(0);
  await page.goto(`${sampleApp}/settings`);
  await expect(page.getByLabel("OAuth API version")).toHaveValue("2026-09");
});
