import type { Page } from "@playwright/test";
import { PAGES, PUBLIC_PAGES } from "../support/surface/rows";
import { expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { fill, furnish, type Furnished } from "./support/furnish";

beginWith("team");
test.describe.configure({ timeout: 240_000 });

/** Small phones, and 1,280 px at 400 % (WCAG 2.2, 1.4.10). */
const WIDTHS = [320, 360, 390];
const DESK = { width: 1280, height: 800 };
/** What fits on A4 between margins, in px. */
const PAPER = { width: 680, height: 960 };
/** Only somebody in the middle of signing in, setting up or confirming sees these. */
const ELSEWHERE = ["/login/factor", "/setup", "/confirm", "/confirm/provider"];
const NO_CONDITION = { media: null, forcedColors: null, colorScheme: null } as const;
const FIELDS = ", input:not([type=hidden]), select, textarea";

let world: Furnished;
test.beforeAll(async ({ stack, owner }) => {
  world = await furnish(stack, owner);
});

const pagesOf = (patterns: string[]) =>
  patterns.filter((one) => !ELSEWHERE.includes(one)).map((one) => fill(one, world.places));

async function goTo(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ ...NO_CONDITION, reducedMotion: "reduce" });
  await page.setViewportSize(DESK);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.outerHTML : "?"))
      .map((html) => String(html).slice(0, 200)),
  );

/** What sticks out of the window, and does not scroll in a box of its own. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (one) => one.getBoundingClientRect().right > room + 1,
    );
    return wide.slice(-3).map((one) => `${one.tagName} ${one.className}`);
  });

async function tooWideForAPhone(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 640 });
    found.push(...(await tooWide(page)).map((one) => `${width} px: ${one}`));
  }
  return found;
}

/** Buttons whose ground is gone with the colours. */
async function withoutEdge(page: Page): Promise<string[]> {
  await page.setViewportSize(DESK);
  await page.emulateMedia({ ...NO_CONDITION, forcedColors: "active" });
  return page.getByRole("button").evaluateAll((buttons) =>
    buttons
      .filter((one) => one.checkVisibility())
      .filter((one) => {
        const { borderTopStyle, outlineStyle } = getComputedStyle(one);
        return borderTopStyle === "none" && outlineStyle === "none";
      })
      .map((one) => one.outerHTML.slice(0, 200)),
  );
}

/** What can be pressed. @param more selectors */
const pressed = (page: Page, more = "") =>
  page
    .locator(`button, [role=button], nav a${more}`)
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .map((one) => one.outerHTML.slice(0, 200)),
    );

async function toPaper(page: Page): Promise<void> {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ ...NO_CONDITION, media: "print", colorScheme: "dark" });
}

test("every page on a small phone, at 400 %, in forced colours, without motion and on paper", async ({
  open,
  owner,
  guard,
}) => {
  // Nobody has opened the app to strangers.
  guard.allow(404, /^\/install\//);
  const found: Record<string, string[]> = {};
  const look = async (page: Page, address: string, isPrinted: boolean) => {
    await goTo(page, address);
    const note = (condition: string, problems: string[]) => {
      if (problems.length > 0) found[`${address} ${condition}`] = problems;
    };
    note("moves", await moving(page));
    note("is too wide for a phone", await tooWideForAPhone(page));
    note("has buttons without an edge", await withoutEdge(page));
    if (!isPrinted) return;
    await toPaper(page);
    note("has what is pressed, on paper", await pressed(page));
    note("is too wide for paper", await tooWide(page));
  };
  const page = await open(owner);
  for (const address of pagesOf(Object.keys(PAGES))) await look(page, address, true);
  const outside = await open();
  for (const address of pagesOf(Object.keys(PUBLIC_PAGES))) await look(outside, address, false);
  expect(found).toEqual({});
});

test("what is handed on stands on paper dark on white, with what was chosen, and waits for no entry", async ({
  open,
  owner,
}) => {
  const page = await open(owner);
  const handedOn = {
    [fill("/portals/[portalId]", world.places)]: /Connected/,
    "/portals?status=connected": /^Status: Connected$/,
    "/activity?outcome=ok": /^Outcome:$/,
  };
  for (const [address, words] of Object.entries(handedOn)) {
    await goTo(page, address);
    await toPaper(page);
    await expect(page.locator("html")).toHaveClass(/dark/);
    expect(await pressed(page, FIELDS), address).toEqual([]);
    const ink = await page.locator("body").evaluate((body) => getComputedStyle(body).color);
    expect(ink, address).toBe("rgb(20, 23, 31)");
    await expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible();
  }
});

test("a portal in forced colours can be used by everybody", async ({ open, owner }) => {
  const page = await open(owner);
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(fill("/portals/[portalId]", world.places));
  await expectAccessible(page, "a portal in forced colours");
});
