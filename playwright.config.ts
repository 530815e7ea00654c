import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const SYSTEM_BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath =
  process.env.CHROMIUM_PATH ?? SYSTEM_BROWSERS.find((place) => existsSync(place));
// The browser must stay silent: its own traffic fails in closed networks and has no place in a test.
const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 2,
  // Named in the output of the run: see docs/decisions/2026-11-27-second-try.md.
  retries: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  projects: [{ name: "chromium" }],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // A recording of every test costs time: ask for one with --trace on.
    trace: "off",
    launchOptions: { executablePath, args: isRoot ? ["--no-sandbox", ...quiet] : quiet },
  },
});
