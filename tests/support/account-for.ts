import type { ImportRow } from "@/lib/db/generated/client";
import { refreshTokenPlace } from "@/lib/portals/token-places";
import type { World } from "./world";

/** What became of every grant that lives at HubSpot. */
export interface Account {
  living: number;
  /** Its newest refresh token is stored. */
  stored: number;
  /** It is said that an answer for it was lost: of a refresh, of a row of an import, of a code. */
  saidLost: { refreshes: number; rows: number; codes: number };
  /** Neither stored nor said: there must be none. */
  silentlyLost: string[];
}

/** Compares the grants that live at HubSpot with what is stored here and what is said on the screen. */
export async function accountFor(world: World, appId: string): Promise<Account> {
  const { clientId } = await world.db.hubSpotApp.findUniqueOrThrow({ where: { id: appId } });
  const { grants, refreshTokens } = await world.control.state();
  const living = grants.filter((grant) => grant.alive && grant.clientId === clientId);
  const grantOf = new Map(refreshTokens.map(({ token, grantId }) => [token, grantId]));
  const { newest, stale } = await storedGrants(world, grantOf, living);
  const rows = await world.db.importRow.findMany({ where: { job: { appId } } });
  const account: Account = {
    living: living.length,
    stored: newest.size,
    saidLost: { refreshes: 0, rows: 0, codes: 0 },
    silentlyLost: [],
  };
  let unknownCodes = await world.db.connectAttempt.count({
    where: { appId, status: "exchanging" },
  });
  for (const { id, hubId } of living.filter((grant) => !newest.has(grant.id))) {
    const portalId = stale.get(id);
    if (portalId && (await isSaid(world, portalId))) account.saidLost.refreshes += 1;
    else if (!portalId && isSaidOfRow(rows, hubId)) account.saidLost.rows += 1;
    // Whose a lost code was, nobody knows; so each may explain one grant.
    else if (!portalId && unknownCodes-- > 0) account.saidLost.codes += 1;
    else account.silentlyLost.push(`hub ${hubId}, portal ${portalId ?? "none"}`);
  }
  return account;
}

/** Grants at HubSpot whose newest token is stored, and those of which an older one is, with the portal. */
async function storedGrants(
  world: World,
  grantOf: Map<string, string>,
  living: { id: string; refreshToken: string }[],
) {
  const newest = new Set<string>();
  const stale = new Map<string, string>();
  const current = new Map(living.map(({ id, refreshToken }) => [id, refreshToken]));
  const rows = await world.db.grant.findMany({ where: { refreshTokenSealed: { not: null } } });
  for (const { id, portalId, refreshTokenSealed } of rows) {
    const token = world.vault.open(refreshTokenPlace(id), refreshTokenSealed ?? "").reveal();
    const grantId = grantOf.get(token);
    if (!grantId) continue;
    if (current.get(grantId) === token) newest.add(grantId);
    else stale.set(grantId, portalId);
  }
  return { newest, stale };
}

/** The portal says now that an answer was lost, or the log says that it did and somebody has reconnected it since. */
async function isSaid(world: World, portalId: string): Promise<boolean> {
  const portal = await world.db.portal.findUniqueOrThrow({ where: { id: portalId } });
  if (portal.outcomeUnknownAt !== null) return true;
  const events = await world.db.auditEvent.findMany({
    where: { portalId, action: "portal.grant_lost" },
  });
  return events.some(({ details }) => (details as { kind?: string }).kind === "answer_lost");
}

function isSaidOfRow(rows: ImportRow[], hubId: number): boolean {
  return rows.some(
    (row) =>
      row.hubId === BigInt(hubId) &&
      row.status === "failed" &&
      row.failureKind === "outcome_unknown",
  );
}
