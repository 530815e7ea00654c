import { existsSync, readFileSync } from "node:fs";
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
