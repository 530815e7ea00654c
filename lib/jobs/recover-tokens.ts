import "server-only";
import type { Context } from "@/lib/context";
import { endImportLeasesOf } from "@/lib/imports/lease";
import { recoverRow } from "@/lib/imports/recover-row";
import { logger } from "@/lib/logger";
import { endLeasesOf } from "@/lib/portals/lease";
import { storeLateAnswer } from "@/lib/portals/refresh/late-answer";
import type { KeptAnswer } from "@/lib/spill/answer";
import { listLeftFiles, openLeft, type SpillFile } from "@/lib/spill/left-answers";

export interface Recovered {
  file: SpillFile;
  /** Answers to codes: finishing them takes HubSpot's help. */
  codes: Extract<KeptAnswer, { kind: "code" }>[];
  /** False while something in the file could not be stored. */
  isStored: boolean;
}

/**
 * Stores the tokens that processes which are gone had kept and not stored, and then ends their leases: what they had begun
 * without an answer counts as unknown from now on, and is tried again at once. In this order, or somebody could ask
 * HubSpot with the token from before in between. HubSpot is not asked for anything here.
 */
export async function recoverTokens(ctx: Context): Promise<Recovered[]> {
  const files = await listLeftFiles(ctx.spill);
  const recovered: Recovered[] = [];
  for (const file of files) recovered.push(await recoverFile(ctx, file));
  return recovered;
}

async function recoverFile(ctx: Context, file: SpillFile): Promise<Recovered> {
  const result: Recovered = { file, codes: [], isStored: true };
  for (const left of file.answers) {
    try {
      const answer = openLeft(ctx.vault, left);
      if (answer.kind === "code") result.codes.push(answer);
      else await store(ctx, answer);
    } catch (error) {
      result.isStored = false;
      logger.error({ err: error, file: file.path }, "an answer of HubSpot waits on the disk");
    }
  }
  if (result.isStored) {
    await endLeasesOf(ctx, file.owner);
    await endImportLeasesOf(ctx, file.owner);
  }
  return result;
}

function store(ctx: Context, answer: Exclude<KeptAnswer, { kind: "code" }>): Promise<void> {
  logger.info({ kind: answer.kind }, "storing an answer of HubSpot that had waited on the disk");
  return answer.kind === "refresh" ? storeLateAnswer(ctx, answer) : recoverRow(ctx, answer);
}
