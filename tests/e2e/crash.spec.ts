import { beginWith, expect, test } from "./support/fixtures";
import { portalBadge } from "./support/journey";

beginWith("app");

test("after the launcher is killed everything is there again", async ({
  open,
  owner,
  stack,
  sampleApp,
  connect,
}) => {
  test.setTimeout(300_000);
  const page = await open(owner);
  const path = await connect(62515);
  const database = await stack.database();
  const tables = ["Person", "Session", "HubSpotApp", "Portal", "Grant", "ConnectAttempt"];
  const before = await Promise.all(tables.map((table) => database.count(table)));
  const events = await database.count("AuditEvent");

  // A page that is still open would go on fetching from a server that is gone.
  await page.goto("about:blank");
  await stack.crashAndRestart();
  expect(stack.output()).toContain("Portico is ready at");
  const again = await stack.database();
  expect(await Promise.all(tables.map((table) => again.count(table)))).toEqual(before);
  expect(await again.count("AuditEvent")).toBeGreaterThanOrEqual(events);

  // The session of before, the app's sealed secret and the grant's sealed tokens all still open.
  await page.goto(path);
  await expect(portalBadge(page, "Connected")).toBeVisible();
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByText("The access token was refreshed.")).toBeVisible();
  await page.goto(sampleApp);
  await page.getByRole("button", { name: "Test credentials" }).click();
  await expect(page.getByText(": Fine.").first()).toBeAttached();
});
