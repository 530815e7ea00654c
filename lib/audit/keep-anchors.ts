import "server-only";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { writeAnchor, type Anchor } from "./anchor";
import { readEnd, sealAllLines } from "./seal-lines";

/** Six weeks of them. */
const KEPT = 1_000;
const DAY_MS = 24 * 3_600_000;

let loggedAt = 0;

/** Where this machine keeps its anchors. */
export function anchorFile(dataDir: string): string {
  return join(dataDir, "audit-anchors");
}

/**
 * The anchor of this moment.
 * @throws Error when the end of the chain is not ours
 */
export async function makeAnchor(ctx: Context): Promise<{ anchor: Anchor; text: string }> {
  await sealAllLines(ctx);
  const end = await readEnd(ctx.db, ctx);
  if (!end?.isOurs) throw new Error("The end of the audit chain was tampered with");
  const anchor = { position: end.position, hash: end.hash, at: ctx.now() };
  return { anchor, text: writeAnchor(ctx.vault, anchor) };
}

/**
 * Writes down outside the database how far the chain is: in a file of the data folder each hour, in the log once a day. Whoever
 * sets the database back to an earlier state, all of it, does not reach them.
 * @returns 0: the next round is not urgent
 */
export async function keepAnchor(ctx: Context): Promise<number> {
  const { anchor, text } = await makeAnchor(ctx);
  const file = anchorFile(ctx.env.dataDir);
  const lines = (await readAnchorFile(ctx.env.dataDir)).split("\n").filter(Boolean);
  await mkdir(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  await writeFile(next, [...lines, text].slice(-KEPT).join("\n") + "\n", { mode: 0o600 });
  await rename(next, file);
  if (anchor.at.getTime() - loggedAt >= DAY_MS) {
    loggedAt = anchor.at.getTime();
    logger.info({ anchor: text }, "audit anchor");
  }
  return 0;
}

/** "" when there is none yet. */
export async function readAnchorFile(dataDir: string): Promise<string> {
  try {
    return await readFile(anchorFile(dataDir), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
