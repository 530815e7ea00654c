import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { OWN_RULES } from "./own-rules";

export interface ScannedFile {
  path: string;
  text: string;
}

/** A place where something stands that looks like a secret. It does not hold the secret itself. */
export interface Finding {
  path: string;
  line: number;
  rule: string;
  /** The first 12 hex signs of the SHA-256 of what was found. */
  print: string;
}

/** Not looked at where there is no git to say what is ignored. */
const NOT_OURS = /^(node_modules|\.git|\.next|data|test-results|playwright-report)$|^\.env$/;
const GENERATED = "lib/db/generated";

/** The text files of the repository: those that git tracks or would, else all below the folder that are not ignored. */
export function repositoryFiles(
  root: string,
  list: (root: string) => string[] = listed,
): ScannedFile[] {
  return list(root).flatMap((path) => {
    const bytes = readOrNothing(join(root, path));
    return bytes.includes(0) ? [] : [{ path, text: bytes.toString("utf8") }];
  });
}

function listed(root: string): string[] {
  try {
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const said = execFileSync("git", args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
    const paths = said.toString("utf8").split("\0").filter(Boolean);
    if (paths.length > 0) return [...new Set(paths)];
  } catch {
    // No git, or no repository: an archive of the sources.
  }
  return walked(root);
}

/** Every file below a folder but those of other programs. */
export function walked(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const name = relative(root, path).replaceAll(sep, "/");
    if (NOT_OURS.test(entry.name) || name === GENERATED) return [];
    if (entry.isDirectory()) return walked(root, path);
    return entry.isFile() ? [name] : [];
  });
}

/** A file that was removed and is not committed yet is still listed. */
function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Everything in the files that looks like a secret, by file and line. */
export async function scanForSecrets(files: ScannedFile[]): Promise<Finding[]> {
  const own = files.flatMap((file) => ownFindings(file));
  const others: Finding[] = [];
  for (const batch of batches(files)) others.push(...(await theirFindings(batch)));
  const all = new Map([...own, ...others].map((one) => [JSON.stringify(one), one]));
  return [...all.values()].sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
}

function ownFindings({ path, text }: ScannedFile): Finding[] {
  return OWN_RULES.flatMap(({ name, pattern, isOne }) =>
    [...text.matchAll(pattern)]
      .map((match) => ({ secret: match[1] ?? match[0], at: match.index }))
      .filter(({ secret }) => isOne?.(secret) ?? true)
      .map(({ secret, at }) => finding({ path, text }, name, secret, at)),
  );
}

function finding({ path, text }: ScannedFile, rule: string, secret: string, at: number): Finding {
  const line = text.slice(0, at).split("\n").length;
  return {
    path,
    line,
    rule,
    print: createHash("sha256").update(secret).digest("hex").slice(0, 12),
  };
}

const BATCH_SIGNS = 400_000;
const BETWEEN = "\n\n";

/** secretlint keeps a note of each text for its own timing, so many small ones cost far more than a few large ones. */
function batches(files: ScannedFile[]): ScannedFile[][] {
  const found: ScannedFile[][] = [];
  let signs = Infinity;
  for (const file of files) {
    if (signs + file.text.length > BATCH_SIGNS) {
      found.push([]);
      signs = 0;
    }
    found.at(-1)?.push(file);
    signs += file.text.length;
  }
  return found;
}

async function theirFindings(batch: ScannedFile[]): Promise<Finding[]> {
  const content = batch.map(({ text }) => text).join(BETWEEN);
  const { messages } = await lintSource({
    source: { filePath: "sources.txt", content, contentType: "text" },
    options: {
      config: { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }] },
      noPhysicFilePath: true,
    },
  });
  return messages.flatMap(({ ruleId, range }) => {
    const secret = content.slice(...range);
    const place = placeOf(batch, range[0]);
    const rule = ruleId.replace("@secretlint/secretlint-rule-", "");
    return place ? [finding(place.file, rule, secret, place.at)] : [];
  });
}

/** In which file of a batch a sign stands, and where there. */
function placeOf(batch: ScannedFile[], at: number): { file: ScannedFile; at: number } | undefined {
  let left = at;
  for (const file of batch) {
    if (left < file.text.length) return { file, at: left };
    left -= file.text.length + BETWEEN.length;
  }
  return undefined;
}
