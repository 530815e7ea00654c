-- CreateEnum
CREATE TYPE "RefreshPolicy" AS ENUM ('ahead', 'when_used', 'on_demand');

-- AlterTable
ALTER TABLE "ApiKeyUse" ADD COLUMN     "calls" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "HubSpotApp" ADD COLUMN     "breakerFailures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "breakerKind" TEXT,
ADD COLUMN     "breakerOpenedAt" TIMESTAMPTZ(3),
ADD COLUMN     "breakerRetryAt" TIMESTAMPTZ(3),
ADD COLUMN     "breakerStatus" TEXT,
ADD COLUMN     "refreshPolicy" "RefreshPolicy" NOT NULL DEFAULT 'ahead';

-- AlterTable
ALTER TABLE "Portal" ADD COLUMN     "lastReadAt" TIMESTAMPTZ(3);
