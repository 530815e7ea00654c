import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { ImportRow } from "@/lib/db/generated/client";
import { withCredentials } from "@/lib/hubspot-apps/with-credentials";
import { GrantRefused, readGrant, type FetchedGrant } from "@/lib/portals/fetch-grant";
import { grantFacts, writeGrant } from "@/lib/portals/store-grant";
import { skip, writeRow } from "./check-row";
import { failureColumns, noteFailure, RETRIED_KINDS, type Round } from "./failures";
import { connectedPortal, type KnownAs } from "./known";
import type { ClaimedJob } from "./lease";
import { importTokenPlace } from "./places";

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
  if (here) return skip(ctx, row, "duplicate", { ...here });
  try {
    const fetched = await fetchRow(ctx, job, row);
    // The dry run may not have learned whose token it is.
    const connected = row.hubId ? undefined : await connectedPortal(ctx, job.appId, fetched.hubId);
    if (connected) return await skip(ctx, row, "duplicate", { ...connected });
    await storeRow(ctx, job, row, fetched);
  } catch (error) {
    await failRow(ctx, job, row, round, error);
  }
}

async function fetchRow(ctx: Context, job: ClaimedJob, row: ImportRow) {
  const token = ctx.vault.open(importTokenPlace(row.id), row.refreshTokenSealed ?? "");
  const startedAt = ctx.now();
  const { app, tokens } = await withCredentials(ctx, job.app, async (credentials) => ({
    app: credentials,
    tokens: await ctx.hubspot.refresh(credentials, token),
  }));
  const refreshToken = tokens.refreshToken ?? token;
  await keepRotated(ctx, row, token, refreshToken);
  const fetched = await readGrant(ctx, app, { tokens, refreshToken, startedAt });
  const wanted = row.hubId ?? row.hubIdGiven;
  if (wanted && fetched.hubId !== wanted)
    throw new GrantRefused("other_portal", { status: fetched.hubId.toString() });
  return fetched;
}

/** HubSpot may have ended the token of the file with its answer: the new one is sealed before anything else happens. */
async function keepRotated(
  ctx: Context,
  row: ImportRow,
  before: Secret,
  after: Secret,
): Promise<void> {
  const [old, fresh] = [before, after].map((secret) =>
    ctx.vault.fingerprint("refresh_token", secret),
  );
  if (old === fresh) return;
  await ctx.db.importRow.updateMany({
    where: { id: row.id, status: "pending" },
    data: { refreshTokenSealed: ctx.vault.seal(importTokenPlace(row.id), after) },
  });
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
    const { portalId } = await writeGrant(tx, ctx, origin, fetched);
    await tx.importRow.update({ where: { id: row.id }, data: { portalId } });
    await recordEvent(tx, ctx, {
      action: "portal.imported",
      target: { kind: "portal", id: portalId, label },
      appId: job.appId,
      portalId,
      details: { ...grantFacts(fetched), import: job.id, line: row.line },
    });
  });
}

async function failRow(
  ctx: Context,
  job: ClaimedJob,
  row: ImportRow,
  round: Round,
  error: unknown,
): Promise<void> {
  if (error instanceof GrantRefused) {
    const kind = error.code === "other_portal" ? "other_hub" : error.code;
    return giveUp(ctx, row, {
      failureKind: kind,
      failureStatus: error.status ?? null,
      correlationId: error.correlationId ?? null,
    });
  }
  if (await noteFailure(ctx, job, round, error)) return;
  const failure = failureColumns(error);
  const since = ctx.now().getTime() - (job.startedAt?.getTime() ?? 0);
  if (RETRIED_KINDS.includes(failure.failureKind) && since < GIVE_UP_MS)
    return writeRow(ctx, row, failure);
  return giveUp(ctx, row, failure);
}

function giveUp(
  ctx: Context,
  row: ImportRow,
  failure: ReturnType<typeof failureColumns>,
): Promise<void> {
  const ended = { status: "failed" as const, refreshTokenSealed: null, finishedAt: ctx.now() };
  return writeRow(ctx, row, { ...failure, ...ended });
}
