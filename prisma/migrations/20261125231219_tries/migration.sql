-- CreateTable
CREATE TABLE "Throttle" (
    "key" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "waitUntil" TIMESTAMPTZ(3),
    "forgetAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Throttle_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "Throttle_forgetAt_idx" ON "Throttle"("forgetAt");
