import type { Database } from "../../e2e/support/database";
import type { RawAnswer } from "../raw-request";
import { redirectOf, returned } from "../surface/server-actions";
import type { Shot } from "./shot";

/** Text of a stack trace, or of a library that fails below us. */
const TRACE = /\n\s+at \S.*:\d+:\d+|node_modules\/|PrismaClient|Invalid `|SyntaxError:|TypeError:/;
/** A part of a page that failed while it was rendered: the framework's own signals have names instead of numbers. */
const BROKEN_PART = /"digest":"(?!NEXT_)|data-dgst="(?!NEXT_|BAILOUT)/;
/** An action that met something unforeseen says so in words. */
const FAILED_ACTION = "Portico could not finish this.";

/** What is wrong with an answer by itself; empty when nothing. */
export function faultsOf(shot: Shot, answer: RawAnswer, secrets: Map<string, string>): string[] {
  const { status, headers, body } = answer;
  const faults: string[] = [];
  if (status >= 500 || status === 0) faults.push(`answered ${status}`);
  if (TRACE.test(body)) faults.push(`shows a trace: ${TRACE.exec(body)?.[0]}`);
  if (BROKEN_PART.test(body)) faults.push(`a part of the page failed`);
  if (returned(answer)?.message?.startsWith(FAILED_ACTION)) faults.push("the action failed");
  const text = `${JSON.stringify(headers)}\n${body}`;
  for (const [secret, kind] of secrets)
    if (text.includes(secret) && !isGiven(shot, kind)) faults.push(`gives away a ${kind}`);
  return faults;
}

/** A working access token is what two addresses are for. */
function isGiven({ kind, request }: Shot, secret: string): boolean {
  return kind === "api" && secret === "token" && /\/token(\?|$)/.test(request.path);
}

/** Whether the answer says that nothing was done. */
export function isRefusal(shot: Shot, answer: RawAnswer): boolean {
  if (shot.kind === "page") return true;
  if (answer.status >= 400) return true;
  if (shot.kind !== "action") return shot.request.method === "GET";
  const result = returned(answer);
  if (result) return result.status === "error";
  return redirectOf(answer).startsWith("/login?callbackUrl");
}

/** What a refused input must leave as it is; what workers change by themselves is left out. */
const KEPT: Record<string, string> = {
  Person: "to_jsonb(t)",
  Invite: "to_jsonb(t)",
  ApiKey: `to_jsonb(t) - 'lastUsedAt'`,
  AlertTarget: `jsonb_build_array(id, kind, name, "addressShown", "previousSecretUntil", "eventTypes",
    "quietFrom", "quietTo", "timeZone")`,
  HubSpotApp: `jsonb_build_array(id, slug, name, "clientId", "clientSecretFingerprint", "redirectUri",
    "requiredScopes", "conditionalScopes", "optionalScopes", "apiVersion", "refreshPolicy",
    "previousSecretUntil", "installLinkEnabled", "installLandingUrl", "marketplaceEnabled", "installCap",
    "journalEnabled")`,
  // How far a rotation of keys has come is told there, too, and what the night's work planned and found.
  SystemFact: `CASE WHEN name NOT IN ('keys_rotation', 'audit_check', 'retention_report', 'backup_overdue_told')
    AND name NOT LIKE '%\\_planned' THEN jsonb_build_array(name, value) END`,
  SystemSecret: "jsonb_build_array(name)",
  Portal: `jsonb_build_array(id, "appId", "hubId")`,
  Grant: `jsonb_build_array(id, "portalId", "grantedScopes", "heldBackAt")`,
  ConnectAttempt: `jsonb_build_array(id, "personId", "source")`,
  ImportJob: `jsonb_build_array(id, "appId", "fileName")`,
  ImportRow: `jsonb_build_array(id, line, label)`,
  BulkJob: `jsonb_build_array(id, action)`,
  BulkRow: `jsonb_build_array(id, "portalId")`,
};

const FINGERPRINTS = Object.entries(KEPT).map(
  ([table, kept]) =>
    `SELECT '${table}' AS "table", count(kept) || ' ' || md5(string_agg(kept::text, ',' ORDER BY kept::text)) AS mark
     FROM (SELECT ${kept} AS kept FROM "${table}" t) rows`,
);

/** A mark for each table that is another one when something was written. */
export async function marksOf(database: Database): Promise<Map<string, string | null>> {
  const rows = await database.rows<{ table: string; mark: string | null }>(
    FINGERPRINTS.join(" UNION ALL "),
  );
  return new Map(rows.map(({ table, mark }) => [table, mark]));
}

/** Rows that are there by half, as no single act may leave them. */
export async function halfWritten(database: Database): Promise<string[]> {
  const wrong = await database.rows<{ what: string; n: number }>(
    `SELECT 'imports without rows' AS what, count(*)::int AS n FROM "ImportJob" j
       WHERE NOT EXISTS (SELECT 1 FROM "ImportRow" r WHERE r."jobId" = j.id)
     UNION ALL SELECT 'bulk jobs without rows', count(*)::int FROM "BulkJob" j
       WHERE NOT EXISTS (SELECT 1 FROM "BulkRow" r WHERE r."jobId" = j.id)
     UNION ALL SELECT 'portals whose grant is another portal''s', count(*)::int FROM "Portal" p
       JOIN "Grant" g ON g.id = p."currentGrantId" WHERE g."portalId" <> p.id
     UNION ALL SELECT 'portals that are connected without a token', count(*)::int FROM "Portal" p
       LEFT JOIN "Grant" g ON g.id = p."currentGrantId"
       WHERE p.status = 'connected' AND g."refreshTokenSealed" IS NULL
     UNION ALL SELECT 'revoked portals with a token', count(*)::int FROM "Portal" p
       JOIN "Grant" g ON g."portalId" = p.id
       WHERE p."revokedAt" IS NOT NULL AND g.id = p."currentGrantId" AND g."refreshTokenSealed" IS NOT NULL
     UNION ALL SELECT 'apps without the line of their making', count(*)::int FROM "HubSpotApp" a
       WHERE NOT EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e.action = 'app.created' AND e."targetId" = a.id::text)
     UNION ALL SELECT 'keys without the line of their making', count(*)::int FROM "ApiKey" k
       WHERE NOT EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e.action = 'api_key.created' AND e."targetId" = k.id::text)`,
  );
  return wrong.flatMap(({ what, n }) => (n > 0 ? [`${n} ${what}`] : []));
}
