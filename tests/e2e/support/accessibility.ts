import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
type Theme = "light" | "dark";

/** All that a theme can change; the rest is the same in the light one. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** For a few pages of each kind: that every text can be read on every ground is what tests/unit/colours.test.ts shows. */
export const BOTH: Theme[] = ["light", "dark"];

/**
 * Checks the page as it is now.
 * @param what names the state in a failure
 * @param within a selector, where only a part is new
 */
export async function expectAccessible(
  page: Page,
  what: string,
  themes: Theme[] = ["light"],
  within?: string,
): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const html = page.locator("html");
    if (theme === "dark") await expect(html).toHaveClass(/dark/);
    else await expect(html).not.toHaveClass(/dark/);
    // It comes with the rest of the page, which may still be on its way.
    await expect(page).toHaveTitle(/./);
    await settled(page);
    // In legacy mode the whole run happens in this page; the other one opens a second page each time, for frames of
    // foreign origins, of which there are none.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({
      // Of what breaks no rule nobody asks where it stands, and finding that out is most of a run.
      resultTypes: ["violations"],
    });
    if (within !== undefined) axe.include(within);
    const rules = theme === "light" ? axe.withTags(TAGS) : axe.withRules(COLOUR_RULES);
    const { violations } = await rules.analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      at: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
    expect(found, `${what}, ${theme}`).toEqual([]);
  }
}

/** Colours in the middle of a transition are nobody's design. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
}
