import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
// `server-only` throws outside of a React server; in tests it has nothing to guard.
const alias = {
  "@": root.replace(/\/$/, ""),
  "server-only": fileURLToPath(new URL("tests/support/empty-module.ts", import.meta.url)),
};

// Projects with different worker limits may not share a group.
const integration = {
  environment: "node" as const,
  globalSetup: ["tests/support/integration-setup.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  maxWorkers: 3,
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], environment: "node" },
      },
      {
        resolve: { alias },
        test: {
          ...integration,
          name: "integration",
          include: ["tests/integration/*.test.ts"],
          // One load of the database client for many files: a third of the time of the whole stage.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        test: {
          ...integration,
          name: "integration-apart",
          include: ["tests/integration/apart/*.test.ts"],
          sequence: { groupOrder: 2 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: "long",
          include: ["tests/long/**/*.test.ts"],
          environment: "node",
          globalSetup: ["tests/support/integration-setup.ts"],
          testTimeout: 60 * 60_000,
          hookTimeout: 300_000,
          // Its figures are printed as they are.
          disableConsoleIntercept: true,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
