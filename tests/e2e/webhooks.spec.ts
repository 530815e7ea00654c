import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startReceiver, type Receiver } from "../support/receiver";
import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";

beginWith("app");

const ADDRESS = "/settings/webhooks";
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

let receiver: Receiver;
test.beforeAll(async () => {
  receiver = await startReceiver();
});
test.afterAll(() => receiver.close());

const secretField = (page: Page) => page.getByLabel("Signing secret", { exact: true });
const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

async function addWebhook(page: Page, name: string): Promise<string> {
  await page.goto(ADDRESS);
  await page.getByLabel("URL", { exact: true }).fill(receiver.url);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add webhook" }).click();
  await expect(secretField(page)).toHaveValue(SECRET);
  return secretField(page).inputValue();
}

test("a program is told of a new connection, and each message can be looked at", async ({
  open,
  owner,
  connect,
}) => {
  const page = await open(owner);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Manage webhooks" }).click();
  await page.waitForURL(`**${ADDRESS}`);
  await expect(page.getByRole("heading", { name: "No webhook yet" })).toBeVisible();
  await expectAccessible(page, "no webhook yet", BOTH);

  const secret = await addWebhook(page, "CRM sync");
  await rowOf(page, "CRM sync").getByRole("button", { name: "Send test" }).click();
  await expect(rowOf(page, "CRM sync")).toContainText("It was taken");
  await page.reload();
  expect(await page.content()).not.toContain(secret);

  await connect(62515);
  await expect.poll(() => receiver.posts.length).toBe(2);
  const [, post] = receiver.posts;
  const told = new Webhook(secret).verify(
    post?.body ?? "",
    post?.headers as Record<string, string>,
  );
  expect(told).toMatchObject({ type: "portal.connected", data: { hub_id: 62515 } });

  await page.getByRole("link", { name: "CRM sync" }).click();
  const line = page.getByRole("listitem").filter({ hasText: "portal.connected" });
  await expect(line).toContainText("Taken");
  await line.getByText("Portal connected: acme.example (62515)", { exact: true }).first().click();
  await expect(line).toContainText('"hub_id": 62515');
  await expectAccessible(page, "a webhook with its log", BOTH);
  await line.getByRole("button", { name: "Redeliver" }).click();
  await expect.poll(() => receiver.posts.length).toBe(3);
});

test("what is wrong with an address is said at the field, and nothing typed is lost", async ({
  open,
  admin,
}) => {
  const page = await open(admin);
  await page.goto(ADDRESS);
  const url = page.getByLabel("URL", { exact: true });
  for (const [typed, words] of [
    ["hooks.example.com", "That is not a web address"],
    ["http://hooks.example.com/", "Use https"],
    ["https://169.254.169.254/latest", "of this machine or a private network"],
  ] as const) {
    await url.fill(typed);
    await page.getByRole("button", { name: "Add webhook" }).click();
    await expect(page.getByText(words)).toBeVisible();
    await expect(url).toHaveValue(typed);
  }
  await expectAccessible(page, "a refused address");
});

test("a webhook can be paused, switched on and removed", async ({ open, owner }) => {
  const page = await open(owner);
  await addWebhook(page, "Short-lived");
  await page.getByRole("link", { name: "Short-lived" }).click();
  const dialog = page.getByRole("alertdialog");
  for (const [open_, words] of [
    ["Pause", "Paused"],
    ["Switch on", "Active"],
  ] as const) {
    await page.getByRole("button", { name: open_, exact: true }).click();
    await dialog.getByRole("button", { name: open_, exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("main")).toContainText(words);
  }
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await page.waitForURL(`**${ADDRESS}`);
  await expect(page.getByRole("row").filter({ hasText: "Short-lived" })).toHaveCount(0);
});

test("a channel is told in words", async ({ open, owner }) => {
  const page = await open(owner);
  await page.goto("/settings/notifications");
  await page.getByLabel("Incoming webhook URL").fill(receiver.url);
  await page.getByLabel("Name", { exact: true }).fill("#portico");
  await page.getByRole("button", { name: "Add recipient" }).click();
  await expect(page.getByText("Added. Send a test")).toBeVisible();
  const before = receiver.posts.length;
  await rowOf(page, "#portico").getByRole("button", { name: "Send test" }).click();
  await expect(rowOf(page, "#portico")).toContainText("It was taken");
  expect(JSON.parse(receiver.posts[before]?.body ?? "{}")).toMatchObject({
    text: "Test from Portico",
  });
  await expectAccessible(page, "a recipient", BOTH);
});
