// `node bin/build/runtime.mjs FOLDER`: a folder that holds what a running Portico needs and nothing else: the build, the
// launcher, the operator's commands in one file, the migrations, and of each package the files that are really loaded.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { bundleCli } from "./bundle-cli.mjs";
import { ensureInstalled } from "./install.mjs";
import { RUNTIME_MARK } from "./runtime-mark.mjs";
import { ensurePrismaClient } from "../database/prisma-client.mjs";
import { createOutput } from "../lib/output.mjs";
import { ROOT } from "../lib/paths.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { copyPostgres } from "./copy-postgres.mjs";

/** Programs that Node starts by name; what they import is found by reading them. */
const ENTRIES = ["bin/launch.mjs", "bin/server.mjs", "node_modules/next/dist/server/next.js"];
const CLI = "bin/portico.mjs";
/** Copied as they are: read by name, not imported. */
const PLAIN = [
  "package.json",
  "package-lock.json",
  ".env.example",
  "next.config.js",
  "prisma/migrations",
  "docs",
  "node_modules/@prisma/schema-engine-wasm",
];
/** Of the build: not what only the next build would use. */
const BUILD_ONLY = new Set(["cache", "dev", "types", "diagnostics", "trace", "trace-build"]);
/** Building, developing and resizing pictures, none of which a running server does. */
const NOT_NEEDED = [
  /^node_modules\/(@next\/swc|@img|sharp|typescript|prettier|eslint|@types|@esbuild|esbuild|tsx|playwright|vitest)/,
  /^node_modules\/next\/dist\/compiled\/(webpack|babel|@babel|babel-packages|terser|postcss|cssnano|sass-loader|next-devtools|@vercel\/og)/,
  /^(?!node_modules\/|bin\/|lib\/)/,
  /\.(ts|tsx|map|md)$/,
];

const [target, ...options] = process.argv.slice(2);
const output = createOutput();
try {
  if (!target) throw new PlainError("No folder is named.", "node bin/build/runtime.mjs FOLDER");
  const unknown = options.find((option) => option !== "--with-postgres");
  if (unknown)
    throw new PlainError(`There is no option "${unknown}".`, "There is --with-postgres.");
  await makeRuntime(resolve(target), { withPostgres: options.includes("--with-postgres") });
} catch (error) {
  output.error(error);
  process.exitCode = 1;
}

/**
 * @param {string} folder absolute; must not be there yet
 * @param {{withPostgres: boolean}} options the embedded PostgreSQL too
 */
async function makeRuntime(folder, { withPostgres }) {
  if (existsSync(folder)) throw new PlainError(`${folder} exists already.`, "Name another folder.");
  await ensureInstalled(output);
  await ensurePrismaClient(output);
  await ensureBuilt(output);
  const startedAt = Date.now();
  const cli = join(ROOT, CLI);
  try {
    await bundleCli(cli);
    const files = await filesOf([...ENTRIES, CLI]);
    mkdirSync(folder, { recursive: true });
    for (const file of files) copy(file, folder);
    for (const path of PLAIN) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    if (withPostgres) copyPostgres(ROOT, folder);
    copyBuild(folder);
    writeFileSync(
      join(folder, RUNTIME_MARK),
      "Made by bin/build/runtime.mjs: nothing is installed or built here.\n",
    );
  } finally {
    rmSync(cli, { force: true });
  }
  output.done("runtime", `${folder}, ${Math.round(sizeOf(folder) / 1e6)} MB`, startedAt);
}

/** @param {string[]} entries @returns {Promise<Set<string>>} relative to the root */
async function filesOf(entries) {
  const { nodeFileTrace } = await import("@vercel/nft");
  const { fileList } = await nodeFileTrace(
    entries.map((entry) => join(ROOT, entry)),
    {
      base: ROOT,
      conditions: ["node", "react-server"],
      ignore: (path) => NOT_NEEDED.some((pattern) => pattern.test(path)) && !entries.includes(path),
    },
  );
  const files = new Set(fileList);
  for (const trace of tracesOf(join(ROOT, ".next"))) {
    const { files: named } = /** @type {{files: string[]}} */ (
      JSON.parse(readFileSync(trace, "utf8"))
    );
    for (const name of named)
      files.add(relative(ROOT, resolve(dirname(trace), name)).replaceAll(sep, "/"));
  }
  return new Set([...files].filter((file) => !NOT_NEEDED.some((pattern) => pattern.test(file))));
}

/** Next's own lists of what the server and each page load. @param {string} folder @returns {string[]} */
function tracesOf(folder) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !BUILD_ONLY.has(entry.name)) found.push(...tracesOf(path));
    else if (entry.name.endsWith(".nft.json")) found.push(path);
  }
  return found;
}

/** @param {string} file @param {string} folder */
function copy(file, folder) {
  const from = join(ROOT, file);
  // A trace may name what this platform does not have.
  if (!existsSync(from) || lstatSync(from).isDirectory()) return;
  const to = join(folder, file);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { dereference: true });
  if (statSync(from).mode & 0o100) chmodSync(to, 0o755);
}

/** @param {string} folder */
function copyBuild(folder) {
  for (const name of readdirSync(join(ROOT, ".next"))) {
    if (BUILD_ONLY.has(name) || name.endsWith(".lock")) continue;
    cpSync(join(ROOT, ".next", name), join(folder, ".next", name), {
      recursive: true,
      filter: (path) => !/\.(map|nft\.json)$/.test(path),
    });
  }
}

/** @param {string} folder @returns {number} bytes */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
