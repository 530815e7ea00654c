// `npm run screenshots`: starts the demo in a folder of its own, takes each picture of the gallery in two themes and two
// widths, and writes them with a page that shows them to docs/screenshots. With `-- --compare` it writes nothing there: it says
// which pictures look otherwise than those do, and where the new ones lie.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "../../bin/build/install.mjs";
import { createOutput } from "../../bin/lib/output.mjs";
import { ROOT } from "../../bin/lib/paths.mjs";
import { findBrowser } from "../../bin/tests/browser.mjs";
import { differenceOf, MOST_DIFFERENT } from "./compare.mjs";
import { PICTURES, SIZES, THEMES } from "./pages.mjs";

const PEOPLE = { owner: "olivia@demo.example", support: "sam@demo.example" };
/** Printed by the demo itself. */
const PASSWORD = /password: (\S+)/;
const ENGLISH = "en-GB";
/** Who looks, in which language. */
const VISITORS = /** @type {const} */ ([
  { who: "owner", locale: ENGLISH },
  { who: "support", locale: ENGLISH },
  { who: "nobody", locale: ENGLISH },
  { who: "owner", locale: "de-DE" },
]);
const GALLERY = join(ROOT, "docs/screenshots");
const isCompared = process.argv.includes("--compare");
const TARGET = isCompared ? mkdtempSync(join(tmpdir(), "portico-pictures-")) : GALLERY;

const output = createOutput();
await ensureInstalled(output);
const { chromium } = await import("@playwright/test");
const dataDir = mkdtempSync(join(tmpdir(), "portico-gallery-"));
const port = await freePort();
const demo = spawn(process.execPath, [join(ROOT, "bin/launch.mjs"), "demo"], {
  cwd: ROOT,
  env: { ...process.env, PORT: String(port), PORTICO_DATA_DIR: dataDir },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const password = await ready();
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: await findBrowser(output), args });
  if (!isCompared) rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  for (const theme of THEMES)
    for (const size of SIZES) await takeAll(browser, theme, size, password);
  if (isCompared) await compareAll(browser);
  else {
    writeFileSync(join(TARGET, "README.md"), page());
    output.line(`${PICTURES.length * SIZES.length * THEMES.length} pictures in docs/screenshots`);
  }
  await browser.close();
} finally {
  demo.kill("SIGTERM");
  if (demo.exitCode === null) await once(demo, "exit");
  rmSync(dataDir, { recursive: true, force: true });
}

/** Waits until the demo serves. @returns {Promise<string>} the password of its people */
async function ready() {
  let said = "";
  demo.stdout.setEncoding("utf8");
  for await (const piece of demo.stdout) {
    said += piece;
    const password = PASSWORD.exec(said)?.[1];
    if (said.includes("Portico is ready at") && password) {
      demo.stdout.on("data", () => {});
      return password;
    }
  }
  throw new Error(`The demo did not start:\n${said}`);
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {"light" | "dark"} theme
 * @param {{width: number, height: number}} size
 * @param {string} password
 */
async function takeAll(browser, theme, size, password) {
  for (const { who, locale } of VISITORS) {
    const context = await browser.newContext({
      baseURL: `http://localhost:${port}`,
      viewport: size,
      colorScheme: theme,
      reducedMotion: "reduce",
      locale,
      timezoneId: "Europe/Berlin",
    });
    const tab = await context.newPage();
    if (who !== "nobody") {
      await tab.goto("/login");
      await tab.locator("[name=email]").fill(PEOPLE[who]);
      await tab.locator("[name=password]").fill(password);
      await tab.locator("[type=submit]").click();
      await tab.waitForURL((url) => url.pathname === "/");
    }
    for (const picture of PICTURES.filter(
      (one) => one.who === who && (one.locale ?? ENGLISH) === locale,
    )) {
      const [address = "/", link] = picture.path.split(" > ");
      await tab.goto(address);
      if (link) {
        await tab.getByRole("main").getByRole("link", { name: link, exact: true }).first().click();
        await tab.waitForURL((url) => url.pathname !== address);
      }
      await tab.waitForLoadState("networkidle");
      await tab.evaluate("document.fonts.ready");
      const path = join(TARGET, fileOf(picture.name, size.width, theme));
      await tab.screenshot({ path, fullPage: picture.whole ?? false });
    }
    await context.close();
  }
}

/** Says what differs, and keeps the new ones of those. @param {import("@playwright/test").Browser} browser */
async function compareAll(browser) {
  const tab = await browser.newPage();
  let changed = 0;
  for (const { name } of PICTURES)
    for (const { width } of SIZES)
      for (const theme of THEMES) {
        const file = fileOf(name, width, theme);
        const stored = join(GALLERY, file);
        const taken = join(TARGET, file);
        const difference = existsSync(stored)
          ? await differenceOf(tab, readFileSync(stored), readFileSync(taken))
          : 1;
        const percent = `${(difference * 100).toFixed(1)} %`;
        output.line(`${difference > MOST_DIFFERENT ? "other" : "alike"}  ${percent}  ${file}`);
        if (difference > MOST_DIFFERENT) changed += 1;
        else rmSync(taken);
      }
  if (changed === 0) return rmSync(TARGET, { recursive: true });
  output.line(
    `${changed} pictures look otherwise than in docs/screenshots. The new ones are in ${TARGET}; \`npm run screenshots\` takes them over.`,
  );
  process.exitCode = 1;
}

/** @param {string} name @param {number} width @param {string} theme */
function fileOf(name, width, theme) {
  return `${name}-${width}-${theme}.png`;
}

/** The page that shows them: light beside dark, wide ones first. */
function page() {
  const rows = PICTURES.map(({ name, what }) => {
    const images = SIZES.map(({ width }) =>
      THEMES.map(
        (theme) => `![${what}, ${theme}, ${width} px](${fileOf(name, width, theme)})`,
      ).join(" "),
    );
    return `## ${what}\n\n${images.join("\n\n")}\n`;
  });
  return `# Screenshots\n\nTaken from the demo by \`npm run screenshots\`.\n\n${rows.join("\n")}`;
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
