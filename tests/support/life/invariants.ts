import { expect } from "vitest";
import { explainFailure } from "@/lib/portals/explain-failure";
import { getPortal, type PortalView } from "@/lib/portals/look-up/get";
import { STATUS_WORDS } from "@/lib/portals/status";
import { importTokenPlace } from "@/lib/imports/places";
import { refreshTokenPlace, returnedTokenPlace } from "@/lib/portals/token-places";
import type { Life } from "./life";

/** What must hold after whatever happened. */
export async function assertInvariants(life: Life): Promise<void> {
  await assertNoTokenWithoutRow(life);
  await assertNoRefreshAfterRevoke(life);
  await assertExplained(life);
}

/** Every grant that lives at HubSpot stands in a row here, by its newest token, or it is said that its token was lost. */
async function assertNoTokenWithoutRow(life: Life): Promise<void> {
  const { grants } = await life.state();
  const held = await heldTokens(life);
  const said = await sayings(life);
  const missing: string[] = [];
  for (const { hubId, refreshToken } of grants.filter(({ alive }) => alive)) {
    if (held.has(refreshToken) || life.uploaded.has(refreshToken)) continue;
    if (said.hubs.has(hubId)) continue;
    // Whose a lost code was, nobody knows; so each may explain one grant.
    if (said.codes > 0) said.codes -= 1;
    else missing.push(`a grant of ${hubId}`);
  }
  expect(missing, "lives at HubSpot and stands nowhere here").toEqual([]);
}

/** The refresh tokens that are stored, in the clear. */
async function heldTokens({ world, app }: Life): Promise<Set<string>> {
  const { db, vault } = world;
  const stored = { refreshTokenSealed: { not: null } };
  const held = new Set<string>();
  for (const { id, refreshTokenSealed } of await db.grant.findMany({
    where: { appId: app.id, ...stored },
  }))
    held.add(vault.open(refreshTokenPlace(id), refreshTokenSealed ?? "").reveal());
  for (const { id, refreshTokenSealed } of await db.grantReturn.findMany({
    where: { appId: app.id, finishedAt: null, ...stored },
  }))
    held.add(vault.open(returnedTokenPlace(id), refreshTokenSealed ?? "").reveal());
  for (const { id, refreshTokenSealed } of await db.importRow.findMany({
    where: { job: { appId: app.id }, ...stored },
  }))
    held.add(vault.open(importTokenPlace(id), refreshTokenSealed ?? "").reveal());
  return held;
}

/** What is said to have been lost: for which accounts, and how many codes. */
async function sayings({ world, app }: Life) {
  const { db } = world;
  const events = await db.auditEvent.findMany({
    where: { appId: app.id, portalId: { not: null } },
  });
  const ofLost = events
    .filter(({ details }) => {
      const { kind, answerLostSince } = (details ?? {}) as Record<string, unknown>;
      return kind === "answer_lost" || answerLostSince !== undefined;
    })
    .map(({ portalId }) => portalId);
  const portals = await db.portal.findMany({ where: { appId: app.id } });
  const inDoubt = portals.filter(
    ({ id, outcomeUnknownAt, refreshStartedAt }) =>
      outcomeUnknownAt ?? refreshStartedAt ?? ofLost.includes(id),
  );
  const rows = await db.importRow.findMany({
    where: { job: { appId: app.id }, status: "failed", failureKind: "outcome_unknown" },
  });
  const attempts = await db.connectAttempt.findMany({ where: { appId: app.id } });
  return {
    hubs: new Set([...inDoubt, ...rows].map(({ hubId }) => Number(hubId))),
    codes: attempts.filter(({ status, failureKind }) => isCodeLost(status, failureKind)).length,
  };
}

/** The code was sent, and what became of it is not known; the page of the attempt says so. */
function isCodeLost(status: string, failureKind: string | null): boolean {
  if (status === "exchanging") return true;
  return (
    status === "failed" && ["unreachable", "malformed", "unavailable"].includes(failureKind ?? "")
  );
}

/** HubSpot was never asked to renew with a token whose revocation somebody had asked for. */
async function assertNoRefreshAfterRevoke({ world, forbidden }: Life): Promise<void> {
  const calls = await world.control.requests({ path: "/token" });
  const wrong = calls.filter(({ n, form }) => {
    if (form.grant_type !== "refresh_token") return false;
    return n > (forbidden.get(form.refresh_token ?? "") ?? Infinity);
  });
  expect(wrong.length, "renewed with a token after its revocation was asked for").toBe(0);
}

/** Each portal says how it is, why, and what there is to do; and what it says fits what it holds. */
async function assertExplained(life: Life): Promise<void> {
  const { db } = life.world;
  const { id: appId } = life.app;
  const { credentialsRefusedAt } = await db.hubSpotApp.findUniqueOrThrow({ where: { id: appId } });
  for (const { id } of await db.portal.findMany({ where: { appId } })) {
    const view = await getPortal(life.ctx, id);
    const what = `${view.status} ${JSON.stringify(view.lastError)}`;
    expect(STATUS_WORDS[view.status].meaning, what).not.toBe("");
    expect(wrongAbout(view), what).toBe("");
    if (view.status === "app_error") expect(credentialsRefusedAt, what).not.toBeNull();
  }
}

function wrongAbout(view: PortalView): string {
  const { status, current, lastError } = view;
  const words = lastError ? explainFailure(lastError) : undefined;
  const isEnded = status === "revoked" || status === "uninstalled";
  if (isEnded && view.grants.some(({ holdsRefreshToken }) => holdsRefreshToken))
    return "ended, and holds a refresh token";
  if (isEnded && view.nextRefreshAt) return "ended, and a renewal is planned";
  if (status === "revoked" && !view.revokedAt) return "revoked, and not since when";
  if (status === "uninstalled" && !(view.uninstalledAt && view.uninstalledHow))
    return "uninstalled, and neither when nor how it is known";
  // Of an app that is refused the app's page says why, once for all its portals.
  const isTroubled = status === "degraded" || status === "needs_reconnect";
  if (isTroubled && !(lastError?.kind && words?.what)) return "in trouble without a reason";
  if (lastError?.kind === "internal") return "in trouble for a reason of our own";
  if (status === "degraded" && !view.nextRefreshAt && !isEnding(view))
    return "degraded, and nobody tries again";
  if (status === "needs_reconnect" && view.nextRefreshAt)
    return "given up, and a renewal is planned";
  if (status === "connected" && !current?.holdsRefreshToken) return "connected without a token";
  if (status === "connected" && view.consecutiveFailures > 0) return "connected after a failure";
  if (isEnding(view) && view.nextRefreshAt) return "to be ended, and a renewal is planned";
  return "";
}

function isEnding({ isRevocationPending, isUninstallPending }: PortalView): boolean {
  return isRevocationPending || isUninstallPending;
}
