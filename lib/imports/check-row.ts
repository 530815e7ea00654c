import "server-only";
import type { Context } from "@/lib/context";
import type { ImportRow, Prisma } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { TokenInfo } from "@/lib/hubspot/read";
import { withCredentials } from "@/lib/hubspot-apps/with-credentials";
import { failureColumns, noteFailure, type Round } from "./failures";
import { connectedPortal, type KnownAs } from "./known";
import type { ClaimedJob } from "./lease";
import { importTokenPlace } from "./places";
import type { Finding } from "./words";

type RowData = Prisma.ImportRowUncheckedUpdateManyInput;

/** The dry run of one row: asks HubSpot what the token is and changes nothing there. */
export async function checkRow(
  ctx: Context,
  job: ClaimedJob,
  row: ImportRow,
  known: Map<string, KnownAs>,
  round: Round,
): Promise<void> {
  const here = known.get(row.refreshTokenFingerprint ?? "");
  if (here) return skip(ctx, row, "duplicate", { ...here });
  try {
    await judge(ctx, job, row, await introspect(ctx, job, row));
  } catch (error) {
    if (error instanceof HubSpotError && error.kind === "dead_grant")
      return skip(ctx, row, "dead", failureColumns(error));
    if (await noteFailure(ctx, job, round, error)) return;
    await writeRow(ctx, row, { finding: "unknown", ...failureColumns(error) });
  }
}

function introspect(ctx: Context, job: ClaimedJob, row: ImportRow): Promise<TokenInfo> {
  const token = ctx.vault.open(importTokenPlace(row.id), row.refreshTokenSealed ?? "");
  return withCredentials(ctx, job.app, (app) =>
    ctx.hubspot.introspect(app, token, "refresh_token"),
  );
}

async function judge(ctx: Context, job: ClaimedJob, row: ImportRow, info: TokenInfo) {
  const { correlationId } = info;
  if (!info.active) return skip(ctx, row, "dead", { failureKind: "inactive", correlationId });
  const hubId = info.hubId ? BigInt(info.hubId) : null;
  const found = {
    hubId,
    hubDomain: info.hubDomain ?? null,
    installerEmail: info.userEmail ?? null,
    correlationId: correlationId ?? null,
  };
  if (info.clientId && info.clientId !== job.app.clientId)
    return skip(ctx, row, "foreign", { ...found, failureKind: "foreign_app" });
  if (info.tokenUse && info.tokenUse !== "refresh_token")
    return skip(ctx, row, "invalid", { ...found, failureKind: "access_token" });
  if (row.hubIdGiven && hubId && row.hubIdGiven !== hubId) {
    const failure = { failureKind: "other_hub", failureStatus: hubId.toString() };
    return skip(ctx, row, "invalid", { ...found, ...failure });
  }
  const connected = await connectedPortal(ctx, job.appId, hubId);
  if (connected) return skip(ctx, row, "duplicate", { ...found, ...connected });
  return writeRow(ctx, row, {
    ...found,
    finding: "importable",
    failureKind: null,
    failureStatus: null,
  });
}

/** A row that will not be imported: its token is wiped at once. */
export function skip(ctx: Context, row: ImportRow, finding: Finding, data: RowData): Promise<void> {
  return writeRow(ctx, row, {
    failureStatus: null,
    ...data,
    finding,
    status: "skipped",
    refreshTokenSealed: null,
    finishedAt: ctx.now(),
  });
}

/** Writes only while the row is still waiting: after a cancel there is nothing to add. */
export async function writeRow(ctx: Context, row: ImportRow, data: RowData): Promise<void> {
  await ctx.db.importRow.updateMany({
    where: { id: row.id, status: "pending" },
    data: { ...data, checkedAt: ctx.now() },
  });
}
