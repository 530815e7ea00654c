import { run } from "../process/children.mjs";
import { ROOT } from "../lib/paths.mjs";
import { PlainError } from "../lib/plain-error.mjs";

/**
 * What was changed since the last commit, new files included; when nothing was, what the last commit changed.
 * @returns {Promise<{since: string, files: string[]}>} paths relative to the root; deleted files are left out
 * @throws {PlainError} not a git checkout
 */
export async function changedFiles() {
  const edited = await git("diff", "--name-only", "--diff-filter=d", "HEAD");
  const added = await git("ls-files", "--others", "--exclude-standard");
  const now = [...edited, ...added];
  if (now.length > 0) return { since: "the last commit", files: now };
  const files = await git("show", "--name-only", "--diff-filter=d", "--format=", "HEAD");
  return { since: "the commit before the last one", files };
}

/** @param {string[]} args */
async function git(...args) {
  const { code, stdout, output } = await run("git", ["-c", "core.quotePath=false", ...args], {
    cwd: ROOT,
  });
  if (code !== 0)
    throw new PlainError(
      "What changed is asked of git, which does not answer.",
      "Run npm test without arguments, or name stages: npm test -- unit",
      { detail: output },
    );
  return stdout.split("\n").filter(Boolean);
}

/**
 * The tests that reach a changed file through imports, nearest first.
 * @param {Map<string, string[]>} graph what each file imports
 * @param {string[]} changed
 * @returns {{path: string, steps: number}[]} a test that was changed itself is 0 steps away
 */
export function testsThatReach(graph, changed) {
  /** @type {Map<string, string[]>} */
  const importers = new Map();
  for (const [from, targets] of graph)
    for (const to of targets) importers.set(to, [...(importers.get(to) ?? []), from]);
  const steps = new Map(changed.map((path) => [path, 0]));
  const queue = [...changed];
  for (let path = queue.shift(); path !== undefined; path = queue.shift())
    for (const importer of importers.get(path) ?? []) {
      if (steps.has(importer)) continue;
      steps.set(importer, (steps.get(path) ?? 0) + 1);
      queue.push(importer);
    }
  return [...steps]
    .filter(([path]) => /\.test\.ts$/.test(path))
    .map(([path, distance]) => ({ path, steps: distance }))
    .sort((a, b) => a.steps - b.steps || a.path.localeCompare(b.path));
}
