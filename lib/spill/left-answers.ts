import "server-only";
import { readdir, readFile, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { sealedUnder } from "@/lib/crypto/seal";
import type { Keyring } from "@/lib/crypto/keyring";
import type { Vault } from "@/lib/crypto/vault";
import { readAnswer, type KeptAnswer } from "./answer";
import { isStillOwned, readFileName } from "./file-name";
import { readRecords, type Records } from "./record";
import { ignoreMissing } from "./segment";
import { answerPlace, type Spill } from "./spill";

/** A file of answers that were not stored when it was read. */
export interface SpillFile {
  path: string;
  /** Names the process it belongs to: its lease rows begin with it. */
  owner: string;
  isOwnerAlive: boolean;
  answers: Records["kept"];
  damaged: number;
}

/**
 * Every file of a spill folder. Empty when there is no such folder, or something else in its place: then nothing was ever
 * kept there, and `reserve` says that nothing can be.
 */
export async function listSpillFiles(folder: string): Promise<SpillFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") ignoreMissing(error);
    return [];
  });
  const files = await Promise.all(names.map((name) => readSpillFile(folder, name)));
  return files.filter((file) => file !== undefined);
}

async function readSpillFile(folder: string, name: string): Promise<SpillFile | undefined> {
  const facts = readFileName(name);
  if (!facts) return undefined;
  const path = join(folder, name);
  try {
    const { mtime } = await stat(path);
    const isOwnerAlive = isStillOwned(facts, mtime);
    const { kept: answers, damaged } = readRecords(await readFile(path, "latin1"));
    return { path, owner: facts.owner, isOwnerAlive, answers, damaged };
  } catch (error) {
    // Its process, or another that stored what was in it, has just removed it.
    ignoreMissing(error);
    return undefined;
  }
}

/** The files that dead processes left in a spill folder. */
export async function listLeftFiles(spill: Pick<Spill, "folder" | "owner">): Promise<SpillFile[]> {
  const files = await listSpillFiles(spill.folder);
  return files.filter(({ owner, isOwnerAlive }) => owner !== spill.owner && !isOwnerAlive);
}

/** @throws AppError sealed_unreadable when its key is not loaded */
export function openLeft(
  vault: Pick<Vault, "open">,
  left: { id: string; sealed: string },
): KeptAnswer {
  return readAnswer(vault.open(answerPlace(left.id), left.sealed));
}

export function removeLeft(file: SpillFile): Promise<void> {
  return unlink(file.path).catch(ignoreMissing);
}

/** How many answers wait to be stored: of this process longer than a store takes, and of dead ones. */
export async function countWaiting(spill: Spill): Promise<number> {
  const left = await listLeftFiles(spill);
  return left.reduce((sum, { answers }) => sum + answers.length, spill.waiting());
}

/**
 * What in a spill folder no loaded key can open, in plain words; "" when everything can be read. An answer may outlive
 * the key it was sealed with, and the database knows nothing of it.
 */
export async function explainUnreadable(folder: string, keyring: Keyring): Promise<string> {
  const files = await listSpillFiles(folder);
  const counts = new Map<string, number>();
  for (const { sealed } of files.flatMap(({ answers }) => answers)) {
    const id = sealedUnder(sealed) ?? "";
    if (!keyring.find(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const sentences = [...counts].map(
    ([id, count]) =>
      `${count === 1 ? "1 answer of HubSpot is" : `${count} answers of HubSpot are`} kept in ${folder} under key ${id}, which is not loaded.`,
  );
  return sentences.join(" ");
}
