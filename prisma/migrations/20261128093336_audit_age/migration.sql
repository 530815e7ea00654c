-- rolling: links of a server of the release before get their time by the trigger, and what it cuts and erases is what these rules
-- allow. Where its clock is ahead of the database's, a night's cut may be refused as too young; the next night takes it.

-- AlterTable
ALTER TABLE "AuditLink" ADD COLUMN     "linkedAt" TIMESTAMPTZ(3);

-- What the schema file cannot say.

-- The server's role writes checkpoints and notes of erasures, and whoever has its password can forge one. The database cannot tell:
-- the key of their signatures is not in it. So it lets nothing go, whatever they say, that the product itself would keep.
--
-- Functions and operators are those of PostgreSQL itself: functions are named with their schema, operators have operands of just
-- the types they are made for, or the server's role could put nearer ones of its own beside them. Texts with a backslash are E'…', for
-- a session may change what it means in others.

-- When a line was linked, a moment after it was written, by the database's clock: no line goes without its link, and no link before
-- its line.
CREATE FUNCTION "audit_note_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."linkedAt" := pg_catalog.now();
  RETURN NEW;
END $$;

CREATE TRIGGER "audit_link_has_its_time"
  BEFORE INSERT ON "AuditLink"
  FOR EACH ROW EXECUTE FUNCTION "audit_note_time"();

