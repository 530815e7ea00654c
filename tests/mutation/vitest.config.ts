import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ROOMS } from "./rooms.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const { tests = [] } = ROOMS[process.env.PORTICO_MUTATION_ROOM ?? ""] ?? {};

// Stryker knows no projects of vitest, so it has a configuration of its own: the unit tests of one room.
export default defineConfig({
  root,
  resolve: { alias: { "@": root, "server-only": `${root}/tests/support/empty-module.ts` } },
  test: { include: tests.map((name) => `tests/unit/${name}.test.ts`), environment: "node" },
});
