-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'support');

-- CreateEnum
CREATE TYPE "PortalStatus" AS ENUM ('connected', 'degraded', 'needs_reconnect', 'revoked', 'uninstalled', 'app_error');

-- CreateEnum
CREATE TYPE "AttemptStatus" AS ENUM ('pending', 'exchanging', 'completed', 'failed');

-- CreateEnum
CREATE TYPE "GrantSource" AS ENUM ('console', 'install_link', 'marketplace', 'pasted', 'import');

-- CreateEnum
CREATE TYPE "JobStatus" AS ENUM ('checking', 'ready', 'running', 'cancelled', 'finished');

-- CreateEnum
CREATE TYPE "JobRowStatus" AS ENUM ('pending', 'done', 'failed', 'skipped');

-- CreateEnum
CREATE TYPE "BulkAction" AS ENUM ('refresh', 'revoke', 'uninstall');

-- CreateTable
CREATE TABLE "KeyCheck" (
    "keyId" TEXT NOT NULL,
    "checkValue" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KeyCheck_pkey" PRIMARY KEY ("keyId")
);

-- CreateTable
CREATE TABLE "SystemSecret" (
    "name" TEXT NOT NULL,
    "valueSealed" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SystemSecret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "SystemFact" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SystemFact_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "passwordHash" TEXT,
    "passwordChangedAt" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "ip" TEXT,
    "userAgent" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "createdById" UUID,
    "personId" UUID,
    "isReset" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HubSpotApp" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecretSealed" TEXT NOT NULL,
    "clientSecretFingerprint" TEXT NOT NULL,
    "secretReplacedAt" TIMESTAMPTZ(3) NOT NULL,
    "secretReplacedById" UUID,
    "redirectUri" TEXT NOT NULL,
    "requiredScopes" TEXT[],
    "conditionalScopes" TEXT[],
    "optionalScopes" TEXT[],
    "apiVersion" TEXT NOT NULL DEFAULT '2026-09',
    "credentialsRefusedAt" TIMESTAMPTZ(3),
    "credentialsRefusedCode" TEXT,
    "previousSecretSealed" TEXT,
    "previousSecretFingerprint" TEXT,
    "previousSecretUntil" TIMESTAMPTZ(3),
    "installLinkEnabled" BOOLEAN NOT NULL DEFAULT false,
    "installLandingUrl" TEXT,
    "marketplaceEnabled" BOOLEAN NOT NULL DEFAULT false,
    "installCap" INTEGER,
    "journalEnabled" BOOLEAN NOT NULL DEFAULT false,
    "journalOffset" TEXT,
    "journalCheckedAt" TIMESTAMPTZ(3),
    "journalStartedAt" TIMESTAMPTZ(3),
    "journalProblem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HubSpotApp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Portal" (
    "id" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "hubId" BIGINT NOT NULL,
    "hubDomain" TEXT,
    "uiDomain" TEXT,
    "accountType" TEXT,
    "dataHostingLocation" TEXT,
    "timeZone" TEXT,
    "currency" TEXT,
    "metadataAt" TIMESTAMPTZ(3),
    "status" "PortalStatus" NOT NULL,
    "statusSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "statusRank" INTEGER NOT NULL DEFAULT 0,
    "currentGrantId" UUID,
    "leaseVersion" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "refreshStartedAt" TIMESTAMPTZ(3),
    "lastRefreshAt" TIMESTAMPTZ(3),
    "nextRefreshAt" TIMESTAMPTZ(3),
    "consecutiveFailures" INTEGER NOT NULL DEFAULT 0,
    "lastErrorAt" TIMESTAMPTZ(3),
    "lastErrorKind" TEXT,
    "lastErrorStatus" TEXT,
    "lastErrorHttpStatus" INTEGER,
    "lastErrorCorrelationId" TEXT,
    "revokeRequestedAt" TIMESTAMPTZ(3),
    "revokeRequestedById" UUID,
    "revokedAt" TIMESTAMPTZ(3),
    "uninstallRequestedAt" TIMESTAMPTZ(3),
    "uninstallRequestedById" UUID,
    "uninstalledAt" TIMESTAMPTZ(3),
    "uninstalledHow" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Portal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "portalId" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "startedById" UUID,
    "installerEmail" TEXT,
    "installerUserId" BIGINT,
    "requestedScopes" TEXT[],
    "requestedOptionalScopes" TEXT[],
    "grantedScopes" TEXT[],
    "accessTokenSealed" TEXT,
    "accessTokenFingerprint" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenSealed" TEXT,
    "refreshTokenFingerprint" TEXT,
    "refreshCount" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refreshedAt" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" UUID,
    "revokeProof" TEXT,
    "revokeCorrelationId" TEXT,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectAttempt" (
    "id" UUID NOT NULL,
    "stateHash" TEXT NOT NULL,
    "browserHash" TEXT NOT NULL,
    "appId" UUID NOT NULL,
    "personId" UUID,
    "source" "GrantSource" NOT NULL DEFAULT 'console',
    "returnUrl" TEXT,
    "redirectUri" TEXT NOT NULL,
    "requestedScopes" TEXT[],
    "requestedOptionalScopes" TEXT[],
    "codeVerifierSealed" TEXT,
    "expectedPortalId" UUID,
    "status" "AttemptStatus" NOT NULL DEFAULT 'pending',
    "failureCode" TEXT,
    "failureKind" TEXT,
    "failureStatus" TEXT,
    "correlationId" TEXT,
    "portalId" UUID,
    "grantId" UUID,
    "wasReconnect" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConnectAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportJob" (
    "id" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "createdById" UUID,
    "status" "JobStatus" NOT NULL DEFAULT 'checking',
    "fileName" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),

    CONSTRAINT "ImportJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "id" UUID NOT NULL,
    "jobId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "hubIdGiven" BIGINT,
    "label" TEXT,
    "refreshTokenSealed" TEXT,
    "refreshTokenFingerprint" TEXT,
    "status" "JobRowStatus" NOT NULL DEFAULT 'pending',
    "finding" TEXT,
    "hubId" BIGINT,
    "hubDomain" TEXT,
    "installerEmail" TEXT,
    "portalId" UUID,
    "failureKind" TEXT,
    "failureStatus" TEXT,
    "correlationId" TEXT,
    "checkedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkJob" (
    "id" UUID NOT NULL,
    "action" "BulkAction" NOT NULL,
    "createdById" UUID,
    "status" "JobStatus" NOT NULL DEFAULT 'running',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),

    CONSTRAINT "BulkJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkRow" (
    "id" UUID NOT NULL,
    "jobId" UUID NOT NULL,
    "portalId" UUID,
    "hubId" BIGINT NOT NULL,
    "label" TEXT NOT NULL,
    "status" "JobRowStatus" NOT NULL DEFAULT 'pending',
    "words" TEXT,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorLabel" TEXT NOT NULL,
    "actorRole" TEXT,
    "ip" TEXT,
    "userAgent" TEXT,
    "sessionRef" TEXT,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "targetKind" TEXT,
    "targetId" TEXT,
    "targetLabel" TEXT,
    "appId" TEXT,
    "portalId" TEXT,
    "requestId" TEXT NOT NULL,
    "correlationId" TEXT,
    "changes" JSONB,
    "details" JSONB,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimiterFlexible" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMP(3),

    CONSTRAINT "RateLimiterFlexible_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_personId_endedAt_idx" ON "Session"("personId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_tokenHash_key" ON "Invite"("tokenHash");

-- CreateIndex
CREATE INDEX "Invite_email_idx" ON "Invite"("email");

-- CreateIndex
CREATE UNIQUE INDEX "HubSpotApp_slug_key" ON "HubSpotApp"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "HubSpotApp_clientId_key" ON "HubSpotApp"("clientId");

-- CreateIndex
CREATE UNIQUE INDEX "Portal_currentGrantId_key" ON "Portal"("currentGrantId");

-- CreateIndex
CREATE INDEX "Portal_hubId_idx" ON "Portal"("hubId");

-- CreateIndex
CREATE INDEX "Portal_nextRefreshAt_idx" ON "Portal"("nextRefreshAt");

-- CreateIndex
CREATE INDEX "Portal_statusRank_id_idx" ON "Portal"("statusRank", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Portal_appId_hubId_key" ON "Portal"("appId", "hubId");

-- CreateIndex
CREATE INDEX "Grant_portalId_createdAt_idx" ON "Grant"("portalId", "createdAt");

-- CreateIndex
CREATE INDEX "Grant_refreshTokenFingerprint_idx" ON "Grant"("refreshTokenFingerprint");

-- CreateIndex
CREATE INDEX "Grant_accessTokenFingerprint_idx" ON "Grant"("accessTokenFingerprint");

-- CreateIndex
CREATE INDEX "Grant_installerEmail_idx" ON "Grant"("installerEmail");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectAttempt_stateHash_key" ON "ConnectAttempt"("stateHash");

-- CreateIndex
CREATE INDEX "ConnectAttempt_personId_createdAt_idx" ON "ConnectAttempt"("personId", "createdAt");

-- CreateIndex
CREATE INDEX "ImportRow_jobId_status_idx" ON "ImportRow"("jobId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ImportRow_jobId_line_key" ON "ImportRow"("jobId", "line");

-- CreateIndex
CREATE INDEX "BulkRow_jobId_status_idx" ON "BulkRow"("jobId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "BulkRow_jobId_portalId_key" ON "BulkRow"("jobId", "portalId");

-- CreateIndex
CREATE INDEX "AuditEvent_portalId_seq_idx" ON "AuditEvent"("portalId", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_action_seq_idx" ON "AuditEvent"("action", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_seq_idx" ON "AuditEvent"("actorId", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HubSpotApp" ADD CONSTRAINT "HubSpotApp_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HubSpotApp" ADD CONSTRAINT "HubSpotApp_secretReplacedById_fkey" FOREIGN KEY ("secretReplacedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Portal" ADD CONSTRAINT "Portal_appId_fkey" FOREIGN KEY ("appId") REFERENCES "HubSpotApp"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Portal" ADD CONSTRAINT "Portal_currentGrantId_fkey" FOREIGN KEY ("currentGrantId") REFERENCES "Grant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_appId_fkey" FOREIGN KEY ("appId") REFERENCES "HubSpotApp"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_revokedById_fkey" FOREIGN KEY ("revokedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectAttempt" ADD CONSTRAINT "ConnectAttempt_appId_fkey" FOREIGN KEY ("appId") REFERENCES "HubSpotApp"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectAttempt" ADD CONSTRAINT "ConnectAttempt_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectAttempt" ADD CONSTRAINT "ConnectAttempt_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectAttempt" ADD CONSTRAINT "ConnectAttempt_expectedPortalId_fkey" FOREIGN KEY ("expectedPortalId") REFERENCES "Portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectAttempt" ADD CONSTRAINT "ConnectAttempt_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportJob" ADD CONSTRAINT "ImportJob_appId_fkey" FOREIGN KEY ("appId") REFERENCES "HubSpotApp"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportJob" ADD CONSTRAINT "ImportJob_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "ImportJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkJob" ADD CONSTRAINT "BulkJob_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRow" ADD CONSTRAINT "BulkRow_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "BulkJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkRow" ADD CONSTRAINT "BulkRow_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema file cannot say.

-- The audit log is append-only: nobody edits, removes or empties it, whatever the code does.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append-only';
END $$;

CREATE TRIGGER "audit_event_is_append_only"
  BEFORE UPDATE OR DELETE ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();

CREATE TRIGGER "audit_event_is_not_emptied"
  BEFORE TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

INSERT INTO "AuditHead" ("id", "seq", "hash") VALUES (1, 0, repeat('0', 64));

-- Lists show trouble first.
CREATE FUNCTION "rank_portal_status"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."statusRank" := CASE
    WHEN NEW."revokeRequestedAt" IS NOT NULL AND NEW."revokedAt" IS NULL THEN 0
    WHEN NEW."uninstallRequestedAt" IS NOT NULL AND NEW."status" <> 'uninstalled' THEN 0
    WHEN NEW."status" = 'needs_reconnect' THEN 1
    WHEN NEW."status" = 'app_error' THEN 2
    WHEN NEW."status" = 'degraded' THEN 3
    WHEN NEW."status" = 'connected' THEN 4
    WHEN NEW."status" = 'uninstalled' THEN 5
    ELSE 6
  END;
  RETURN NEW;
END $$;

CREATE TRIGGER "portal_status_is_ranked"
  BEFORE INSERT OR UPDATE OF "status", "revokeRequestedAt", "revokedAt", "uninstallRequestedAt" ON "Portal"
  FOR EACH ROW EXECUTE FUNCTION "rank_portal_status"();

-- Indexes on the very expressions that the portal list sorts by (lib/portals/list.ts).
CREATE INDEX "Portal_sort_trouble" ON "Portal" ("statusRank", (COALESCE("nextRefreshAt", 'infinity'::timestamptz)), "id");
CREATE INDEX "Portal_sort_domain" ON "Portal" ((LOWER(COALESCE("hubDomain", ''))), "id");
CREATE INDEX "Portal_sort_refreshed" ON "Portal" ((COALESCE("lastRefreshAt", '-infinity'::timestamptz)), "id");
CREATE INDEX "Portal_search_hub_id" ON "Portal" (("hubId"::text) text_pattern_ops);

-- Search inside domains and addresses is fast with pg_trgm and right without it: some servers do not ship it.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS "pg_trgm";
  CREATE INDEX "Portal_search_domain" ON "Portal" USING gin ((LOWER("hubDomain")) gin_trgm_ops);
  CREATE INDEX "Grant_search_installer" ON "Grant" USING gin ((LOWER("installerEmail")) gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pg_trgm is not available; search works without it';
END $$;
