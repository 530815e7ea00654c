import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { journalWords } from "./journal-words";
import { say } from "@/lib/say/say";

export interface JournalView {
  enabled: boolean;
  startedAt: Date | null;
  checkedAt: Date | null;
  /** What keeps the journal from being read, in words. */
  problem: string | null;
}

/** @throws AppError not_found */
export async function getJournal(ctx: Context, appId: string): Promise<JournalView> {
  const app = await ctx.db.hubSpotApp.findUnique({
    where: { id: appId },
    select: {
      journalEnabled: true,
      journalStartedAt: true,
      journalCheckedAt: true,
      journalProblem: true,
    },
  });
  if (!app) throw new AppError("not_found");
  return {
    enabled: app.journalEnabled,
    startedAt: app.journalStartedAt,
    checkedAt: app.journalCheckedAt,
    problem: app.journalProblem && say.any(journalWords(app.journalProblem)),
  };
}
