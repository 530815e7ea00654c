-- CreateTable
CREATE TABLE "PortalLook" (
    "portalId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "looks" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PortalLook_pkey" PRIMARY KEY ("portalId","personId","day")
);

-- CreateIndex
CREATE INDEX "PortalLook_personId_day_idx" ON "PortalLook"("personId", "day");

-- CreateIndex
CREATE INDEX "PortalLook_day_idx" ON "PortalLook"("day");

-- AddForeignKey
ALTER TABLE "PortalLook" ADD CONSTRAINT "PortalLook_portalId_fkey" FOREIGN KEY ("portalId") REFERENCES "Portal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PortalLook" ADD CONSTRAINT "PortalLook_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
