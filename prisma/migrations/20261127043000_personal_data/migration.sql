-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "installerErasedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "AuditErasure" (
    "seq" BIGINT NOT NULL,
    "hashBefore" TEXT NOT NULL,
    "hashAfter" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "AuditErasure_pkey" PRIMARY KEY ("seq")
);

-- What the schema file cannot say.

-- What a checkpoint covers may go, and what an erasure names may lose its words; their signatures are looked at when the log is
-- verified.
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT 1 FROM "AuditLink" l
    WHERE l."seq" = OLD."seq" AND l."position" <= (SELECT MAX("position") FROM "AuditCheckpoint"))
  THEN RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND EXISTS (
      SELECT 1 FROM "AuditErasure" x WHERE x."seq" = OLD."seq" AND x."hashAfter" = NEW."hash")
    AND to_jsonb(NEW) - '{targetLabel,changes,details,hash}'::text[] = to_jsonb(OLD) - '{targetLabel,changes,details,hash}'::text[]
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only';
END $$;
