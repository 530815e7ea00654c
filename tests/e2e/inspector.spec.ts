import { beginWith, expect, test } from "./support/fixtures";

import { captureAction, replay } from "./support/replay";

beginWith("app");

test("a foreign token is explained, and leaves a fingerprint and nothing else", async ({
  open,
  owner,
  stack,
}) => {
  const foreign = `CForeign${"0123456789abcdef".repeat(16)}`;
  const page = await open(owner);
  await page.goto("/");
  await page.getByRole("link", { name: "Inspector" }).first().click();
  await page.waitForURL("**/inspector");
  await page.getByLabel("Token", { exact: true }).fill(foreign);
  await page.getByRole("button", { name: "Inspect" }).click();

  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText("HubSpot calls this token inactive.");
  await expect(result).toContainText("HubSpot answers the same for a token of another app");
  await expect(result).toContainText("expired 20000 day(s) ago");
  await expect(result).toContainText("None holds it");
  await expect(page.getByLabel("Token", { exact: true })).toHaveValue("");
  expect(await page.content()).not.toContain(foreign);

  const database = await stack.database();
  expect(await database.dump()).not.toContain(foreign);
  expect(stack.output()).not.toContain(foreign);
  await page.goto("/activity?kind=token.inspected");
  await expect(page.getByRole("row").filter({ hasText: "Inspected a token" })).toContainText(
    /Fingerprint [0-9a-f]{8}/,
  );
});

test("a token of ours leads to its portal; other kinds of secrets are named", async ({
  open,
  owner,
  stack,
  connect,
}) => {
  const page = await open(owner);
  const path = await connect(62515);
  const { refreshTokens } = await stack.control.state();
  const token = refreshTokens.find(({ hubId, alive }) => hubId === 62515 && alive)?.token ?? "";
  await page.goto("/inspector");
  const result = page.getByRole("region", { name: "Result" });
  const inspect = async (text: string) => {
    await page.getByLabel("Token", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Inspect" }).click();
  };
  await inspect(token);
  await expect(result).toContainText("HubSpot calls this token active.");
  await expect(result).toContainText("Refresh token");
  await expect(result).toContainText("ada@acme.example");
  await expect(result.getByRole("link", { name: "acme.example" })).toHaveAttribute("href", path);

  await inspect("pat-na1-00000000-0000-4000-8000-000000000000");
  await expect(result).toContainText("token of a private app");
  await inspect("");
  await expect(page.getByLabel("Token", { exact: true })).toHaveAccessibleDescription(
    /Paste an access token/,
  );
});

test("support neither sees the inspector nor can use it", async ({
  open,
  owner,
  support,
  stack,
  guard,
}) => {
  const page = await open(owner);
  await page.goto("/inspector");
  await page.getByLabel("Token", { exact: true }).fill("CSomeTokenOrOther");
  const sent = await captureAction(page, () =>
    page.getByRole("button", { name: "Inspect" }).click(),
  );
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();

  await stack.control.clearRequests();
  const intruder = await open(support);
  await intruder.goto("/");
  await expect(intruder.getByRole("link", { name: "Inspector" })).toHaveCount(0);
  guard.allow(403, /^\/inspector$/);
  expect((await intruder.goto("/inspector"))?.status()).toBe(403);
  expect((await replay(intruder.request, sent)).status()).toBe(403);
  expect(await stack.control.requests({ path: "/introspect" })).toEqual([]);
});
