import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readAnchors, type Anchor } from "@/lib/audit/anchor";
import { makeAnchor, readAnchorFile } from "@/lib/audit/keep-anchors";
import { verifyAudit } from "@/lib/audit/verify";
import type { Context } from "@/lib/context";
import { operatorContext } from "./context";
import { CommandError, withWords } from "./errors";

/**
 * `audit verify`: exit code 0 only when the whole chain holds, and agrees with the anchors of this machine and those in a file.
 */
export async function auditVerify({ anchor: file }: { anchor?: string }): Promise<void> {
  const ctx = await operatorContext();
  const anchors = [...(await ownAnchors(ctx)), ...(file ? anchorsIn(ctx, file) : [])];
  const { checked, cut, brokenAt } = await withWords(verifyAudit(ctx, anchors));
  if (brokenAt) {
    throw new CommandError(
      `The audit log was tampered with: at line ${brokenAt.seq}, ${brokenAt.why}. ${checked} lines before it are intact.`,
    );
  }
  const held =
    anchors.length > 0
      ? `, and it agrees with ${anchors.length === 1 ? "one anchor" : `${anchors.length} anchors`}`
      : "";
  process.stdout.write(`${checked} lines checked; the chain is intact${held}.\n`);
  if (cut)
    process.stdout.write(
      `${cut.lines} older lines, up to ${cut.lastAt.toISOString()}, were cut at a signed checkpoint.\n`,
    );
}

/** `audit anchor`: the anchor alone on stdout. */
export async function auditAnchor(): Promise<void> {
  const { text } = await withWords(makeAnchor(await operatorContext()));
  process.stdout.write(`${text}\n`);
}

async function ownAnchors(ctx: Context): Promise<Anchor[]> {
  const text = await withWords(readAnchorFile(ctx.env.dataDir));
  return readAnchors(ctx.vault, text).anchors;
}

function anchorsIn(ctx: Context, file: string): Anchor[] {
  let text: string;
  try {
    text = readFileSync(resolve(process.env.INIT_CWD ?? "", file), "utf8");
  } catch {
    throw new CommandError(`The file ${file} cannot be read. Nothing was checked.`);
  }
  const { anchors, foreign } = readAnchors(ctx.vault, text);
  if (foreign > 0)
    throw new CommandError(
      `${foreign} anchors in ${file} were not made by this installation, or were changed.`,
    );
  if (anchors.length === 0)
    throw new CommandError(
      `No anchor was found in ${file}. \`npm run portico -- audit anchor\` prints one; a server's log has one a day.`,
    );
  return anchors;
}
