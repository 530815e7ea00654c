import type { Page } from "@playwright/test";
import { makePng } from "../support/pictures";
import { BOTH, expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { SAMPLE_APP } from "./support/journey";

beginWith("app");
test.describe.configure({ mode: "serial" });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const REASONS = ["state_missing", "state_unknown", "other_browser", "busy", "internal"];

let install = "";
/** The result of an install, for the browser that made it. */
let done = "";

/** Every page for customers, by its address. */
const pages = () => [
  install,
  done,
  "/install/no-such-app",
  `${install}/done?attempt=none`,
  ...REASONS.map((reason) => `/oauth/problem?reason=${reason}`),
  "/nowhere",
];

/** All that a page tells: title, words, names of pictures and controls, its icon. */
const told = (page: Page) =>
  page.evaluate(() => {
    const named = [...document.querySelectorAll("*")].flatMap((element) =>
      ["alt", "aria-label", "title", "content"].map((name) => element.getAttribute(name) ?? ""),
    );
    const icons = [...document.querySelectorAll("link[rel*=icon]")].map((icon) =>
      decodeURIComponent(icon.getAttribute("href") ?? ""),
    );
    return [document.title, document.body.innerText, ...named, ...icons].join("\n");
  });

test("a team makes the pages its own, and customers never read of the product", async ({
  open,
  owner,
  sampleApp,
  guard,
  stack,
}) => {
  const page = await open(owner);
  await page.goto(`${sampleApp}/ways-in`);
  const section = page.getByRole("region", { name: "Install link" });
  await section.getByLabel("Install link is on").check();
  await section.getByRole("button", { name: "Save install link" }).click();
  install = `/install/${sampleApp.split("/").pop() ?? ""}`;
  await expect(section.getByText(new RegExp(`${install}$`))).toBeVisible();

  await page.goto("/settings/public-pages");
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: "image/png", buffer });
  await page.getByLabel("Company name").fill("Globex");
  await page.getByRole("textbox", { name: "Colour", exact: true }).fill("#0a7c66");
  await page.getByRole("textbox", { name: "Contact" }).fill("help@globex.example");
  await page.getByLabel("Logo").setInputFiles(file("logo.png", Buffer.from("<svg/>")));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Logo")).toHaveAccessibleDescription(/SVG can hold programs/);
  await page
    .getByLabel("Logo")
    .setInputFiles(file("logo.svg", makePng({ width: 120, height: 40 })));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expectAccessible(page, "the settings of the public pages", BOTH);

  const customer = await open();
  await customer.goto(install);
  await customer.getByRole("button", { name: "Continue to HubSpot" }).click();
  await customer.waitForURL(/\/oauth\/authorize\?/);
  await customer.getByLabel("Choose account").selectOption("62515");
  await customer.getByRole("button", { name: "Connect app" }).click();
  await customer.waitForURL(/\/done\?attempt=/);
  done = customer.url().replace(stack.origin, "");
  guard.allow(404, /^\/(install|nowhere)/);
  for (const address of pages()) {
    await customer.goto(address);
    const words = await told(customer);
    expect(words, address).not.toMatch(/portico|console|overview/i);
    expect(words, address).toMatch(/ · Globex$/m);
    await expect(customer.getByRole("img", { name: "Logo of Globex" })).toHaveJSProperty(
      "naturalWidth",
      120,
    );
    await expect(customer.getByRole("link", { name: "help@globex.example" })).toHaveAttribute(
      "href",
      "mailto:help@globex.example",
    );
    await expect(customer.locator('meta[name="robots"]').first()).toHaveAttribute(
      "content",
      /noindex/,
    );
  }
  await customer.goto(install);
  await expectAccessible(customer, "the install page in a company's colour", BOTH);

  // Nobody's pages yet: neutral, and still not ours.
  const database = await stack.database();
  await database.rows(`DELETE FROM "SystemFact" WHERE "name" = 'public_pages'`);
  for (const address of pages()) {
    await customer.goto(address);
    expect(await told(customer), address).not.toMatch(/portico|console|overview|globex$/im);
  }
  await customer.goto(install);
  await expect(customer).toHaveTitle(new RegExp(` · ${SAMPLE_APP.name}$`));
  await page.goto("/nowhere");
  await expect(page).toHaveTitle("Not found · Portico");
  for (const icon of ["/mark/icon.ico", "/mark/icon.svg"])
    expect((await page.request.get(icon)).headers()["content-type"], icon).toMatch(/^image\//);
});

test("a customer reads German by their browser or by choice, also after HubSpot", async ({
  open,
}) => {
  const page = await open(undefined, { locale: "de-AT" });
  const answer = await page.goto(install);
  expect(answer?.headers()["content-language"]).toBe("de");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    `${SAMPLE_APP.name} mit HubSpot verbinden`,
  );
  await expect(page.getByText("Kontakte lesen")).toBeVisible();
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  // Chosen once, it stays without being in the address.
  await page.goto("/oauth/problem?reason=busy");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Too many tries");
  await page.getByRole("link", { name: "Deutsch" }).click();
  await expect(page).toHaveURL(/\?reason=busy&lang=de$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zu viele Versuche");
  await expectAccessible(page, "a failure in German");
});

test("words that are two fifths longer fit on a phone", async ({ open, guard }) => {
  const page = await open(undefined, PHONE);
  guard.allow(404, /^\/(install|nowhere)/);
  for (const address of pages().filter((one) => one !== done)) {
    await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=en-XA`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\[.*\]$/);
    const bad = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const clipped = [...document.querySelectorAll<HTMLElement>("main *, footer *")].filter(
        (element) => {
          const isHidden = element.closest("svg, .sr-only") !== null;
          const box = element.getBoundingClientRect();
          const cut = getComputedStyle(element).overflowX !== "visible";
          return (
            !isHidden &&
            (box.right > clientWidth + 1 ||
              box.left < -1 ||
              (cut && element.scrollWidth > element.clientWidth + 1))
          );
        },
      );
      return [
        ...(scrollWidth > clientWidth ? ["sideways"] : []),
        ...clipped.map((element) => element.outerHTML.slice(0, 200)),
      ];
    });
    expect(bad, address).toEqual([]);
  }
});
