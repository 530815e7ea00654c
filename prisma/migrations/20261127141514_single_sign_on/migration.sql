-- rolling: the release before does not know the column and writes nothing there
-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "identity" TEXT;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "providerCheckedAt" TIMESTAMPTZ(3),
ADD COLUMN     "providerSid" TEXT,
ADD COLUMN     "providerTokenSealed" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Person_identity_key" ON "Person"("identity");

-- CreateIndex
CREATE INDEX "Session_providerCheckedAt_idx" ON "Session"("providerCheckedAt");
