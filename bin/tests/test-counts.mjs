import { stripVTControlCharacters } from "node:util";

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/**
 * Counts a Vitest JSON report. A file that failed before its first test (an import that throws) counts as one failure.
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests?: number, numTodoTests?: number, testResults?: {status: string, assertionResults?: {status: string}[]}[]}} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const brokenFiles = (report.testResults ?? []).filter(
    ({ status, assertionResults = [] }) =>
      status === "failed" && !assertionResults.some((one) => one.status === "failed"),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * Counts a Playwright JSON report. A test that passed on its second try counts as passed; `secondTries` names it. An
 * error outside any test counts as a failure.
 * @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors?: unknown[]}} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors = [] }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * @typedef {object} Suite
 * @property {Suite[]} [suites]
 * @property {{title: string, file: string, line: number, tests: {status: string, results: {error?: {message?: string}}[]}[]}[]} [specs]
 */

/**
 * The tests of a Playwright JSON report that failed once and passed then: where each is, and the first line of why.
 * @param {{suites?: Suite[]}} report
 * @returns {string[]}
 */
export function secondTries({ suites = [] }) {
  return suites.flatMap(({ suites: inner, specs = [] }) => [
    ...specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === "flaky")
        .map(({ results }) => {
          const why =
            results.find(({ error }) => error?.message)?.error?.message ?? "no reason given";
          return `${file}:${line} ${title}: ${stripVTControlCharacters(why).split("\n", 1)[0]}`;
        }),
    ),
    ...secondTries({ suites: inner ?? [] }),
  ]);
}
