-- Which encryption keys the stored values need is asked at every start. With these indexes that takes a look per key
-- instead of reading every row. Prisma's schema language has no word for them (see lib/keys/sealed-columns.mjs).
CREATE INDEX "Grant_refreshTokenSealed_keyId" ON "Grant" ((split_part("refreshTokenSealed", '.', 2) COLLATE "C")) WHERE "refreshTokenSealed" IS NOT NULL;
CREATE INDEX "Grant_accessTokenSealed_keyId" ON "Grant" ((split_part("accessTokenSealed", '.', 2) COLLATE "C")) WHERE "accessTokenSealed" IS NOT NULL;
CREATE INDEX "ImportRow_refreshTokenSealed_keyId" ON "ImportRow" ((split_part("refreshTokenSealed", '.', 2) COLLATE "C")) WHERE "refreshTokenSealed" IS NOT NULL;
CREATE INDEX "Grant_previousRefreshTokenSealed_keyId" ON "Grant" ((split_part("previousRefreshTokenSealed", '.', 2) COLLATE "C")) WHERE "previousRefreshTokenSealed" IS NOT NULL;
