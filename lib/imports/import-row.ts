import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { ImportRow } from "@/lib/db/generated/client";
import { HubSpotError, mayHaveTakenEffect } from "@/lib/hubspot/errors";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { logger } from "@/lib/logger";
import { readGrant, type FetchedGrant, type GivenTokens } from "@/lib/portals/connect/fetch-grant";
import { GrantRefused } from "@/lib/portals/connect/grant-refused";
import { grantFacts, writeGrant } from "@/lib/portals/connect/store-grant";
import { holdUntilStored } from "@/lib/spill/hold";
import type { SpillRoom } from "@/lib/spill/spill";
import { failureColumns, noteFailure, PAUSE_SECONDS, RETRIED_KINDS, type Round } from "./failures";
import { isAnswerLost, keepRotated } from "./keep-rotated";
import { connectedPortal, type KnownAs } from "./known";
import type { ClaimedJob } from "./lease";
import { importTokenPlace } from "./places";
import { endRow, skip, writeRow } from "./write-row";

/** How long an import keeps trying a row that HubSpot does not answer for. */
const GIVE_UP_MS = 60 * 60_000;

/** Imports one row: one refresh, then everything a connection learns, stored in one transaction with the row. */
export async function importRow(
  ctx: Context,
  job: ClaimedJob,
  row: ImportRow,
  known: Map<string, KnownAs>,
  round: Round,
): Promise<void> {
  const here =
    known.get(row.refreshTokenFingerprint ?? "") ??
    (await connectedPortal(ctx, job.appId, row.hubId));
  if (here) return skip(ctx, job, row, "duplicate", { ...here });
  const room = await reserveRoom(ctx, round);
  if (!room) return;
  try {
    await importUnder(ctx, { job, row, round, room });
  } finally {
    // Only now: until the row is dealt with, its answer is found again.
    room.release();
  }
}

/** Without a place for answers HubSpot is not asked, and the import rests. */
async function reserveRoom(ctx: Context, round: Round): Promise<SpillRoom | undefined> {
  try {
    return await ctx.spill.reserve();
  } catch (error) {
    logger.error({ err: error }, "an import rests because no answer of HubSpot could be kept");
    round.halted = true;
    round.pauseSeconds = Math.max(round.pauseSeconds, PAUSE_SECONDS);
    return undefined;
  }
}

interface Import {
  job: ClaimedJob;
  row: ImportRow;
  round: Round;
  room: SpillRoom;
}

async function importUnder(ctx: Context, { job, row, round, room }: Import): Promise<void> {
  let given: Secret | undefined;
  let held = row;
  try {
    const token = ctx.vault.open(importTokenPlace(row.id), row.refreshTokenSealed ?? "");
    const answer = await askForTokens(ctx, job, row, token, room);
    given = answer.tokens.refreshToken;
    // Deleted with its app meanwhile, and what HubSpot gave with it.
    if (!answer.row) return;
    held = answer.row;
    const { tokens, startedAt } = answer;
    const refreshToken = given ?? token;
    const fetched = await judge(ctx, job, held, { tokens, refreshToken, startedAt });
    // The dry run may not have learned whose token it is.
    const connected = row.hubId ? undefined : await connectedPortal(ctx, job.appId, fetched.hubId);
    if (connected) return await skip(ctx, job, held, "duplicate", { ...connected }, given);
    await storeRow(ctx, job, row, fetched);
  } catch (error) {
    await failRow(ctx, { job, row: held, round, error, given, isAnswered: held !== row });
  }
}

async function judge(
  ctx: Context,
  job: ClaimedJob,
  row: ImportRow,
  given: GivenTokens,
): Promise<FetchedGrant> {
  const fetched = await readGrant(ctx, job.app, given);
  // Nothing names the account yet. The token is in the row, which comes up again.
  if (!fetched) throw new HubSpotError({ kind: "unavailable" });
  const wanted = row.hubId ?? row.hubIdGiven;
  if (wanted && fetched.hubId !== wanted)
    throw new GrantRefused("other_portal", { status: fetched.hubId.toString() });
  return fetched;
}

/**
 * HubSpot may end the token of the file with its answer. So the answer is on the disk before anything judges it, and the
 * row has the new token before anything else happens.
 */
