-- AlterTable
CREATE SEQUENCE auditevent_seq_seq;
ALTER TABLE "AuditEvent" ALTER COLUMN "seq" SET DEFAULT nextval('auditevent_seq_seq');
ALTER SEQUENCE auditevent_seq_seq OWNED BY "AuditEvent"."seq";

-- CreateTable
CREATE TABLE "AuditUnsealed" (
    "seq" BIGINT NOT NULL,

    CONSTRAINT "AuditUnsealed_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditLink" (
    "position" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditLink_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "AuditEnd" (
    "id" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "AuditEnd_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditCheckpoint" (
    "position" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "cutAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "AuditCheckpoint_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditLink_seq_key" ON "AuditLink"("seq");

-- What the schema file cannot say.

-- Servers of the release before may still append by the old head while this one starts; numbers far enough apart do not meet.
SELECT setval('auditevent_seq_seq', CASE WHEN "seq" = 0 THEN 1 ELSE "seq" + 100000 END, false) FROM "AuditHead";

-- Whatever appends a line, also a server of the release before, has it linked.
CREATE FUNCTION "note_unsealed_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "AuditUnsealed" ("seq") VALUES (NEW."seq");
  RETURN NULL;
END $$;

CREATE TRIGGER "audit_line_is_to_be_linked"
  AFTER INSERT ON "AuditEvent"
  FOR EACH ROW EXECUTE FUNCTION "note_unsealed_line"();

INSERT INTO "AuditUnsealed" ("seq") SELECT "seq" FROM "AuditEvent";

-- Signed by the first server that starts, once.
INSERT INTO "AuditEnd" ("id", "position", "hash", "mac") VALUES (1, 0, repeat('0', 64), '');

-- What a checkpoint covers may go; its signature is looked at when the log is verified.
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT 1 FROM "AuditLink" l
    WHERE l."seq" = OLD."seq" AND l."position" <= (SELECT MAX("position") FROM "AuditCheckpoint"))
  THEN RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only';
END $$;
