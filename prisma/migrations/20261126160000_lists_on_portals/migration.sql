-- What lists filter, sort and search by stands on the portal's own row, so that one index walk answers.
ALTER TABLE "Portal" ADD COLUMN     "accessTokenExpiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "installerEmail" TEXT;

UPDATE "Portal" p SET "installerEmail" = g."installerEmail",
  "accessTokenExpiresAt" = CASE WHEN g."accessTokenSealed" IS NULL THEN NULL ELSE g."accessTokenExpiresAt" END
FROM "Grant" g WHERE g."id" = p."currentGrantId";

-- The copies follow the grant in use, whoever writes and in whatever order.
CREATE FUNCTION "copy_grant_in_use"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."currentGrantId" IS NULL THEN
    NEW."installerEmail" := NULL;
    NEW."accessTokenExpiresAt" := NULL;
    RETURN NEW;
  END IF;
  SELECT g."installerEmail", CASE WHEN g."accessTokenSealed" IS NULL THEN NULL ELSE g."accessTokenExpiresAt" END
    INTO NEW."installerEmail", NEW."accessTokenExpiresAt"
    FROM "Grant" g WHERE g."id" = NEW."currentGrantId";
  RETURN NEW;
END $$;

CREATE TRIGGER "portal_copies_grant_in_use"
  BEFORE INSERT OR UPDATE OF "currentGrantId" ON "Portal"
  FOR EACH ROW EXECUTE FUNCTION "copy_grant_in_use"();

-- A renewal writes both rows in one statement, so that this finds nothing left to do.
CREATE FUNCTION "tell_portals_of_grants"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Portal" p SET "installerEmail" = g."installerEmail",
    "accessTokenExpiresAt" = CASE WHEN g."accessTokenSealed" IS NULL THEN NULL ELSE g."accessTokenExpiresAt" END
  FROM "written" g
  WHERE p."currentGrantId" = g."id" AND (p."installerEmail" IS DISTINCT FROM g."installerEmail"
    OR p."accessTokenExpiresAt" IS DISTINCT FROM
      CASE WHEN g."accessTokenSealed" IS NULL THEN NULL ELSE g."accessTokenExpiresAt" END);
  RETURN NULL;
END $$;

CREATE TRIGGER "grants_tell_portals_when_made" AFTER INSERT ON "Grant"
  REFERENCING NEW TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "tell_portals_of_grants"();
CREATE TRIGGER "grants_tell_portals_when_changed" AFTER UPDATE ON "Grant"
  REFERENCING NEW TABLE AS "written" FOR EACH STATEMENT EXECUTE FUNCTION "tell_portals_of_grants"();

-- Indexes on the very expressions that lists sort by (lib/portals/look-up/list-sorts.ts).
CREATE INDEX "Portal_sort_installer" ON "Portal" ((LOWER(COALESCE("installerEmail", ''))), "id");
CREATE INDEX "Portal_sort_expires" ON "Portal" ((COALESCE("accessTokenExpiresAt", 'infinity'::timestamptz)), "id");

-- What the overview shows: few portals at most times, and those alone are in these.
CREATE INDEX "Portal_trouble" ON "Portal" ("statusSince") WHERE "statusRank" <= 2;
CREATE INDEX "Portal_failing" ON "Portal" ("accessTokenExpiresAt") WHERE "statusRank" = 3;

-- Each index costs on every renewal: these are covered by others.
DROP INDEX "Portal_statusRank_id_idx";
DROP INDEX "Grant_installerEmail_idx";
DROP INDEX IF EXISTS "Portal_search_domain";
DROP INDEX IF EXISTS "Grant_search_installer";

-- One index over all text that search looks into; a server without pg_trgm searches without it.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN
    CREATE INDEX "Portal_search_text" ON "Portal"
      USING gin ((LOWER(COALESCE("hubDomain", '') || E'\n' || COALESCE("installerEmail", ''))) gin_trgm_ops);
  END IF;
END $$;
