import type { Page } from "@playwright/test";
import { beginWith, expect, test } from "./support/fixtures";

beginWith("app");

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(room);
}

test("on a phone support finds out who installed a portal", async ({ open, support, connect }) => {
  await connect(62515);
  const page = await open(support, PHONE);
  await page.goto("/");
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Find or go to" }).click();
  await page.getByRole("combobox", { name: /^Find by Hub ID/ }).fill("62515");
  await expectNoSidewaysScroll(page);
  await page.getByRole("option", { name: /^acme\.example/ }).click();
  await page.waitForURL(/\/portals\/[0-9a-f-]{36}$/);
  const installer = page.getByRole("main").getByText("ada@acme.example").first();
  await installer.scrollIntoViewIfNeeded();
  await expect(installer).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Open navigation" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Portals" }).click();
  await page.waitForURL("**/portals");
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "acme.example" }).click();
  // With the place in the list that it was opened from.
  await page.waitForURL(/\/portals\/[0-9a-f-]{36}\?/);
});

test("the revoke dialog can be used on a phone", async ({ open, owner, connect }) => {
  const page = await open(owner, PHONE);
  await page.goto(await connect(62517));
  await page.getByRole("button", { name: "Revoke refresh token" }).click();
  const dialog = page.getByRole("alertdialog");
  const submit = dialog.getByRole("button", { name: "Revoke refresh token" });
  await expect(submit).toBeInViewport({ ratio: 1 });
  await expectNoSidewaysScroll(page);
  await dialog.getByLabel("Type the portal's domain to confirm").fill("initech.example");
  await expect(submit).toBeInViewport({ ratio: 1 });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
});

test("a dialog is worked by keyboard alone and gives the focus back", async ({
  open,
  owner,
  connect,
}) => {
  const page = await open(owner);
  await page.goto(await connect(62518));
  const trigger = page.getByRole("button", { name: "Revoke refresh token" });
  await trigger.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(trigger).toBeFocused();
});

test("the theme that was chosen is there before the page is", async ({ open, owner }) => {
  const page = await open(owner, { colorScheme: "light" });
  await page.goto("/");
  await expect(page.locator("html")).not.toHaveClass(/dark/);
  await page.getByRole("button", { name: new RegExp(owner.name) }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);

  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.getByRole("button", { name: new RegExp(owner.name) }).click();
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeChecked();

  // Without the application's own scripts only what is in the page itself can set the class.
  await page.route("**/_next/static/**/*.js", (route) => route.fulfill({ body: "" }));
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test("a menu at the edge of the window opens without moving the page, and stays where it is", async ({
  open,
  owner,
}) => {
  const page = await open(owner);
  await page.goto("/docs");
  await page.getByRole("button", { name: new RegExp(owner.name) }).click();
  const dark = page.getByRole("menuitemradio", { name: "Dark" });
  await expect(dark).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  // At once, as between a button's going down and up.
  const moved = await dark.evaluate((item) => {
    const before = item.getBoundingClientRect().top;
    document.documentElement.scrollTop = 200;
    return [document.documentElement.scrollTop, item.getBoundingClientRect().top - before];
  });
  expect(moved).toEqual([200, 0]);
});

test("a click on a link is answered at once, until its page is there", async ({
  open,
  owner,
  connect,
}) => {
  const path = await connect(62519);
  const page = await open(owner);
  await page.goto("/portals");
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((done) => (letGo = done));
  await page.route(`**${path}?**`, async (route) => {
    await held;
    await route.continue();
  });
  const line = page.locator(".navigation-line > *");
  await expect(line).toHaveCount(0);
  await page.locator(`main a[href^="${path}"]`).first().click({ noWaitAfter: true });
  await expect(line).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Portals" })).toBeVisible();
  const moving = () => line.evaluate((one) => one.getAnimations().length);
  expect(await moving()).toBe(1);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving(), "with reduced motion").toBe(0);
  await expect(line).toBeVisible();
  letGo();
  await page.waitForURL(`**${path}?**`);
  await expect(line).toHaveCount(0);
});

test("no text becomes HTML or a script on a page, and no style attribute a style", async ({
  browser,
  stack,
}) => {
  // A browser of its own: what its policy refuses here is meant.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stack.origin}/login`);
  await expect(page.getByRole("button", { name: "Use a passkey" })).toBeEnabled();
  const done = await page.evaluate(() => {
    const script = document.createElement("script");
    const box = document.body.appendChild(document.createElement("div"));
    const types = Reflect.get(window, "trustedTypes") as {
      createPolicy(name: string, rules: object): unknown;
    };
    const acts: Record<string, () => unknown> = {
      markup: () => box.insertAdjacentHTML("beforeend", "<b>planted</b>"),
      "a page": () => document.write("<b>planted</b>"),
      "the text of a script": () => (script.text = "1"),
      "a script of elsewhere": () => (script.src = "https://elsewhere.example/_next/static/a.js"),
      "a script beside the build's": () => (script.src = "/_next/static/../../brand/a.js"),
      "an address that is none": () => script.setAttribute("src", "data:text/javascript,1"),
      "a policy of one's own": () => types.createPolicy("mine", {}),
      "the policy once more": () => types.createPolicy("default", {}),
      "a text": () => (box.innerHTML = "planted"),
      "a chunk of the build": () => (script.src = "/_next/static/chunks/a.js"),
      "a style, by script": () => (box.style.color = "red"),
    };
    const isDone = (act: () => unknown) => {
      try {
        act();
        return true;
      } catch {
        return false;
      }
    };
    const names = Object.entries(acts).filter(([, act]) => isDone(act));
    box.removeAttribute("style");
    box.setAttribute("style", "color: blue");
    return { names: names.map(([name]) => name), style: box.style.color, planted: box.innerHTML };
  });
  expect(done).toEqual({
    names: ["a text", "a chunk of the build", "a style, by script"],
    style: "",
    planted: "planted",
  });
  await context.close();
});
