import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { JournalEntry } from "@/lib/hubspot/journal";
import { openJournal, problemOf } from "@/lib/hubspot-apps/journal/journal-access";
import type { JournalProblem } from "@/lib/hubspot-apps/journal/journal-words";
import { logger } from "@/lib/logger";
import { noticeUninstall } from "@/lib/portals/end/notice-uninstall";

/** One server reads an app's journal at a time: the time of the last look is the claim. */
const EVERY_SECONDS = 50;
const MAX_ENTRIES = 50;

/** Reads the journals that are due. @returns 0, because nothing is ever due again at once */
export async function pollJournals(ctx: Context, isStopping = () => false): Promise<number> {
  for (let app = await claim(ctx); app; app = isStopping() ? null : await claim(ctx)) {
    await pollJournal(ctx, app, isStopping);
  }
  return 0;
}

async function claim(ctx: Context): Promise<HubSpotApp | null> {
  const [row] = await ctx.db.$queryRaw<{ id: string }[]>`
    UPDATE "HubSpotApp" SET "journalCheckedAt" = now()
    WHERE "id" = (
      SELECT "id" FROM "HubSpotApp"
      WHERE "journalEnabled" AND "credentialsRefusedAt" IS NULL
        AND ("journalCheckedAt" IS NULL OR "journalCheckedAt" < now() - make_interval(secs => ${EVERY_SECONDS}))
      ORDER BY "journalCheckedAt" NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id"`;
  return row ? ctx.db.hubSpotApp.findUnique({ where: { id: row.id } }) : null;
}

/**
 * Reads one app's journal from where it was left. An entry is passed only after its uninstalls are dealt with, so a crash
 * or a failing HubSpot repeats an entry and never skips one; dealing with it twice changes nothing.
 */
export async function pollJournal(
  ctx: Context,
  app: HubSpotApp,
  isStopping = () => false,
): Promise<void> {
  let problem: JournalProblem | null = null;
  try {
    const token = await openJournal(ctx, app);
    if (app.journalOffset === null) await ctx.hubspot.journal.subscribe(token);
    let offset = app.journalOffset;
    for (let count = 0; count < MAX_ENTRIES && !isStopping(); count += 1) {
      const entry = await nextEntry(ctx, token, offset);
      if (!entry || entry.offset === offset) break;
      problem = (await dealWith(ctx, app, entry)) ?? problem;
      if (!(await moveOn(ctx, app, offset, entry.offset))) return;
      offset = entry.offset;
    }
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const found = problemOf(error);
    // Not an entry but the place of one could not be read: nothing was passed over.
    problem = found === "unreadable" ? "passing" : found;
    logger.warn({ err: error, appId: app.id }, "the webhooks journal could not be read");
  }
  await ctx.db.$executeRaw`
    UPDATE "HubSpotApp" SET "journalProblem" = ${problem} WHERE "id" = ${app.id}::uuid`;
}

/** HubSpot keeps about three days: an offset that it no longer knows means starting at the earliest entry. */
async function nextEntry(
  ctx: Context,
  token: Secret,
  offset: string | null,
): Promise<JournalEntry | undefined> {
  try {
    return await ctx.hubspot.journal.next(token, offset);
  } catch (error) {
    const isForgotten = error instanceof HubSpotError && error.httpStatus === 404;
    if (offset === null || !isForgotten) throw error;
    return ctx.hubspot.journal.next(token, null);
  }
}

/** @returns a problem when the entry will never be readable: it must not stop the ones after it */
async function dealWith(
  ctx: Context,
  app: HubSpotApp,
  entry: JournalEntry,
): Promise<JournalProblem | undefined> {
  let uninstalls;
  try {
    uninstalls = await ctx.hubspot.journal.uninstalls(entry);
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.kind !== "malformed") throw error;
    logger.warn({ err: error, appId: app.id }, "an entry of the webhooks journal was passed over");
    return problemOf(error);
  }
  for (const uninstall of uninstalls) await noticeUninstall(ctx, app, uninstall);
  return undefined;
}

/** False when another server or a person has moved the place meanwhile. */
async function moveOn(
  ctx: Context,
  app: HubSpotApp,
  from: string | null,
  to: string,
): Promise<boolean> {
  const count = await ctx.db.$executeRaw`
    UPDATE "HubSpotApp" SET "journalOffset" = ${to}
    WHERE "id" = ${app.id}::uuid AND "journalEnabled" AND "journalOffset" IS NOT DISTINCT FROM ${from}`;
  return count === 1;
}
