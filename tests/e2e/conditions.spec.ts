import type { Page } from "@playwright/test";
import { PAGES, PUBLIC_PAGES } from "../support/surface/rows";
import { expectAccessible } from "./support/accessibility";
import { beginWith, expect, test } from "./support/fixtures";
import { fill, furnish, type Furnished } from "./support/furnish";
import { unspoken } from "./support/unspoken";

beginWith("team");
test.describe.configure({ timeout: 240_000 });

/** 1,280 px at 400 % (WCAG 2.2, 1.4.10) and small phones; the last has room for words that are two fifths longer. */
const WIDTHS = [320, 360, 390];
const DESK = { width: 1280, height: 800 };
/** What fits on A4 between margins, in px. */
const PAPER = { width: 680, height: 960 };
/** Only somebody in the middle of signing in or setting up sees these. */
const ELSEWHERE = ["/login/factor", "/setup"];
const NO_CONDITION = { media: null, forcedColors: null, colorScheme: null } as const;
const FIELDS = ", input:not([type=hidden]), select, textarea";
/** What people, apps, receivers and keys are called here, languages and products, and what stands in a preview. */
const NAMES = [
  /^(Olivia Owner|Adam Admin|Sue Support|olivia|Marked (App|receiver)|Onboarding)$/,
  /^(Everything( \(ptc_\w+\))?|Connects portals\.|refresh 2 portals)$/,
  /^(English|Deutsch|Portico|PostgreSQL|Python|TypeScript|curl)$/,
  // A time zone, a scope or several, the half of an address before its sign, this machine's process.
  /^[A-Z][A-Za-z]+(\/[\w .-]+)+$/,
  /^oauth( [\w.-]+)*$/,
  /^\w+@$/,
  /, process \d+$/,
  // Of the overview's lines: what an act was done to.
  /^· /,
  /^Olivia Owner \(olivia@team\.example\)$/,
];

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
    found.push(...(await tooWide(page)).map((one) => `${width} px is too small: ${one}`));
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

/** What is wrong with pages, by address. */
type Found = Record<string, string[]>;
interface Findings {
  conditions: Found;
  words: Found;
}

/** How the page that is open does under each condition but a small screen; afterwards nobody could go on with it. */
async function underConditions(page: Page, isPrinted: boolean): Promise<string[]> {
  const note = (condition: string, problems: string[]) =>
    problems.map((one) => `${condition}: ${one}`);
  const found = note("has buttons without an edge", await withoutEdge(page));
  if (!isPrinted) return found;
  await toPaper(page);
  found.push(...note("has what is pressed, on paper", await pressed(page)));
  found.push(...note("is too wide for paper", await tooWide(page)));
  return found;
}

/** Opens a page. @returns what moves on it */
async function openAt(page: Page, address: string): Promise<string[]> {
  await goTo(page, address);
  return (await moving(page)).map((one) => `moves: ${one}`);
}

const add = (found: Found, address: string, problems: string[]) => {
  if (problems.length > 0) found[address] = [...(found[address] ?? []), ...problems];
};

/**
 * Opens each page of the console once, with words that are two fifths longer. What has room for these has room for
 * English; what has none for them on the smallest screens is to be opened in English.
 */
async function lookInside(page: Page): Promise<Findings & { again: string[] }> {
  const all = { conditions: {} as Found, words: {} as Found, again: [] as string[] };
  for (const address of pagesOf([...Object.keys(PAGES), "/nowhere"])) {
    const moves = await openAt(page, address);
    await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
    const unsaid = await unspoken(page, NAMES);
    const wide = await tooWideForAPhone(page);
    const forLonger = wide.filter((one) => one.startsWith(`${WIDTHS.at(-1)} px`));
    add(all.words, address, [...unsaid, ...forLonger]);
    if (wide.length > forLonger.length) all.again.push(address);
    add(all.conditions, address, [...moves, ...(await underConditions(page, true))]);
  }
  return all;
}

let looked: Findings | undefined;

test.describe("looked at", () => {
  test.beforeEach(async ({ open, owner, stack, guard }) => {
    if (looked) return;
    // Nobody has opened the app to strangers.
    guard.allow(404, /^\/(install\/|nowhere$)/);
    const database = await stack.database();
    const speak = (language: string | null) =>
      database.rows(`UPDATE "Person" SET language = $1 WHERE email = $2`, [language, owner.email]);
    await speak("en-XA");
    const page = await open(owner);
    const { conditions, words, again } = await lookInside(page);
    await speak(null);
    for (const address of again) {
      await openAt(page, address);
      add(conditions, address, await tooWideForAPhone(page));
    }
    const outside = await open();
    for (const address of pagesOf(Object.keys(PUBLIC_PAGES))) {
      const moves = await openAt(outside, address);
      const wide = await tooWideForAPhone(outside);
      add(conditions, address, [...moves, ...wide, ...(await underConditions(outside, false))]);
    }
    looked = { conditions, words };
  });

  test("every page on a small phone, at 400 %, in forced colours, without motion and on paper", () =>
    expect(looked?.conditions).toEqual({}));

  test("every page is said in the reader's language, and fits on a phone when that is two fifths longer", () =>
    expect(looked?.words).toEqual({}));
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
