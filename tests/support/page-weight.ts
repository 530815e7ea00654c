import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export interface PageWeight {
  /** "/portals/[portalId]", without the folders that are no part of the address. */
  page: string;
  /** Bytes of JavaScript that the page makes a browser fetch, each file gzipped. */
  js: number;
}

interface ClientManifest {
  entryJSFiles: Record<string, string[]>;
}

const MANIFEST = "page_client-reference-manifest.js";

const sizes = new Map<string, number>();

function gzipped(file: string): number {
  const size = sizes.get(file) ?? gzipSync(readFileSync(file)).length;
  sizes.set(file, size);
  return size;
}

/** JavaScript of every page of a production build, as its own manifests name it. @param dist the build folder */
export function pageWeights(dist: string): PageWeight[] {
  return readdirSync(join(dist, "server/app"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(MANIFEST))
    .map((name) => {
      const files = new Set([...frameworkFiles(dist), ...Object.values(read(dist, name)).flat()]);
      return { page: addressOf(name), js: sum(dist, files) };
    })
    .sort((a, b) => a.page.localeCompare(b.page));
}

/** What every page of this Next fetches, whatever it holds, in bytes. */
export function frameworkWeight(dist: string): number {
  return sum(dist, frameworkFiles(dist));
}

function sum(dist: string, files: Iterable<string>): number {
  return [...files].reduce((total, file) => total + gzipped(join(dist, file)), 0);
}

function frameworkFiles(dist: string): string[] {
  const { rootMainFiles } = JSON.parse(readFileSync(join(dist, "build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  return rootMainFiles;
}

/** The manifest is a script that sets one global. */
function read(dist: string, name: string): ClientManifest["entryJSFiles"] {
  const script = readFileSync(join(dist, "server/app", name), "utf8");
  const json = /\]\s*=\s*(\{.*\});?\s*$/s.exec(script)?.[1];
  if (!json) throw new Error(`${name} is not written as expected`);
  return (JSON.parse(json) as ClientManifest).entryJSFiles;
}

function addressOf(name: string): string {
  const path = `/${name}`.replace(`/${MANIFEST}`, "").replace(/\/\([^)]*\)/g, "");
  return path || "/";
}
