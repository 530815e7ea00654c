-- CreateTable
CREATE TABLE "KeyUse" (
    "keyId" TEXT NOT NULL,
    "wraps" BIGINT NOT NULL,
    "countedSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KeyUse_pkey" PRIMARY KEY ("keyId")
);
