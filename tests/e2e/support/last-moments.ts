import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "@playwright/test";

const IN_PAGE = fileURLToPath(new URL("last-moments-page.js", import.meta.url));

/** Has every page of a context keep the last clicks, keys and popups, in its own clock. */
export async function keepLastMoments(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: IN_PAGE });
}

/** What happened last in each open page of a test that failed, to be read in the output of the run. */
export async function lastMoments(contexts: readonly BrowserContext[]): Promise<string> {
  const pages = contexts.flatMap((context) => context.pages());
  return (await Promise.all(pages.map(ofPage))).join("\n");
}

async function ofPage(page: Page): Promise<string> {
  const kept = await page
    .evaluate(() => {
      const fetched = performance
        .getEntriesByType("resource")
        .slice(-12) as PerformanceResourceTiming[];
      return [
        ...((Reflect.get(window, "lastMoments") as string[] | undefined) ?? ["nothing was kept"]),
        ...fetched.map(
          ({ name, startTime, responseEnd, responseStatus }) =>
            `${Math.round(startTime)} to ${Math.round(responseEnd)} ms ${responseStatus} ${new URL(name).pathname}`,
        ),
        `${Math.round(performance.now())} ms now`,
      ];
    })
    .catch((error: unknown) => [`cannot be asked: ${String(error)}`]);
  return [`last moments of ${page.url()}`, ...kept].join("\n    ");
}
