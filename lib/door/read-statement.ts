import type { PortalStatus } from "@/lib/portals/status";

/** One call at the door, as the database is asked about it. */
export interface Question {
  /** SHA-256 of the API key. */
  keyHash: string;
  /** null: only about the key. */
  hubId: string | null;
  appSlug: string | null;
  /** Client ID of the app, where the caller names that instead. */
  clientId: string | null;
}

/** What the database knows of a portal when its token is asked for. */
export interface PortalFacts {
  portalId: string;
  hubId: string;
  appId: string;
  appSlug: string;
  /** False when the key is limited to other apps or portals. */
  isAllowed: boolean;
  status: PortalStatus;
  leaseVersion: number;
  /** Somebody is asking HubSpot about it, here or elsewhere. */
  isHeld: boolean;
  isRevokeRequested: boolean;
  isUninstallRequested: boolean;
  /** Seconds since the last refresh failed; null when none has since the last success. */
  failedSecondsAgo: number | null;
  /** Seconds since the stored token was given by a refresh; null when it is the first of its grant. */
  renewedSecondsAgo: number | null;
  grantId: string | null;
  grantedScopes: string[] | null;
  accessTokenSealed: string | null;
  /** By the database's clock (SEC-42). */
  secondsLeft: number | null;
  /** ISO 8601. */
  expiresAt: string | null;
}

export type KeyState = "good" | "unknown" | "revoked" | "expired" | "rotated_away";

export interface Knowledge {
  key: {
    state: KeyState;
    keyId: string | null;
    name: string | null;
    prefix: string | null;
    permissions: string[];
    appIds: string[];
    hubIds: string[];
  };
  portals: PortalFacts[];
}

/**
 * Key, scope, portal, grant and freshness of any number of calls in one statement: nothing is remembered between two, so
 * what another server revokes holds from the next call on.
 */
export const READ_STATEMENT = `
SELECT q.n::int AS "n",
  CASE
    WHEN k."id" IS NULL THEN 'unknown'
    WHEN k."revokedAt" IS NOT NULL THEN 'revoked'
    WHEN k."expiresAt" <= now() THEN 'expired'
    WHEN k."keyHash" <> q.hash AND (k."previousUntil" IS NULL OR k."previousUntil" <= now()) THEN 'rotated_away'
    ELSE 'good'
  END AS "state",
  k."id" AS "keyId", k."name", k."prefix", k."permissions", k."appIds", k."hubIds",
  f.*
FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) WITH ORDINALITY AS q(hash, hub, slug, client, n)
LEFT JOIN LATERAL (
  SELECT * FROM "ApiKey" WHERE "keyHash" = q.hash OR "previousHash" = q.hash
) k ON true
LEFT JOIN LATERAL (
  SELECT p."id" AS "portalId", p."hubId"::text AS "hubId", p."appId", a."slug" AS "appSlug",
    ((cardinality(k."appIds") = 0 OR p."appId" = ANY(k."appIds"))
      AND (cardinality(k."hubIds") = 0 OR p."hubId" = ANY(k."hubIds"))) AS "isAllowed",
    p."status", p."leaseVersion",
    COALESCE(p."leaseUntil" > now(), false) AS "isHeld",
    (p."revokeRequestedAt" IS NOT NULL AND p."revokedAt" IS NULL) AS "isRevokeRequested",
    (p."uninstallRequestedAt" IS NOT NULL AND p."status" <> 'uninstalled') AS "isUninstallRequested",
    CASE WHEN p."consecutiveFailures" > 0 THEN greatest(0, extract(epoch FROM now() - p."lastErrorAt"))::float8 END AS "failedSecondsAgo",
    CASE WHEN g."refreshedAt" IS NOT NULL THEN greatest(0, extract(epoch FROM now() - g."refreshedAt"))::float8 END AS "renewedSecondsAgo",
    g."id" AS "grantId", g."grantedScopes", g."accessTokenSealed",
    extract(epoch FROM g."accessTokenExpiresAt" - now())::float8 AS "secondsLeft",
    extract(epoch FROM g."accessTokenExpiresAt")::float8 AS "expiresAtSeconds"
  FROM "Portal" p
  JOIN "HubSpotApp" a ON a."id" = p."appId"
  LEFT JOIN "Grant" g ON g."id" = p."currentGrantId"
  WHERE p."hubId" = q.hub AND (q.slug IS NULL OR a."slug" = q.slug)
    AND (q.client IS NULL OR a."clientId" = q.client)
  LIMIT 50
) f ON k."id" IS NOT NULL`;

/** A row of the statement: one for each portal that fits, or one without a portal. */
export type ReadRow = Omit<PortalFacts, "expiresAt"> & {
  portalId: string | null;
  /** Since the epoch. */
  expiresAtSeconds: number | null;
  n: number;
  state: KeyState;
  keyId: string | null;
  name: string | null;
  prefix: string | null;
  permissions: string[] | null;
  appIds: string[] | null;
  hubIds: string[] | null;
};

/** The answers in the order of the questions. */
export function sortRows(rows: ReadRow[], count: number): Knowledge[] {
  const answers: Knowledge[] = Array.from({ length: count }, () => ({
    key: {
      state: "unknown",
      keyId: null,
      name: null,
      prefix: null,
      permissions: [],
      appIds: [],
      hubIds: [],
    },
    portals: [],
  }));
  for (const row of rows) {
    const answer = answers[row.n - 1];
    if (!answer) continue;
    answer.key = {
      state: row.state,
      keyId: row.keyId,
      name: row.name,
      prefix: row.prefix,
      permissions: row.permissions ?? [],
      appIds: row.appIds ?? [],
      hubIds: row.hubIds ?? [],
    };
    if (row.portalId !== null) answer.portals.push({ ...row, expiresAt: isoOf(row) });
  }
  return answers;
}

// Written here: PostgreSQL takes longer for it than for finding the row.
function isoOf({ expiresAtSeconds }: ReadRow): string | null {
  return expiresAtSeconds === null
    ? null
    : new Date(Math.round(expiresAtSeconds * 1000)).toISOString();
}
