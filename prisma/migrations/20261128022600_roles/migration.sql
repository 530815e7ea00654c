-- rolling: the keys and checks bind columns that a server of the release before never writes. It would give somebody with an
-- own role what support has, and somebody with a limit every app: so neither is given to anybody while such a server is seen
-- (ServerSeen.knowsRights). If it changes the role of somebody who has one from before, a check refuses. The index of the log is
-- built in two seconds for a million lines; what is written meanwhile waits for it.
-- AlterTable
ALTER TABLE "Invite" ADD COLUMN     "appIds" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "customRoleId" UUID,
ADD COLUMN     "isLimited" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "appIds" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "customRoleId" UUID,
ADD COLUMN     "isLimited" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ServerSeen" ADD COLUMN     "knowsRights" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "CustomRole" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "meaning" TEXT NOT NULL DEFAULT '',
    "permissions" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CustomRole_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_customRoleId_fkey" FOREIGN KEY ("customRoleId") REFERENCES "CustomRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_customRoleId_fkey" FOREIGN KEY ("customRoleId") REFERENCES "CustomRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Two names that people cannot tell apart are one.
CREATE UNIQUE INDEX "CustomRole_name_key" ON "CustomRole"(LOWER("name"));

-- Whatever does not know own roles and limits must not make more of somebody than they are.
ALTER TABLE "Person" ADD CONSTRAINT "Person_own_role_check" CHECK ("customRoleId" IS NULL OR "role" = 'support');
ALTER TABLE "Person" ADD CONSTRAINT "Person_limit_check" CHECK (NOT "isLimited" OR "role" <> 'owner');
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_own_role_check" CHECK ("customRoleId" IS NULL OR "role" = 'support');
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_limit_check" CHECK (NOT "isLimited" OR "role" <> 'owner');

-- Keys of other tables ask by them.
CREATE INDEX "Person_customRoleId_idx" ON "Person"("customRoleId");
CREATE INDEX "Invite_customRoleId_idx" ON "Invite"("customRoleId");

-- The log of somebody who sees some apps only.
CREATE INDEX "AuditEvent_appId_seq_idx" ON "AuditEvent"("appId", "seq");

-- What open pages of such people are told of alerts.
CREATE INDEX "AlertEvent_appId_seq_idx" ON "AlertEvent"("appId", "seq");

-- A server of the release before would make somebody who was invited to some apps without the limit.
CREATE FUNCTION "refuse_widened_invite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "Person" p WHERE p."id" = NEW."personId" AND (p."role" = 'owner'
      OR (p."isLimited" AND p."appIds" @> NEW."appIds" AND p."appIds" <@ NEW."appIds"))
  ) THEN
    RAISE EXCEPTION 'this invitation is limited to some apps, and who took it is not' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "limited_invite_gives_its_limit" BEFORE UPDATE ON "Invite" FOR EACH ROW
  WHEN (OLD."usedAt" IS NULL AND NEW."usedAt" IS NOT NULL AND NOT NEW."isReset" AND NEW."isLimited")
  EXECUTE FUNCTION "refuse_widened_invite"();
