import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { gateOf, troubleOf } from "./gates";
import type { News } from "./trouble";

/** What is read of an app for it. */
export type AppOfTrouble = Pick<HubSpotApp, "id" | "breakerOpenedAt">;

/**
 * Writes down what this process has learned about how HubSpot treats an app: that its breaker opened or closed, once each
 * however many servers see it, and how many refreshes failed without a line of their own. Costs nothing when there is
 * nothing to tell. What cannot be written is kept for the next time.
 * @throws what the database said
 */
export async function reportTrouble(ctx: Context, app: AppOfTrouble): Promise<void> {
  const trouble = troubleOf(app.id);
  const news = trouble.takeNews(ctx.now().getTime());
  const isOverHere = app.breakerOpenedAt !== null && !gateOf(app.id).breaker.isOpen;
  // Another server opened it, and here HubSpot has answered since.
  const isOver = isOverHere && trouble.answeredAt > (app.breakerOpenedAt?.getTime() ?? 0);
  if (!news && !isOver) return;
  const told = news ?? { isClosed: true, failed: 0, recovered: 0 };
  try {
    await ctx.db.$transaction((tx) => write(tx, ctx, app.id, told));
  } catch (error) {
    if (news) trouble.giveBack(news);
    throw error;
  }
}

async function write(tx: DbTransaction, ctx: Context, appId: string, news: News): Promise<void> {
  const [locked] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "HubSpotApp" WHERE "id" = ${appId}::uuid FOR NO KEY UPDATE`;
  if (!locked) return;
  const app = await tx.hubSpotApp.findUniqueOrThrow({ where: { id: appId } });
  const facts = { target: { kind: "app", id: app.id, label: app.name }, appId } as const;
  const isOpen = app.breakerOpenedAt !== null;
  const failures = app.breakerFailures + news.failed;
  if (news.isClosed && isOpen) {
    await tx.hubSpotApp.update({ where: { id: appId }, data: BREAKER_CLOSED });
    const since = app.breakerOpenedAt?.toISOString();
    const details = { since, failed: failures, recovered: news.recovered };
    return recordEvent(tx, ctx, { action: "app.refreshes_resumed", ...facts, details });
  }
  if (news.opened && !news.isClosed) {
    await tx.hubSpotApp.update({
      where: { id: appId },
      data: {
        breakerOpenedAt: app.breakerOpenedAt ?? ctx.now(),
        breakerKind: news.opened.kind,
        breakerStatus: news.opened.status ?? null,
        breakerRetryAt: new Date(news.opened.retryAt),
        breakerFailures: failures,
      },
    });
    if (isOpen) return;
    const { kind, status } = news.opened;
    const details = { kind, hubspotStatus: status ?? null };
    return recordEvent(tx, ctx, {
      action: "app.refreshes_paused",
      outcome: "failed",
      ...facts,
      details,
    });
  }
  if (isOpen) {
    await tx.hubSpotApp.update({ where: { id: appId }, data: { breakerFailures: failures } });
  } else if (news.failed + news.recovered > 0) {
    const details = { failed: news.failed, recovered: news.recovered };
    await recordEvent(tx, ctx, { action: "app.refreshes_failed", ...facts, details });
  }
}

const BREAKER_CLOSED = {
  breakerOpenedAt: null,
  breakerKind: null,
  breakerStatus: null,
  breakerRetryAt: null,
  breakerFailures: 0,
} as const;
