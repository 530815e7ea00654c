import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import nextConfig from "@/next.config.js";
import { CLI_COMMANDS } from "@/bin/commands/catalogue.mjs";
import { faultsOf, requirementRows, testsOf } from "../support/requirement-rows";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** The requirements, by where their numbers begin and end. */
const SERIES = [
  [1, 18],
  [20, 29],
  [30, 43],
  [50, 61],
  [62, 65],
  [66, 79],
  [80, 89],
  [90, 94],
] as const;

const rows = requirementRows("docs/security.md", "SEC");
const named = rows.map((row) => [row.id, row] as const);

describe("docs/security.md", () => {
  it("has each requirement once, in order, without gaps", () => {
    const numbers = SERIES.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, n) => first + n),
    );
    const expected = numbers.map((number) => `SEC-${String(number).padStart(2, "0")}`);
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it.each(named)(
    "%s says what it asks, how far it is met, where, and what shows it",
    (_id, row) => {
      expect(faultsOf(row)).toEqual([]);
      expect(row.where).not.toBe("");
      if (row.state !== "not yet") expect(testsOf(row.proof).length).toBeGreaterThan(0);
    },
  );

  it("reads a cell as it is meant", () => {
    expect(testsOf('`unit/a.test.ts` "one"; "two"; `e2e/b.spec.ts` "three"<br>A note.')).toEqual([
      { file: "unit/a.test.ts", name: "one" },
      { file: "unit/a.test.ts", name: "two" },
      { file: "e2e/b.spec.ts", name: "three" },
    ]);
  });
});

const DOCUMENTS = [
  "SECURITY.md",
  ...["security", "threat-model", "crypto", "data", "hardening", "runbooks", "dependencies"].map(
    (name) => `docs/${name}.md`,
  ),
];
const SETTINGS = new Set(read(".env.example").match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g));
/** Names in capitals that are no settings of Portico. */
const OTHERS = /^(AGE_SECRET_KEY|BAD_REFRESH_TOKEN|BAD_HUB|BAD_CLIENT_ID)$/;

function anchorsOf(document: string): string[] {
  return [...document.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("the security documents", () => {
  it.each(DOCUMENTS)("%s: name only files, commands and settings that there are", (path) => {
    const document = read(path);
    for (const [, target = ""] of document.matchAll(/\]\((?!https?:|mailto:)([^)]+)\)/g)) {
      const [file = "", anchor] = target.split("#");
      const place = file ? normalize(join(dirname(path), file)) : path;
      expect(existsSync(join(ROOT, place)), `link ${target}`).toBe(true);
      if (anchor) expect(anchorsOf(read(place)), `link ${target}`).toContain(anchor);
    }
    const inRepository = /`((?:lib|bin|app|docs|tests|prisma|components)\/[\w./()[\]-]+)`/g;
    for (const [, file = ""] of document.matchAll(inRepository))
      expect(existsSync(join(ROOT, file)), file).toBe(true);
    for (const [, words = ""] of document.matchAll(/npm run portico -- ([a-z-]+(?: [a-z-]+)?)/g)) {
      const isKnown = [words, words.split(" ")[0] ?? ""].some((name) => name in CLI_COMMANDS);
      expect(isKnown, `command ${words}`).toBe(true);
    }
    for (const name of document.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [])
      if (!OTHERS.test(name)) expect(SETTINGS, `setting ${name}`).toContain(name);
  });

  it("name only buttons and headings that a screen has, in the runbooks", () => {
    const screens = ["app", "components"]
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
          join(folder, name),
        ),
      )
      .filter((path) => /\.tsx?$/.test(path))
      .map(read)
      .join("\n");
    const labels = [...read("docs/runbooks.md").matchAll(/\*\*([^*]+)\*\*/g)];
    expect(labels.length).toBeGreaterThan(10);
    for (const [, label = ""] of labels) expect(screens, label).toContain(label);
  });

  it("are all in the table of the README", () => {
    const readme = read("README.md");
    for (const path of DOCUMENTS) expect(readme).toContain(`](${path})`);
  });
});

describe("files that the table points at", () => {
  it("the image optimizer is off and nothing is rewritten", () => {
    expect(nextConfig.images).toEqual({ unoptimized: true });
    expect(nextConfig).not.toHaveProperty("rewrites");
    expect(nextConfig).not.toHaveProperty("redirects");
    expect(nextConfig.poweredByHeader).toBe(false);
  });

  it("the proxies' logs are without queries", () => {
    const nginx = read("docs/deploy/nginx.conf");
    const [, format = ""] = /log_format without_query '([^']+)'/.exec(nginx) ?? [];
    expect(format).toContain("$uri");
    expect(format).not.toMatch(/\$request\b|\$request_uri|\$args|\$query_string|\$http_referer/);
    for (const [, log] of nginx.matchAll(/^\s*access_log (.+);/gm))
      expect(log).toMatch(/ without_query$/);
    expect(read("docs/deploy/Caddyfile")).not.toMatch(/^\s*log\b/m);
  });
});