async function askForTokens(
  ctx: Context,
  job: ClaimedJob,
  row: ImportRow,
  token: Secret,
  room: SpillRoom,
) {
  const { id: rowId } = row;
  const startedAt = ctx.now();
  const waiting = { id: rowId, status: "pending" as const };
  await ctx.db.importRow.updateMany({ where: waiting, data: { askedAt: startedAt } });
  const work = withCredentials(ctx, job.app, (app) => ctx.hubspot.refresh(app, token));
  const tokens = await work.catch(async (error: unknown) => {
    // A plain no has changed nothing at HubSpot; whatever was in doubt before still is.
    if (error instanceof HubSpotError && !mayHaveTakenEffect(error))
      await ctx.db.importRow.updateMany({ where: waiting, data: { askedAt: row.askedAt } });
    throw error;
  });
  const answer = { appId: job.appId, rowId, startedAt, tokens };
  await room.keep({ kind: "import", ...answer });
  const kept = await holdUntilStored({ rowId }, () => keepRotated(ctx, answer));
  return { tokens, startedAt, row: kept };
}

/** A row that was under way when the import was cancelled is still stored: HubSpot has renewed its token already. */
async function storeRow(
  ctx: Context,
  job: ClaimedJob,
  row: ImportRow,
  fetched: FetchedGrant,
): Promise<void> {
  const { requiredScopes, conditionalScopes, optionalScopes } = job.app;
  const label = fetched.hubDomain ?? `Hub ${fetched.hubId}`;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.importRow.updateMany({
      where: { id: row.id, status: { not: "done" } },
      data: {
        status: "done",
        finding: "importable",
        failureKind: null,
        failureStatus: null,
        refreshTokenSealed: null,
        askedAt: null,
        hubId: fetched.hubId,
        hubDomain: fetched.hubDomain,
        installerEmail: fetched.installerEmail,
        finishedAt: ctx.now(),
      },
    });
    if (count === 0) return;
    const granted = new Set(fetched.scopes);
    const origin = {
      app: job.app,
      startedById: job.createdById,
      // What was once asked for is not known; a scope nobody granted was not missed by anybody.
      requestedScopes: [
        ...requiredScopes,
        ...conditionalScopes.filter((name) => granted.has(name)),
      ],
      requestedOptionalScopes: optionalScopes.filter((name) => granted.has(name)),
    };
    const { portalId, doubt } = await writeGrant(tx, ctx, origin, fetched);
    await tx.importRow.update({ where: { id: row.id }, data: { portalId } });
    await recordEvent(tx, ctx, {
      action: "portal.imported",
      target: { kind: "portal", id: portalId, label },
      appId: job.appId,
      portalId,
      details: { ...grantFacts(fetched), ...doubt, import: job.id, line: row.line },
    });
  });
}

interface Failed extends Omit<Import, "room"> {
  error: unknown;
  /** HubSpot gave tokens, and what failed came after. */
  isAnswered: boolean;
  given?: Secret;
}

async function failRow(
  ctx: Context,
  { job, row, round, error, isAnswered, given }: Failed,
): Promise<void> {
  if (error instanceof GrantRefused) {
    const failureKind = error.code === "other_portal" ? "other_hub" : error.code;
    const failureStatus = error.status ?? null;
    const failure = { failureKind, failureStatus, correlationId: error.correlationId ?? null };
    return endRow(ctx, job, row, { ...failure, status: "failed" }, given);
  }
  if (await noteFailure(ctx, job, round, error)) return;
  const failure = { ...failureColumns(error), ...whenUnknown(row, error) };
  const since = ctx.now().getTime() - (job.startedAt?.getTime() ?? 0);
  if (RETRIED_KINDS.includes(failure.failureKind) && since < GIVE_UP_MS)
    return writeRow(ctx, job, row, { ...failure, ...(isAnswered && { askedAt: null }) }, given);
  return endRow(ctx, job, row, { ...failure, status: "failed" }, given);
}

/**
 * A server stopped while HubSpot was answering for this row: the token is dead now, and perhaps because HubSpot had given
 * another one for it.
 */
function whenUnknown(row: ImportRow, error: unknown): { failureKind?: string } {
  const isDead = error instanceof HubSpotError && error.kind === "dead_grant";
  return isDead && isAnswerLost(row) ? { failureKind: "outcome_unknown" } : {};
}
