import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openJournal, problemOf } from "./journal-access";
import { journalWords } from "./journal-words";
import { say } from "@/lib/say/say";

export interface JournalCheck {
  /** Whether HubSpot grants the journal; undefined when it could not be asked. */
  granted: boolean | undefined;
  words: string;
  correlationId?: string;
}

const PASSING = new Set(["passing", "unreadable", "unknown"]);

/**
 * Asks HubSpot whether it grants an app the webhooks journal: an app-level token with the journal's scopes, then one look
 * at the earliest entry. Changes nothing. @throws AppError not_found
 */
export async function checkJournal(ctx: Context, appId: string): Promise<JournalCheck> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: appId } });
  if (!app) throw new AppError("not_found");
  const check = await ask(ctx, app);
  await recordAlone(ctx, {
    action: "app.journal_checked",
    outcome: check.granted ? "ok" : "failed",
    target: { kind: "app", id: app.id, label: app.name },
    appId: app.id,
    correlationId: check.correlationId,
    details: { granted: check.granted ?? null },
  });
  return check;
}

async function ask(ctx: Context, app: Parameters<typeof openJournal>[1]): Promise<JournalCheck> {
  try {
    await ctx.hubspot.journal.next(await openJournal(ctx, app), null);
    const words =
      "HubSpot grants this app the webhooks journal, so uninstalls can be noticed within about a minute." as const;
    return { granted: true, words: say(words) };
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const problem = problemOf(error);
    const granted = PASSING.has(problem) ? undefined : false;
    const words =
      granted === undefined
        ? "HubSpot did not answer properly, so this is not known yet. Check again in a moment."
        : journalWords(problem);
    return { granted, words: say.any(words), correlationId: error.correlationId };
  }
}
