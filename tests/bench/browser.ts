import { fileURLToPath } from "node:url";
import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { ensureBuilt } from "@/bin/build/build.mjs";
import { createOutput } from "@/bin/lib/output.mjs";
import { findBrowser } from "@/bin/tests/browser.mjs";
import { withDemo } from "./demo";
import { withNext } from "./empty-next";
import { report } from "./report";

/** A modest phone beside this machine. */
const SLOWDOWN = 4;
const ROUNDS = 5;
/** After the load event: what comes late is part of the layout, too. */
const SETTLE_MS = 1_000;
/** Both ways together, as from the other end of a continent. */
const LATENCY_MS = 400;

const WATCH = fileURLToPath(new URL("watch-vitals.js", import.meta.url));

type Act = (page: Page) => Promise<void>;

/** What somebody does first on a page. */
const ACTS: [path: string, act: Act][] = [
  ["/", async (page) => page.keyboard.press("Control+k")],
  ["/portals", async (page) => page.getByRole("searchbox").first().pressSequentially("acme")],
  ["/activity", async (page) => page.locator("main summary").nth(3).click()],
  ["/apps/new", async (page) => page.getByLabel("Name", { exact: true }).pressSequentially("Acme")],
  ["/settings", async (page) => page.getByLabel("Name", { exact: true }).pressSequentially("a")],
];

interface Vitals {
  /** Milliseconds until the largest piece stood there. */
  lcp: number;
  /** Of the layout, without unit. */
  cls: number;
  /** Milliseconds of the slowest key or click until the next picture. */
  inp: number;
}

/** What a browser feels of the pages: LCP, CLS and INP at a quarter of this processor, beside an empty page of Next. */
export async function browser(): Promise<void> {
  const output = createOutput({ stream: process.stderr });
  await ensureBuilt(output);
  const executablePath = await findBrowser(output);
  const launched = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    await withNext(async ({ port }) => {
      const empty = await launched.newContext();
      const floor = await vitalsOf(empty, `http://127.0.0.1:${port}/`, (page) =>
        page.locator("h1").click(),
      );
      await withDemo(async (origin, cookie) => {
        const context = await launched.newContext();
        await context.addCookies(cookiesFor(origin, cookie));
        for (const [path, act] of ACTS) {
          const { lcp, cls, inp } = await vitalsOf(context, origin + path, act);
          report({ name: `lcp_of_${path}`, value: lcp, unit: "ms", baseline: floor.lcp });
          report({ name: `inp_of_${path}`, value: inp, unit: "ms", baseline: floor.inp });
          // An empty page does not move; what is bearable is the floor.
          report({ name: `cls_of_${path}`, value: cls, unit: "", baseline: 0.05 });
        }
        const signMs = await firstSign(context, `${origin}/portals`);
        report({ name: "sign_of_life", value: signMs, unit: "ms", baseline: LATENCY_MS });
      });
    });
  } finally {
    await launched.close();
  }
}

/** The middle of a few rounds; the layout's worst. */
async function vitalsOf(context: BrowserContext, url: string, act: Act): Promise<Vitals> {
  const rounds: Vitals[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await oneVisit(context, url, act));
  const middle = (name: "lcp" | "inp") =>
    rounds.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  return {
    ...{ lcp: middle("lcp"), inp: middle("inp") },
    cls: Math.max(...rounds.map(({ cls }) => cls)),
  };
}

async function oneVisit(context: BrowserContext, url: string, act: Act): Promise<Vitals> {
  const page = await context.newPage();
  try {
    await slowDown(page);
    await page.addInitScript({ path: WATCH });
    await page.goto(url, { waitUntil: "load" });
    await page.waitForTimeout(SETTLE_MS);
    await act(page);
    await page.waitForTimeout(SETTLE_MS);
    return await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals);
  } finally {
    await page.close();
  }
}

/** Milliseconds from the click on a portal over a slow network until anything in the page shows that it was heard. */
async function firstSign(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(SETTLE_MS);
  const session = await slowDown(page);
  await session.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency: LATENCY_MS, downloadThroughput: -1, uploadThroughput: -1 },
  });
  const sign = page.evaluate(
    () =>
      new Promise<number>((done) => {
        let clickedAt = 0;
        window.addEventListener("click", () => (clickedAt = performance.now()), true);
        new MutationObserver(() => {
          if (clickedAt > 0) requestAnimationFrame(() => done(performance.now() - clickedAt));
        }).observe(document, { subtree: true, childList: true, attributes: true });
      }),
  );
  await page.locator("main tbody a").first().click({ noWaitAfter: true });
  const ms = await sign;
  await page.close();
  return ms;
}

async function slowDown(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  return session;
}

const cookiesFor = (url: string, cookie: string) =>
  cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url };
  });
