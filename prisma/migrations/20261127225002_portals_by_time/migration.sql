-- rolling: built in about a second for a million portals; what waits meanwhile is stored afterwards.
-- CreateIndex
CREATE INDEX "Portal_createdAt_id_idx" ON "Portal"("createdAt", "id");
