import type { Page } from "@playwright/test";
import { BOTH, expectAccessible } from "./support/accessibility";
import { Answers } from "./support/answers";
import { beginWith, expect, test } from "./support/fixtures";
import { ADMIN, OWNER } from "./support/people";
import type { Stack } from "./support/stack";

beginWith("app");

/** As a page, and as the payload of a navigation inside the console. */
const MANNERS: Record<string, string>[] = [{ accept: "text/html" }, { rsc: "1" }];

const BUTTON = { name: "Reveal access token" };

/** As if nobody had shown a password for a quarter of an hour. */
async function age(stack: Stack): Promise<void> {
  const database = await stack.database();
  await database.rows(`UPDATE "Session" SET "confirmedAt" = now() - interval '15 minutes'`);
}

async function confirmAs(page: Page, password: string): Promise<void> {
  const confirm = page.getByRole("dialog", { name: "Confirm that it is you" });
  await confirm.getByLabel("Your password", { exact: true }).fill(password);
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(confirm).toBeHidden();
}

/** An owner turns the switch, after they have shown that it is them. */
async function turn(page: Page, stack: Stack, button: string): Promise<void> {
  await page.goto("/settings/system");
  await age(stack);
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("alertdialog");
  await expectAccessible(page, button, BOTH);
  await dialog.getByRole("button", { name: button }).click();
  await confirmAs(page, OWNER.password);
  await expect(dialog).toBeHidden();
}

/** Everything that this page keeps: its HTML, what is typed in it, its address, and what the browser stores for it. */
const kept = (page: Page) =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll("input, textarea")].map(
        (one) => (one as HTMLInputElement).value,
      ),
      location.href,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(history.state),
    ].join("\n"),
  );

test("where an owner allows it, an admin sees an access token for 30 seconds, and support never", async ({
  open,
  visit,
  owner,
  admin,
  support,
  connect,
  stack,
}) => {
  const portal = await connect(62515);
  const [token = ""] = (await stack.control.state()).accessTokens
    .filter(({ hubId }) => hubId === 62515)
    .map((one) => one.token);
  expect(token.length).toBeGreaterThan(20);
  const page = await open(admin);
  await page.clock.install();
  await page.goto(portal);
  await expect(page.getByRole("heading", { name: "Tokens" })).toBeVisible();
  await expect(page.getByRole("button", BUTTON)).toHaveCount(0);

  const owners = await open(owner);
  await turn(owners, stack, "Allow revealing tokens");
  await expect(owners.getByText("Allowed", { exact: true })).toBeVisible();

  await page.reload();
  expect(await kept(page)).not.toContain(token);
  await page.getByRole("button", BUTTON).click();
  const dialog = page.getByRole("dialog", { name: "Access token of acme.example" });
  await expectAccessible(page, "the question for a reason", BOTH);
  const reason = dialog.getByLabel("Reason");
  await reason.fill("no");
  await dialog.getByRole("button", BUTTON).click();
  // What was typed is there still, and is judged then.
  await confirmAs(page, ADMIN.password);
  await expect(dialog.getByText("Say why, in at least 3 characters.")).toBeVisible();
  await expect(reason).toBeFocused();
  await reason.fill("Ticket 4711: 401 from contacts");
  await age(stack);
  await dialog.getByRole("button", BUTTON).click();
  await confirmAs(page, ADMIN.password);

  const shown = dialog.getByRole("group", { name: "Access token" });
  await expect(shown).toHaveText(token);
  await expect(dialog.getByRole("status").first()).toHaveText(
    "The access token is shown. It is hidden in 30 seconds.",
  );
  await expect(dialog.getByText(/^HubSpot takes it for 2\d min more, until/)).toBeVisible();
  await expectAccessible(page, "an access token", BOTH);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await expect(dialog.getByRole("button", { name: "Copy access token" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await expect(shown).toHaveText(token);

  await page.clock.fastForward(20_000);
  await expect(shown).toHaveText(token);
  await page.clock.fastForward(11_000);
  await expect(dialog.getByText("The access token is hidden again.").last()).toBeVisible();
  await expect(shown).toHaveCount(0);
  expect(await kept(page)).not.toContain(token);
  await expectAccessible(page, "a token that is hidden again", BOTH);

  // Once more: it asks anew, and goes when somebody turns to another window.
  await dialog.getByRole("button", { name: "Reveal again" }).click();
  await expect(reason).toHaveValue("");
  await reason.fill("Ticket 4711, once more");
  await dialog.getByRole("button", BUTTON).click();
  await expect(shown).toHaveText(token);
  const left = await page.evaluate(() => {
    window.dispatchEvent(new Event("blur"));
    return document.documentElement.outerHTML;
  });
  expect(left).not.toContain(token);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
  const timeline = page.getByRole("list", { name: "What happened to this portal" });
  await expect(timeline.getByText("Reason: Ticket 4711: 401 from contacts")).toBeVisible();
  await expect(timeline.getByText("Reason: Ticket 4711, once more")).toBeVisible();

  for (const member of [owner, admin, support])
    for (const headers of MANNERS)
      expect(await (await (await visit(member)).get(portal, { headers })).text()).not.toContain(
        token,
      );
  const helper = await open(support);
  await helper.goto(portal);
  await expect(helper.getByRole("heading", { name: "Tokens" })).toBeVisible();
  await expect(helper.getByRole("button", BUTTON)).toHaveCount(0);
  expect(stack.output()).not.toContain(token);
});

test("it goes with the dialog, and nothing is shown once an owner has ended it", async ({
  open,
  owner,
  admin,
  connect,
  stack,
}) => {
  const database = await stack.database();
  await database.rows(
    `INSERT INTO "SystemFact" (name, value) VALUES ('token_reveal', 'on') ON CONFLICT (name) DO UPDATE SET value = 'on'`,
  );
  const portal = await connect(62516);
  const page = await open(admin);
  const answers = await Answers.collect(page.context(), stack.origin);
  await page.goto(portal);
  await page.getByRole("button", BUTTON).click();
  const dialog = page.getByRole("dialog", { name: /^Access token of/ });
  await dialog.getByLabel("Reason").fill("Looking for a fault");
  await age(stack);
  await dialog.getByRole("button", BUTTON).click();
  await confirmAs(page, ADMIN.password);
  const shown = dialog.getByRole("group", { name: "Access token" });
  const token = (await shown.textContent()) ?? "";
  expect(token.length).toBeGreaterThan(20);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await kept(page)).not.toContain(token);
  // One answer had it, and none that brings a page along.
  const having = (await answers.text()).split("\n").filter((line) => line.includes(token));
  expect(having).toHaveLength(1);

  await page.getByRole("button", BUTTON).click();
  await dialog.getByLabel("Reason").fill("Once more");
  await turn(await open(owner), stack, "Stop revealing tokens");
  await dialog.getByRole("button", BUTTON).click();
  await confirmAs(page, ADMIN.password);
  await expect(dialog.getByText(/^Access tokens are shown to nobody here\./)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", BUTTON)).toHaveCount(0);
});
