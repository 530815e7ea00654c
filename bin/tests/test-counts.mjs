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
 * Counts a Playwright JSON report. A test that only passed on a second try counts as failed, and so does an error
 * outside any test.
 * @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors?: unknown[]}} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
