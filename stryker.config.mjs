import { ROOMS } from "./tests/mutation/rooms.mjs";

// Mutation testing of one room, by tests/mutation/main.mjs. What is changed and what it found: docs/mutation.md.

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
const config = {
  mutate: ROOMS[process.env.PORTICO_MUTATION_ROOM ?? ""]?.mutate ?? [],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "tests/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  // Words for people may read otherwise and be as right.
  mutator: { excludedMutations: ["StringLiteral"] },
  reporters: ["clear-text"],
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false },
  tempDirName: ".stryker-tmp",
  cleanTempDir: "always",
  ignorePatterns: [".next", "/data", "test-results", "/docs", "/prisma", "/app"],
  concurrency: 2,
  timeoutMS: 10_000,
};
export default config;
