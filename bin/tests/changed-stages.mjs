import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/paths.mjs";
import { changedFiles, testsThatReach } from "./changed-files.mjs";
import { importsOf, sourceFiles } from "./import-graph.mjs";
import { checkFormat, checkLint, checkTypes, vitest, withClient } from "./test-stages.mjs";

/** A file of integration tests takes some five seconds, and all of it should be over in half a minute. */
const INTEGRATION_FILES = 3;
const FOLDERS = ["app", "bin", "components", "lib", "tests"];

/**
 * `npm test -- changed`: the same checks, on what a change touches alone. It says what it left out.
 * @param {import("../lib/output.mjs").Output} output
 * @returns {Promise<import("./stage.mjs").Stage[]>}
 */
export async function changedStages(output) {
  const { since, files } = await changedFiles();
  const code = files.filter((path) => /\.(tsx?|m?js)$/.test(path) && existsSync(join(ROOT, path)));
  const graph = new Map(
    sourceFiles(FOLDERS).map((path) => [path, importsOf(path).map(({ to }) => to)]),
  );
  const tests = testsThatReach(graph, code).map(({ path }) => path);
  const unit = tests.filter((path) => path.startsWith("tests/unit/"));
  const integration = tests.filter((path) => path.startsWith("tests/integration/"));
  output.line(`  ${files.length} files changed since ${since}.\n`);
  sayWhatIsLeft(output, files, integration.slice(INTEGRATION_FILES));
  /** @type {import("./stage.mjs").Stage[]} */
  const stages = [{ name: "format", run: () => checkFormat(files) }];
  if (code.length > 0) {
    stages.push({ name: "lint", run: withClient(() => checkLint(code)) });
    stages.push({ name: "types", run: withClient(checkTypes) });
  }
  if (unit.length > 0) stages.push({ name: "unit", run: withClient(() => vitest("unit", unit)) });
  if (integration.length > 0) {
    const nearest = integration.slice(0, INTEGRATION_FILES);
    stages.push({
      name: "integration",
      run: withClient(() => vitest("integration", nearest)),
      needsMachine: true,
    });
  }
  return stages;
}

/** @param {import("../lib/output.mjs").Output} output @param {string[]} files @param {string[]} further */
function sayWhatIsLeft(output, files, further) {
  if (further.length > 0)
    output.note(
      "integration",
      `${further.length} more files reach the change: npm test -- integration`,
    );
  if (files.some((path) => /^(app|components|tests\/e2e)\//.test(path)))
    output.note("e2e", "screens or browser tests changed: npm test -- e2e");
  if (files.some((path) => /^(prisma\/|package|tsconfig|next\.config|vitest\.config)/.test(path)))
    output.note("everything", "the ground of all tests changed: npm test");
}
