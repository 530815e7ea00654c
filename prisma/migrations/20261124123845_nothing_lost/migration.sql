-- AlterTable
ALTER TABLE "ConnectAttempt" ADD COLUMN     "askingSince" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "heldBackAt" TIMESTAMPTZ(3),
ADD COLUMN     "identifyAt" TIMESTAMPTZ(3),
ADD COLUMN     "previousRefreshTokenSealed" TEXT,
ADD COLUMN     "tokenFence" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "HubSpotApp" ADD COLUMN     "hubspotAppId" BIGINT;

-- AlterTable
ALTER TABLE "ImportRow" ADD COLUMN     "askedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Portal" ADD COLUMN     "outcomeUnknownAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "GrantReturn" (
    "id" UUID NOT NULL,
    "appId" UUID NOT NULL,
    "hubId" BIGINT,
    "refreshTokenSealed" TEXT,
    "refreshTokenFingerprint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3),
    "lastErrorKind" TEXT,
    "lastErrorStatus" TEXT,
    "correlationId" TEXT,
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "GrantReturn_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "GrantReturn_nextTryAt_idx" ON "GrantReturn"("nextTryAt");

-- CreateIndex
CREATE INDEX "GrantReturn_refreshTokenFingerprint_idx" ON "GrantReturn"("refreshTokenFingerprint");

-- CreateIndex
CREATE INDEX "Grant_identifyAt_idx" ON "Grant"("identifyAt");

-- CreateIndex
CREATE INDEX "Portal_refreshStartedAt_idx" ON "Portal"("refreshStartedAt");

-- AddForeignKey
ALTER TABLE "GrantReturn" ADD CONSTRAINT "GrantReturn_appId_fkey" FOREIGN KEY ("appId") REFERENCES "HubSpotApp"("id") ON DELETE CASCADE ON UPDATE CASCADE;
