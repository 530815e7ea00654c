import type { Page } from "@playwright/test";
import { PAGES, PUBLIC_PAGES } from "../support/surface/rows";
import { beginWith, expect, test } from "./support/fixtures";
import { fill, furnish, type Furnished } from "./support/furnish";
import { unspoken } from "./support/unspoken";

beginWith("team");
test.describe.configure({ timeout: 240_000 });

/** What people, apps, receivers and keys are called here, languages and products, and what stands in a preview. */
const NAMES = [
  /^(Olivia Owner|Adam Admin|Sue Support|olivia|Marked (App|receiver)|Onboarding|Everything)$/,
  /^(English|Deutsch|Portico|PostgreSQL|Python|TypeScript|curl)$/,
  // A time zone, a scope or several, the half of an address before its sign, this machine's process.
  /^[A-Z][A-Za-z]+(\/[\w .-]+)+$/,
  /^oauth( [\w.-]+)*$/,
  /^\w+@$/,
  /, process \d+$/,
];

/** Pages for customers have a catalogue and tests of their own; the others are shown only in the middle of something. */
const ELSEWHERE = ["/install/[slug]", "/oauth/problem", "/login/factor", "/setup"];
const WIDTH = 390;

let world: Furnished;
test.beforeAll(async ({ stack, owner }) => {
  world = await furnish(stack, owner);
});

async function isTooWide(page: Page): Promise<boolean> {
  await page.setViewportSize({ width: WIDTH, height: 800 });
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  await page.setViewportSize({ width: 1280, height: 800 });
  return wide;
}

test("every page is said in the reader's language, and fits on a phone when that is two fifths longer", async ({
  open,
  owner,
  stack,
  guard,
}) => {
  guard.allow(404, /^\/(install|nowhere)/);
  const database = await stack.database();
  await database.rows(`UPDATE "Person" SET "language" = 'en-XA' WHERE email = $1`, [owner.email]);
  const found: Record<string, string[]> = {};
  const page = await open(owner);
  const patterns = [...Object.keys(PAGES), "/nowhere"].filter((one) => !ELSEWHERE.includes(one));
  for (const address of patterns.map((one) => fill(one, world.places))) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
    const problems = await unspoken(page, NAMES);
    if (await isTooWide(page)) problems.push(`is wider than ${WIDTH} px`);
    if (problems.length > 0) found[address] = problems;
  }
  expect(found).toEqual({});
  expect(Object.keys(PUBLIC_PAGES)).toEqual(expect.arrayContaining(ELSEWHERE.slice(0, 2)));
});
