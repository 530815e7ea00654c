import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "../process/children.mjs";
import { ROOT } from "../lib/paths.mjs";
import { PlainError } from "../lib/plain-error.mjs";

/** The shell without windows first: the same engine for half the work. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
const DEBIAN_PACKAGES = ["chromium-headless-shell", "chromium"];
const MAC_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The browser for end-to-end tests: CHROMIUM_PATH, Playwright's own, one on PATH, else it is installed.
 * @param {import("../lib/output.mjs").Output} output
 * @returns {Promise<string>} path of the program
 * @throws {PlainError} when there is none and none can be installed
 */
export async function findBrowser(output) {
  const wished = process.env.CHROMIUM_PATH;
  if (wished) {
    if (existsSync(wished)) return wished;
    throw new PlainError(
      `CHROMIUM_PATH names ${wished}, which does not exist.`,
      "Correct it, or unset it.",
    );
  }
  const present = (await playwrightBrowser()) ?? browserOnPath();
  if (present) return present;
  return install(output);
}

/** @returns {Promise<string | null>} */
async function playwrightBrowser() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

/** @returns {string | null} */
function browserOnPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...places, ...MAC_PLACES].find((place) => existsSync(place));
  return found ?? null;
}

/** @param {import("../lib/output.mjs").Output} output */
async function install(output) {
  output.line("  … browser         none found; installing Chromium");
  /** @type {string[]} */
  const reasons = [];
  const cli = join(ROOT, "node_modules/@playwright/test/cli.js");
  const playwright = await run(process.execPath, [cli, "install", "chromium"], { cwd: ROOT });
  const own = playwright.code === 0 ? await playwrightBrowser() : null;
  if (own) return own;
  reasons.push(playwright.output);
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-q"], { env });
    for (const name of DEBIAN_PACKAGES) {
      const flags = ["-y", "-q", "--no-install-recommends"];
      const apt = await run("apt-get", ["install", ...flags, name], { env });
      const path = browserOnPath();
      if (path) return path;
      reasons.push(apt.output);
    }
  }
  throw new PlainError(
    "No Chromium was found for the end-to-end tests, and none could be installed.",
    "Install Chromium or Chrome, or set CHROMIUM_PATH to one.",
    { detail: reasons.map((text) => text.trim().split("\n").slice(-8).join("\n")).join("\n\n") },
  );
}
