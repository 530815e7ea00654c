import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

it("docs/accessibility.md leads to files that there are", () => {
  const text = readFileSync(join(ROOT, "docs/accessibility.md"), "utf8");
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = ""]) =>
    normalize(join("docs", target)),
  );
  const tests = [...text.matchAll(/`(tests\/[\w./-]+)`/g)].map(([, path = ""]) => path);
  expect(tests.length).toBeGreaterThan(3);
  for (const path of [...links, ...tests]) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

it("the script for a screen reader asks for words that the console says", () => {
  const text = readFileSync(join(ROOT, "docs/accessibility.md"), "utf8");
  const [, script = ""] = text.split("## Script for a screen reader");
  const rows =
    script
      .split("\n## ")[0]
      ?.split("\n")
      .filter((line) => /^\| \d/.test(line)) ?? [];
  expect(rows.length).toBeGreaterThan(20);
  const said = new Set<string>();
  const folder = join(ROOT, "lib/say/de");
  for (const name of readdirSync(folder)) {
    const catalogue = readFileSync(join(folder, name), "utf8");
    for (const [, quoted, bare] of catalogue.matchAll(/^\s+(?:"(.+?)"|(\w+)):/gm))
      said.add(quoted ?? bare ?? "");
  }
  const asked = rows.flatMap((row) =>
    [...row.matchAll(/"([^"]+)"/g)].map(([, words = ""]) => words),
  );
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((words) => !said.has(words))).toEqual([]);
});
