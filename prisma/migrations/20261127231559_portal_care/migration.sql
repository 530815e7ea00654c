-- CreateTable
CREATE TABLE "PortalCare" (
    "portalId" UUID NOT NULL,
    "ownerId" UUID,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "PortalCare_pkey" PRIMARY KEY ("portalId")
);

-- CreateTable
CREATE TABLE "PortalNote" (
    "id" UUID NOT NULL,
    "portalId" UUID NOT NULL,
    "authorId" UUID,
    "authorName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PortalNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReconnectRequest" (
    "id" UUID NOT NULL,
    "portalId" UUID NOT NULL,
    "askedById" UUID,
    "askedByName" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "closedById" UUID,
    "closedByName" TEXT,

    CONSTRAINT "ReconnectRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PortalCare_ownerId_idx" ON "PortalCare"("ownerId");

-- CreateIndex
CREATE INDEX "PortalCare_tags_idx" ON "PortalCare" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "PortalNote_portalId_createdAt_idx" ON "PortalNote"("portalId", "createdAt");

-- CreateIndex
CREATE INDEX "PortalNote_authorId_idx" ON "PortalNote"("authorId");

-- CreateIndex
CREATE INDEX "ReconnectRequest_portalId_createdAt_idx" ON "ReconnectRequest"("portalId", "createdAt");

-- CreateIndex
CREATE INDEX "ReconnectRequest_askedById_idx" ON "ReconnectRequest"("askedById");

-- CreateIndex
CREATE INDEX "ReconnectRequest_closedById_idx" ON "ReconnectRequest"("closedById");

-- AddForeignKey
ALTER TABLE "PortalCare" ADD CONSTRAINT "PortalCare_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PortalCare" ADD CONSTRAINT "PortalCare_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PortalNote" ADD CONSTRAINT "PortalNote_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PortalNote" ADD CONSTRAINT "PortalNote_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconnectRequest" ADD CONSTRAINT "ReconnectRequest_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconnectRequest" ADD CONSTRAINT "ReconnectRequest_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReconnectRequest" ADD CONSTRAINT "ReconnectRequest_closedById_fkey" FOREIGN KEY ("closedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One open request per portal.
CREATE UNIQUE INDEX "ReconnectRequest_open_key" ON "ReconnectRequest"("portalId") WHERE "closedAt" IS NULL;

-- Whatever brings a portal back or ends it answers the request for it, in the same transaction.
CREATE FUNCTION portal_answers_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  answer text;
BEGIN
  IF NEW."status" IN ('revoked', 'uninstalled') THEN
    answer := 'ended';
  ELSIF NEW."currentGrantId" IS DISTINCT FROM OLD."currentGrantId" AND NEW."currentGrantId" IS NOT NULL THEN
    answer := 'reconnected';
  ELSE
    RETURN NULL;
  END IF;
  UPDATE "ReconnectRequest" SET "closedAt" = now(), "outcome" = answer
  WHERE "portalId" = NEW."id" AND "closedAt" IS NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER "portal_answers_request" AFTER UPDATE OF "status", "currentGrantId" ON "Portal"
  FOR EACH ROW
  WHEN (OLD."status" IS DISTINCT FROM NEW."status" OR OLD."currentGrantId" IS DISTINCT FROM NEW."currentGrantId")
  EXECUTE FUNCTION portal_answers_request();
