import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const THEMES = ["light", "dark"] as const;
/** All that a theme can change; the rest was checked in the light one on the very same page. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Checks the page as it is now, in both themes. @param what names the state in a failure */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const html = page.locator("html");
    if (theme === "dark") await expect(html).toHaveClass(/dark/);
    else await expect(html).not.toHaveClass(/dark/);
    await settled(page);
    const axe = new AxeBuilder({ page });
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
