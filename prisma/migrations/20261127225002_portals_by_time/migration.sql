-- rolling: both are built in a few seconds for a million portals; what waits meanwhile is stored afterwards.
-- CreateIndex
CREATE INDEX "Portal_createdAt_id_idx" ON "Portal"("createdAt", "id");

-- Which sets of scopes were granted: few differ, however many grants there are (lib/portals/look-up/scopes-behind.ts).
CREATE INDEX "Grant_scope_sets" ON "Grant" ("appId", (hash_array_extended("grantedScopes", 0)));
