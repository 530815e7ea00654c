import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt, lockBuild } from "../build/build.mjs";
import { fingerprintFiles } from "../build/fingerprint.mjs";
import { run } from "../process/children.mjs";
import { ROOT } from "../lib/paths.mjs";
import { ensurePrismaClient } from "../database/prisma-client.mjs";
import { countPlaywright, countVitest, secondTries } from "./test-counts.mjs";

/** Quickest answer first. @type {import("./stage.mjs").Stage[]} */
export const STAGES = [
  { name: "format", run: () => checkFormat() },
  { name: "lint", run: withClient(() => checkLint()) },
  { name: "types", run: withClient(checkTypes) },
  { name: "unit", run: withClient(() => vitest("unit")) },
  { name: "build", run: withClient(build) },
  { name: "integration", run: withClient(() => vitest("integration")), needsMachine: true },
  { name: "e2e", run: withClient(playwright), needsMachine: true },
  { name: "long", run: withClient(long), needsMachine: true, onDemand: true },
];

/** What the machine remembers of files that did not change since. */
const CACHE = join(ROOT, "node_modules/.cache/portico");

/** The generated database client is part of the sources for every stage but formatting. @param {import("./stage.mjs").Stage["run"]} stage @returns {import("./stage.mjs").Stage["run"]} */
export function withClient(stage) {
  return async (output) => {
    await ensurePrismaClient(output);
    return stage(output);
  };
}

/** @param {string[]} [files] */
export function checkFormat(files = ["."]) {
  const cache = ["--cache", "--cache-strategy=content", `--cache-location=${CACHE}/prettier`];
  return check("prettier/bin/prettier.cjs", ["--check", "--ignore-unknown", ...cache, ...files]);
}

/** @param {string[]} [files] */
export function checkLint(files = ["."]) {
  // The rules of the house are no configuration to ESLint: what it knows by others is of no use.
  const rules = fingerprintFiles(ROOT, ["bin/lint"]).slice(0, 12);
  const place = `--cache-location=${CACHE}/eslint-${rules}`;
  const cache = ["--cache", "--cache-strategy=content", place];
  const strict = ["--max-warnings=0", "--no-warn-ignored"];
  return check("eslint/bin/eslint.js", [...strict, ...cache, ...files]);
}

/** @param {string} program below node_modules @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function node(program, args, env = {}) {
  const options = { cwd: ROOT, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } };
  return run(process.execPath, [join(ROOT, "node_modules", program), ...args], options);
}

/** One command, one count. @param {string} program @param {string[]} args */
async function check(program, args) {
  const { code, output } = await node(program, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

/** Route types come from Next and are written into the build folder, hence its lock. @param {import("../lib/output.mjs").Output} output */
export async function checkTypes(output) {
  const lock = await lockBuild(output);
  try {
    const typegen = await node("next/dist/bin/next", ["typegen"]);
    if (typegen.code !== 0) return { passed: 0, failed: 1, skipped: 0, output: typegen.output };
  } finally {
    lock.release();
  }
  return check("typescript/bin/tsc", ["--noEmit"]);
}

/** @param {import("../lib/output.mjs").Output} output */
async function build(output) {
  await ensureBuilt(output);
  return { passed: 1, failed: 0, skipped: 0, output: "" };
}

/** Some of them are about the built server. @param {import("../lib/output.mjs").Output} output */
async function long(output) {
  await ensureBuilt(output);
  return vitest("long");
}

/** @param {"unit" | "integration" | "long"} project @param {string[]} [files] */
export function vitest(project, files = []) {
  return withReport(async (report) => {
    const args = [
      "run",
      `--project=${project}*`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...files,
    ];
    const { code, output } = await node("vitest/vitest.mjs", args);
    return { code, output, count: countVitest };
  });
}

/** @param {import("../lib/output.mjs").Output} output */
async function playwright(output) {
  const browser = await findBrowser(output);
  await ensureBuilt(output);
  return withReport(async (report) => {
    const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const { code, output: said } = await node(
      "@playwright/test/cli.js",
      ["test", "--reporter=list,json"],
      env,
    );
    return { code, output: said, count: countPlaywright, shaky: secondTries };
  });
}

/**
 * Runs a test runner that writes a JSON report, and counts by that report. A runner that failed, or ran nothing,
 * without a failed test to show for it counts as one failure.
 * @param {(report: string) => Promise<{code: number, output: string, count: (report: any) => import("./test-counts.mjs").Counts, shaky?: (report: any) => string[]}>} work
 */
async function withReport(work) {
  const dir = mkdtempSync(join(tmpdir(), "portico-test-report-"));
  try {
    const report = join(dir, "report.json");
    const { code, output, count, shaky } = await work(report);
    const nothing = { passed: 0, failed: 0, skipped: 0 };
    const read = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null;
    const counts = read ? count(read) : nothing;
    const notes = (read && shaky?.(read)) ?? [];
    const ranNothing = counts.passed + counts.failed === 0;
    if (counts.failed === 0 && (code !== 0 || ranNothing)) counts.failed = 1;
    return { ...counts, notes, output: ranNothing ? `${output}\nNo test ran.` : output };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
