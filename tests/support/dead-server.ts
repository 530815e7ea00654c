import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KeptAnswer } from "@/lib/spill/answer";
import { createSpill } from "@/lib/spill/spill";
import type { World } from "./world";

/**
 * Leaves answers on the disk as a server does that kept them and died before it stored them.
 * @returns how that server called itself: its lease rows begin with it
 */
export async function leaveAnswers(world: World, answers: KeptAnswer[]): Promise<string> {
  const elsewhere = mkdtempSync(join(tmpdir(), "portico-dead-"));
  const spill = createSpill(elsewhere, world.vault);
  try {
    // Every server makes its file when it starts.
    (await spill.reserve()).release();
    for (const answer of answers) await (await spill.reserve()).keep(answer);
    const [name = ""] = readdirSync(elsewhere);
    mkdirSync(world.spill.folder, { recursive: true });
    const dead = name.replace(`.${process.pid}.`, ".999999999.");
    copyFileSync(join(elsewhere, name), join(world.spill.folder, dead));
    return spill.owner;
  } finally {
    await spill.close();
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

/** The files in the spill folder that are not this process's own. */
export function leftFiles(world: World): string[] {
  return readdirSync(world.spill.folder).filter((name) => !name.startsWith(world.spill.owner));
}
