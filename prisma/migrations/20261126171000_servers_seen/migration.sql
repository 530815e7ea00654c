-- CreateTable
CREATE TABLE "ServerSeen" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "keyIds" TEXT[],
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ServerSeen_pkey" PRIMARY KEY ("id")
);
