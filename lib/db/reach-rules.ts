import "server-only";
import { Prisma } from "@/lib/db/generated/client";

/** What of a table somebody may see who is limited to some apps: as Prisma asks for it, and as SQL does. */
export interface ReachRule {
  where: Record<string, unknown>;
  sql: Prisma.Sql;
}
type Rule = "shared" | ((apps: string[]) => ReachRule);

const idsOf = (apps: string[]) => Prisma.sql`ANY(${apps}::uuid[])`;
const portalsOf = (apps: string[]) =>
  Prisma.sql`(SELECT "id" FROM "Portal" WHERE "appId" = ${idsOf(apps)})`;

const ofApp: Rule = (apps) => ({
  where: { appId: { in: apps } },
  sql: Prisma.sql`"appId" = ${idsOf(apps)}`,
});
const ofPortal: Rule = (apps) => ({
  where: { portal: { appId: { in: apps } } },
  sql: Prisma.sql`"portalId" IN ${portalsOf(apps)}`,
});
const nothing: Rule = () => ({ where: { id: { in: [] } }, sql: Prisma.sql`FALSE` });

/**
 * Every table, so that a new one cannot be forgotten: the compiler asks for its row. "shared" is what no app is in: people
 * and their own affairs, and what the installation itself works with; whether somebody may see that is a permission's
 * affair. The order is that in which the statements of `limited.ts` name them: none is looked into by one after it.
 */
export const REACH_RULES: Record<Prisma.ModelName, Rule> = {
  // All of its portals, or none of it.
  BulkJob: (apps) => ({
    where: {
      rows: { none: { OR: [{ portalId: null }, { portal: { appId: { notIn: apps } } }] } },
    },
    sql: Prisma.sql`NOT EXISTS (SELECT 1 FROM "BulkRow" r WHERE r."jobId" = "BulkJob"."id"
      AND (r."portalId" IS NULL OR r."portalId" NOT IN ${portalsOf(apps)}))`,
  }),
  BulkRow: ofPortal,
  ImportRow: (apps) => ({
    where: { job: { appId: { in: apps } } },
    sql: Prisma.sql`"jobId" IN (SELECT "id" FROM "ImportJob" WHERE "appId" = ${idsOf(apps)})`,
  }),
  ImportJob: ofApp,
  // Those that read a portal of theirs.
  ApiKey: (apps) => ({
    where: { uses: { some: { portal: { appId: { in: apps } } } } },
    sql: Prisma.sql`"id" IN (SELECT "keyId" FROM "ApiKeyUse" WHERE "portalId" IN ${portalsOf(apps)})`,
  }),
  ApiKeyUse: ofPortal,
  PortalCare: ofPortal,
  PortalNote: ofPortal,
  PortalLook: ofPortal,
  ReconnectRequest: ofPortal,
  ConnectAttempt: ofApp,
  GrantReturn: ofApp,
  Grant: ofApp,
  Portal: ofApp,
  HubSpotApp: (apps) => ({
    where: { id: { in: apps } },
    sql: Prisma.sql`"id" = ${idsOf(apps)}`,
  }),
  // An id that is a text.
  AuditEvent: (apps) => ({
    where: { appId: { in: apps } },
    sql: Prisma.sql`"appId" = ANY(${apps}::text[])`,
  }),
  AlertEvent: ofApp,
  AlertTarget: nothing,
  AlertDelivery: nothing,
  AuditCheckpoint: "shared",
  AuditEnd: "shared",
  AuditErasure: "shared",
  AuditHead: "shared",
  AuditLink: "shared",
  AuditUnsealed: "shared",
  CustomRole: "shared",
  Factor: "shared",
  Invite: "shared",
  KeyCheck: "shared",
  KeyUse: "shared",
  ListPreference: "shared",
  Logo: "shared",
  Passkey: "shared",
  PasskeyChallenge: "shared",
  Person: "shared",
  RateLimiterFlexible: "shared",
  RecoveryCode: "shared",
  SavedView: "shared",
  ServerSeen: "shared",
  Session: "shared",
  SystemFact: "shared",
  SystemSecret: "shared",
  Throttle: "shared",
};

/** What leads from a row within reach to rows that are not: asked for through it, the limit would not hold. */
export const LEADS_OUT: Partial<Record<Prisma.ModelName, readonly string[]>> = {
  ApiKey: ["uses"],
  Person: [
    "imports",
    "bulkJobs",
    "appsCreated",
    "secretsReplaced",
    "attempts",
    "grantsStarted",
    "grantsRevoked",
    "apiKeys",
    "alertTargets",
    "portalsOwned",
    "notes",
    "looks",
    "requestsAsked",
    "requestsClosed",
  ],
};

/**
 * Columns by which a row says whose it is, or what it belongs to. Whether that is within reach nobody knows who only writes the
 * row; of `appId` alone it is seen at once.
 */
export const NAMES_ROWS: readonly string[] = [
  "portalId",
  "expectedPortalId",
  "currentGrantId",
  "grantId",
  "jobId",
  "keyId",
  "targetId",
  "eventId",
];
