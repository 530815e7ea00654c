import { join } from "node:path";
import { ROOT } from "../lib/paths.mjs";

/** The operator's commands, which are TypeScript, as one plain file. @param {string} file */
export async function bundleCli(file) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(ROOT, "bin/portico.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    conditions: ["react-server"],
    logLevel: "silent",
  });
}
