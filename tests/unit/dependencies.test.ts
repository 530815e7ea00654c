import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { choicesOf, readLicences } from "../../bin/build/licences.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, "utf8");

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  engines: { node: string };
}
interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  /** It comes inside another package, whose checksum covers it. */
  inBundle?: boolean;
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const lock = JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> };
const packages = readLicences(ROOT);
const wanted = Object.entries({
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
});

/** Licences that ask for no more than a notice. Listed in docs/dependencies.md. */
const FREE = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unlicense",
];

/** Licences with conditions, each for the packages that were looked at. The reasons are in docs/dependencies.md. */
const WITH_CONDITIONS: Record<string, RegExp> = {
  "MPL-2.0": /^(lightningcss(-[a-z0-9-]+)?|axe-core|@axe-core\/playwright)$/,
  "LGPL-3.0-or-later": /^@img\/sharp-/,
  "EPL-2.0": /^elkjs$/,
  "CC-BY-4.0": /^caniuse-lite$/,
  "Python-2.0": /^argparse$/,
  "SIL OPEN FONT LICENSE": /^geist$/,
};

function isAllowed(name: string, licence: string): boolean {
  return choicesOf(licence).some((choice) =>
    choice.every((one) => FREE.includes(one) || WITH_CONDITIONS[one]?.test(name)),
  );
}

describe("licences", () => {
  it("of all packages of the lock file are among those that were agreed to", () => {
    expect(packages.length).toBeGreaterThan(500);
    expect(packages.filter(({ name, licence }) => !isAllowed(name, licence))).toEqual([]);
  });

  it.each([
    ["a-package", "GPL-3.0-only", false],
    ["a-package", "AGPL-3.0-or-later", false],
    ["a-package", "MIT AND GPL-2.0-only", false],
    ["a-package", "GPL-2.0-only OR MIT", true],
    ["a-package", "(MIT AND ISC)", true],
    ["a-package", "MPL-2.0", false],
    ["lightningcss", "MPL-2.0", true],
    ["a-package", "SEE LICENSE IN LICENSE.md", false],
    ["a-package", "", false],
  ])("%s under %j: %s", (name, licence, verdict) => {
    expect(isAllowed(name, licence)).toBe(verdict);
  });

  it("that were agreed to are those that docs/dependencies.md names", () => {
    const named = [...read("docs/dependencies.md").matchAll(/^\| `([^`]+)` +\|/gm)].map(
      ([, one]) => one,
    );
    expect(named.sort()).toEqual([...FREE, ...Object.keys(WITH_CONDITIONS)].sort());
  });

  it("with conditions are still needed", () => {
    for (const [licence, pattern] of Object.entries(WITH_CONDITIONS)) {
      const users = packages.filter((one) => choicesOf(one.licence).flat().includes(licence));
      expect(
        users.some(({ name }) => pattern.test(name)),
        licence,
      ).toBe(true);
    }
  });
});

describe("versions", () => {
  it.each(wanted)("%s is pinned to one version: %s", (name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.-]+)?$/);
    expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
  });

  it("in the lock file come with the checksum of what is installed, and from the registry alone", () => {
    const locked = Object.entries(lock.packages).filter(
      ([path, { link, inBundle }]) => path !== "" && !link && !inBundle,
    );
    for (const [path, { integrity, resolved }] of locked) {
      expect(integrity, path).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
      expect(resolved ?? "https://registry.npmjs.org/", path).toMatch(
        /^https:\/\/registry\.npmjs\.org\//,
      );
    }
  });

  // Below these a published fault reaches this program.
  it.each([
    ["next", "16.4.1"],
    ["zod", "4.6.7"],
  ])("%s is never below %s", (name, floor) => {
    const all = packages.filter((one) => one.name === name);
    expect(all.length).toBeGreaterThan(0);
    for (const { version } of all) expect(isAtLeast(version, floor), version).toBe(true);
  });

  it.each([
    ["16.4.1", "16.4.1", true],
    ["16.10.0", "16.4.1", true],
    ["16.4.0", "16.4.1", false],
    ["15.9.9", "16.4.1", false],
  ])("%s against %s: %s", (version, floor, verdict) => {
    expect(isAtLeast(version, floor)).toBe(verdict);
  });

  it("of install scripts none runs: the launcher installs without them", () => {
    expect(read("bin/build/install.mjs")).toContain('"ci", "--include=dev", "--ignore-scripts"');
  });
});

describe("workflows", () => {
  const files = readdirSync(`${ROOT}.github/workflows`).map((name) => `.github/workflows/${name}`);
  const uses = files.flatMap((path) => read(path).match(/uses: .*/g) ?? []);

  it("take each action at one commit, with the version it stands for", () => {
    expect(uses.length).toBeGreaterThan(8);
    for (const one of uses)
      expect(one).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("take the same action at the same commit everywhere", () => {
    const actions = new Set(uses.map((one) => one.split("@")[0]));
    expect(new Set(uses).size).toBe(actions.size);
  });

  it("ask for advisories before a release, and each week", () => {
    expect(read(".github/workflows/release.yml")).toMatch(/npm audit .*[^]*- run: npm test/);
    expect(read(".github/workflows/test.yml")).toMatch(/schedule:[^]*- run: npm audit/);
  });
});

function isAtLeast(version: string, floor: string): boolean {
  const parts = (text: string) => text.split("-")[0]?.split(".").map(Number) ?? [];
  const [have, need] = [parts(version), parts(floor)];
  const at = need.findIndex((part, index) => part !== have[index]);
  return at < 0 || (have[at] ?? 0) > (need[at] ?? 0);
}
