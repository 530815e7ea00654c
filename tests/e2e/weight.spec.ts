import { frameworkWeight, pageWeights } from "../support/page-weight";
import { beginWith, expect, test } from "./support/fixtures";

const KB = 1024;
/** An empty page of Next, with its layout, beside the files that every page loads; `npm run bench -- weight` measures it. */
const EMPTY_PAGE = 3.4 * KB;
const DIST = ".next";

beginWith("app");

test("no page fetches more JavaScript than an empty one and 40 KB, sign-in no more than 10 KB", () => {
  const floor = frameworkWeight(DIST) + EMPTY_PAGE;
  const pages = pageWeights(DIST);
  expect(pages.length).toBeGreaterThan(30);
  const tooHeavy = pages
    .map(({ page, js }) => ({ page, over: js - floor - (page === "/login" ? 10 : 40) * KB }))
    .filter(({ over }) => over > 0);
  expect(tooHeavy).toEqual([]);
});

test("fifty lines of the activity log are less than 120 KB of HTML", async ({ open, owner }) => {
  const page = await open(owner);
  // Each export leaves a line.
  for (let n = 0; n < 50; n += 1) await page.request.get("/activity/export?person=nobody");
  const html = await (await page.request.get("/activity")).text();
  expect(html.match(/<details/g)?.length).toBeGreaterThan(50);
  expect(html.length).toBeLessThan(120 * KB);
});
