import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { reachApp } from "@/lib/reach/reach";
import { openJournal, problemOf } from "./journal-access";
import { journalWords } from "./journal-words";

/**
 * Switches the reading of the webhooks journal on or off. It goes on only after HubSpot has taken the subscription, so a
 * switch that is on means something.
 * @throws AppError not_found, invalid_input with HubSpot's refusal in words
 */
export async function setJournal(
  given: Context,
  input: { appId: string; enabled: boolean },
): Promise<void> {
  const { appId, enabled } = input;
  const ctx = await reachApp(given, appId);
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: appId } });
  if (!app) throw new AppError("not_found");
  if (app.journalEnabled === enabled) return;
  if (enabled) await subscribe(ctx, app);
  const startedAt = enabled ? ctx.now() : null;
  await ctx.db.$transaction(async (tx) => {
    // By hand, because the time of the last change guards the app's form against overwriting; this is no such change.
    await tx.$executeRaw`
      UPDATE "HubSpotApp" SET "journalEnabled" = ${enabled}, "journalStartedAt" = ${startedAt},
        "journalOffset" = NULL, "journalCheckedAt" = NULL, "journalProblem" = NULL
      WHERE "id" = ${appId}::uuid`;
    await recordEvent(tx, ctx, {
      action: "app.updated",
      target: { kind: "app", id: appId, label: app.name },
      appId,
      changes: { journalEnabled: [!enabled, enabled] },
    });
  });
}

async function subscribe(ctx: Context, app: Parameters<typeof openJournal>[1]): Promise<void> {
  try {
    await ctx.hubspot.journal.subscribe(await openJournal(ctx, app));
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const problem = problemOf(error);
    const form =
      problem === "passing" || problem === "unknown"
        ? "HubSpot did not take the subscription. The switch stays off; try again in a moment."
        : journalWords(problem);
    throw new AppError("invalid_input", { details: { fields: { form } }, cause: error });
  }
}
