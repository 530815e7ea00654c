import type { Page } from "@playwright/test";
import { PAGES, PUBLIC_PAGES } from "../support/surface/rows";
import { beginWith, expect, test } from "./support/fixtures";
import { fill, furnish, type Furnished } from "./support/furnish";
import { signIn } from "./support/people";
import { unspoken } from "./support/unspoken";

beginWith("team");
test.describe.configure({ timeout: 240_000 });

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

/** Pages for customers have a catalogue and tests of their own; the others are shown only in the middle of something. */
const ELSEWHERE = ["/install/[slug]", "/oauth/problem", "/login/factor", "/setup"];
const WIDTH = 390;

const GRETA = {
  name: "Greta German",
  email: "greta@team.example",
  password: "velvet canyon thimble orchard",
};

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

test("a person chooses a language and a time zone, and has them in every session", async ({
  hire,
  open,
}) => {
  const page = await open(await hire(GRETA, "support"));
  await page.goto("/settings");
  const form = page.locator("#reading");
  await expect(form.getByLabel("Language")).toHaveValue("");
  await form.getByLabel("Language").selectOption("Deutsch");
  await form.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await form.getByRole("button", { name: "Save language and time zone" }).click();
  await expect(form.getByRole("status")).toHaveText("Ihre Auswahl ist gespeichert.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Einstellungen");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page).toHaveTitle("Einstellungen · Portico");
  await page.goto("/portals");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Portale");
  await expect(page.locator("time").first()).toHaveAttribute(
    "title",
    /\d\d\.\d\d\.\d{4}, .* GMT\+9/,
  );

  const another = await open(undefined, { locale: "fr-FR" });
  await another.goto("/login");
  await expect(another.locator("html")).toHaveAttribute("lang", "en");
  await signIn(another, GRETA);
  await expect(another.getByRole("heading", { level: 1 })).toHaveText("Übersicht");
});

test("somebody with a German browser signs in in German, and reads in German why that failed", async ({
  open,
  guard,
}) => {
  guard.allow(401, /^\/api\/auth\/callback\/credentials$/);
  const page = await open(undefined, { locale: "de-DE" });
  await page.goto("/portals");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByLabel("E-Mail").fill("nobody@team.example");
  await page.getByLabel("Passwort", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();
  await expect(page.getByText("E-Mail oder Passwort stimmt nicht.")).toBeVisible();
});
