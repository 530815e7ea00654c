-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Sessions that are open were confirmed when they began, and not by this upgrade.
UPDATE "Session" SET "confirmedAt" = "createdAt";