-- Whether a text lost nothing but addresses, domains and numbers: what an erasure takes. None of them has a space, so a word stays in its
-- place.
CREATE FUNCTION "audit_text_is_scrubbed"("before" text, "after" text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  "was" text[] := pg_catalog.regexp_split_to_array("before", '[[:space:]]'::text);
  "became" text[] := pg_catalog.regexp_split_to_array("after", '[[:space:]]'::text);
BEGIN
  IF pg_catalog.cardinality("was") <> pg_catalog.cardinality("became")
    OR pg_catalog.regexp_replace("before", '[^[:space:]]+'::text, ''::text, 'g'::text)
      <> pg_catalog.regexp_replace("after", '[^[:space:]]+'::text, ''::text, 'g'::text)
  THEN RETURN false;
  END IF;
  FOR "n" IN 1 .. pg_catalog.cardinality("was") LOOP
    IF "was"["n"] <> "became"["n"] AND NOT "was"["n"] ~ ('^' || pg_catalog.replace(
      pg_catalog.regexp_replace("became"["n"], E'([]\\\\.*+?^${}()|[])'::text, E'\\\\\\1'::text, 'g'::text),
      E'\\[erased\\]'::text,
      E'(?:.+[@.].+|[0-9]+|\\[erased\\])'::text) || '$')
    THEN RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;

-- Somewhere a text may be gone as a whole.
CREATE FUNCTION "audit_is_scrubbed"("before" jsonb, "after" jsonb, "wholeMayGo" boolean) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  "kind" text := pg_catalog.jsonb_typeof("before");
  "part" record;
BEGIN
  IF "before" IS NOT DISTINCT FROM "after" THEN
    RETURN true;
  END IF;
  IF "before" IS NULL OR "after" IS NULL OR "kind" <> pg_catalog.jsonb_typeof("after") THEN
    RETURN false;
  END IF;
  IF "kind" = 'string' THEN
    RETURN ("wholeMayGo" AND "after" = '"[erased]"'::jsonb)
      OR "audit_text_is_scrubbed"("before" #>> '{}'::text[], "after" #>> '{}'::text[]);
  END IF;
  IF "kind" = 'number' THEN
    RETURN "after" = '0'::jsonb AND "before" > '0'::jsonb;
  END IF;
  IF "kind" NOT IN ('object', 'array') THEN
    RETURN false;
  END IF;
  FOR "part" IN
    SELECT COALESCE(b."key", a."key") AS "key", b."value" AS "before", a."value" AS "after"
    FROM pg_catalog.jsonb_each(CASE "kind" WHEN 'object' THEN "before" ELSE "audit_numbered"("before") END) b
    FULL JOIN pg_catalog.jsonb_each(CASE "kind" WHEN 'object' THEN "after" ELSE "audit_numbered"("after") END) a
      ON a."key" = b."key"
  LOOP
    IF NOT "audit_is_scrubbed"("part"."before", "part"."after",
      "part"."key" IN ('installer', 'grantOf', 'hubDomain', 'installerEmail') OR ("wholeMayGo" AND "kind" = 'array')) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;

-- An array as an object with its places for names.
CREATE FUNCTION "audit_numbered"("list" jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN COALESCE((
    SELECT pg_catalog.jsonb_object_agg(e."place"::text, e."value")
    FROM pg_catalog.jsonb_array_elements("list") WITH ORDINALITY AS e ("value", "place")), '{}'::jsonb);
END $$;

-- What a checkpoint covers may go when it is older than the shortest time that the log may be kept (`LEAST_DAYS`): 365 days, both by
-- what it says and by when it was linked, for a link may be forged before its line is there. What an erasure names may lose its
-- words: not who did what and when, nor the lines that tell of erasures.
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "words" text[] := '{targetLabel,changes,details,hash}';
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (
      SELECT 1 FROM "AuditLink" l
      WHERE l."seq" = OLD."seq" AND l."position" <= (SELECT pg_catalog.max(c."position") FROM "AuditCheckpoint" c)
        AND GREATEST(l."linkedAt", OLD."at") <= pg_catalog.now() - interval '8760 hours')
    THEN RETURN OLD;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF EXISTS (SELECT 1 FROM "AuditErasure" x WHERE x."seq" = OLD."seq" AND x."hashAfter" = NEW."hash")
      AND NEW."hash" <> OLD."hash"
      AND NOT pg_catalog.starts_with(OLD."action", 'personal_data.')
      AND pg_catalog.to_jsonb(NEW) - "words" = pg_catalog.to_jsonb(OLD) - "words"
      AND pg_catalog.to_jsonb(NEW) - 'hash'::text <> pg_catalog.to_jsonb(OLD) - 'hash'::text
      AND "audit_is_scrubbed"(pg_catalog.to_jsonb(OLD."targetLabel"), pg_catalog.to_jsonb(NEW."targetLabel"),
        OLD."targetKind" IS NOT DISTINCT FROM 'portal')
      AND "audit_is_scrubbed"(OLD."changes", NEW."changes", false)
      AND "audit_is_scrubbed"(OLD."details", NEW."details", false)
    THEN RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only';
END $$;

-- A link stays what it is, and goes after its line.
CREATE FUNCTION "audit_judge_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."position" <= (SELECT pg_catalog.max(c."position") FROM "AuditCheckpoint" c)
      AND NOT EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e."seq" = OLD."seq")
    THEN RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only, and so are its links';
END $$;

CREATE TRIGGER "audit_link_is_append_only"
  BEFORE UPDATE OR DELETE ON "AuditLink"
  FOR EACH ROW EXECUTE FUNCTION "audit_judge_link"();

-- The end goes forward.
CREATE FUNCTION "audit_judge_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW."id" = OLD."id"
      AND (NEW."position" > OLD."position" OR (NEW."position" = OLD."position" AND NEW."hash" = OLD."hash"))
    THEN RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only, and its end goes forward';
END $$;

CREATE TRIGGER "audit_end_goes_forward"
  BEFORE UPDATE OR DELETE ON "AuditEnd"
  FOR EACH ROW EXECUTE FUNCTION "audit_judge_end"();

-- A checkpoint lies at a link behind the one before it, covers nothing that is to be kept, and stays.
CREATE FUNCTION "audit_judge_checkpoint"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT 1 FROM "AuditLink" l WHERE l."position" = NEW."position" AND l."hash" = NEW."hash")
      AND NOT EXISTS (SELECT 1 FROM "AuditCheckpoint" c WHERE c."position" >= NEW."position")
      AND NOT EXISTS (
        SELECT 1 FROM "AuditLink" l JOIN "AuditEvent" e ON e."seq" = l."seq"
        WHERE l."position" <= NEW."position"
          AND GREATEST(l."linkedAt", e."at") > pg_catalog.now() - interval '8760 hours')
    THEN RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only: a checkpoint covers what is older than a year, and stays';
END $$;

CREATE TRIGGER "audit_checkpoint_is_append_only"
  BEFORE INSERT OR UPDATE OR DELETE ON "AuditCheckpoint"
  FOR EACH ROW EXECUTE FUNCTION "audit_judge_checkpoint"();

-- A note of an erasure says what the line's hash was when it was written; another erasure of the same line goes on from there.
CREATE FUNCTION "audit_judge_erasure"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "now" text := (SELECT e."hash" FROM "AuditEvent" e JOIN "AuditLink" l ON l."seq" = e."seq" WHERE e."seq" = NEW."seq");
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- One that is there already is changed instead, or in the way.
    IF EXISTS (SELECT 1 FROM "AuditErasure" x WHERE x."seq" = NEW."seq")
      OR (NEW."hashBefore" = "now" AND NEW."hashAfter" <> "now")
    THEN RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW."seq" = OLD."seq" AND NEW."hashBefore" = OLD."hashBefore" AND OLD."hashAfter" = "now" AND NEW."hashAfter" <> "now"
    THEN RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only, and so are the notes of erasures';
END $$;

CREATE TRIGGER "audit_erasure_is_append_only"
  BEFORE INSERT OR UPDATE OR DELETE ON "AuditErasure"
  FOR EACH ROW EXECUTE FUNCTION "audit_judge_erasure"();

-- No note without the change that it tells of, and no erasure without its line in the log.
CREATE FUNCTION "audit_expect_erased"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
      SELECT 1 FROM "AuditErasure" x JOIN "AuditEvent" e ON e."seq" = x."seq"
      WHERE x."seq" = NEW."seq" AND x."hashAfter" = e."hash")
    AND EXISTS (
      SELECT 1 FROM "AuditEvent" e
      WHERE e."action" = 'personal_data.erased' AND e.xmin = CAST(pg_catalog.pg_current_xact_id() AS xid))
  THEN RETURN NULL;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only: a note of an erasure comes with what it tells of';
END $$;

CREATE CONSTRAINT TRIGGER "audit_erasure_is_done"
  AFTER INSERT OR UPDATE ON "AuditErasure"
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "audit_expect_erased"();

CREATE TRIGGER "audit_links_are_not_emptied" BEFORE TRUNCATE ON "AuditLink"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_end_is_not_emptied" BEFORE TRUNCATE ON "AuditEnd"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_checkpoints_are_not_emptied" BEFORE TRUNCATE ON "AuditCheckpoint"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_erasures_are_not_emptied" BEFORE TRUNCATE ON "AuditErasure"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
