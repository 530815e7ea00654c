import "server-only";
import type { Context } from "@/lib/context";
import type { ImportRow } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { TokenInfo } from "@/lib/hubspot/read";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { isForeign } from "@/lib/portals/connect/belongs-to-app";
import { failureColumns, noteFailure, type Round } from "./failures";
import { connectedPortal, type KnownAs } from "./known";
import type { ClaimedJob } from "./lease";
import { importTokenPlace } from "./places";
import { skip, writeRow } from "./write-row";

/** The dry run of one row: asks HubSpot what the token is and changes nothing there. */
export async function checkRow(
  ctx: Context,
  job: ClaimedJob,
  row: ImportRow,
  known: Map<string, KnownAs>,
  round: Round,
): Promise<void> {
  const here = known.get(row.refreshTokenFingerprint ?? "");
  if (here) return skip(ctx, job, row, "duplicate", { ...here });
  try {
    await judge(ctx, job, row, await introspect(ctx, job, row));
  } catch (error) {
    if (error instanceof HubSpotError && error.kind === "dead_grant")
      return skip(ctx, job, row, "dead", failureColumns(error));
    if (await noteFailure(ctx, job, round, error)) return;
    await writeRow(ctx, job, row, { finding: "unknown", ...failureColumns(error) });
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
  if (!info.active) return skip(ctx, job, row, "dead", { failureKind: "inactive", correlationId });
  const hubId = info.hubId ? BigInt(info.hubId) : null;
  const found = {
    hubId,
    hubDomain: info.hubDomain ?? null,
    installerEmail: info.userEmail ?? null,
    correlationId: correlationId ?? null,
  };
  if (isForeign(job.app, info))
    return skip(ctx, job, row, "foreign", { ...found, failureKind: "foreign_app" });
  if (info.tokenUse && info.tokenUse !== "refresh_token")
    return skip(ctx, job, row, "invalid", { ...found, failureKind: "access_token" });
  if (row.hubIdGiven && hubId && row.hubIdGiven !== hubId) {
    const failure = { failureKind: "other_hub", failureStatus: hubId.toString() };
    return skip(ctx, job, row, "invalid", { ...found, ...failure });
  }
  const connected = await connectedPortal(ctx, job.appId, hubId);
  if (connected) return skip(ctx, job, row, "duplicate", { ...found, ...connected });
  return writeRow(ctx, job, row, {
    ...found,
    finding: "importable",
    failureKind: null,
    failureStatus: null,
  });
}
