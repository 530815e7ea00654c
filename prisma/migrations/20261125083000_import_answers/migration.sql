-- AlterTable
ALTER TABLE "ImportRow" ADD COLUMN     "answeredAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Grant_heldBackAt_idx" ON "Grant"("heldBackAt");
