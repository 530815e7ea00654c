-- DropForeignKey
ALTER TABLE "Invite" DROP CONSTRAINT "Invite_createdById_fkey";

-- AlterTable
ALTER TABLE "Invite" ADD COLUMN     "targetPasswordChangedAt" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Open reset links keep working, unless the password was changed since they were made.
UPDATE "Invite" SET "targetPasswordChangedAt" = p."passwordChangedAt"
FROM "Person" p
WHERE p."id" = "Invite"."personId" AND "isReset" AND "usedAt" IS NULL AND "withdrawnAt" IS NULL
  AND p."passwordChangedAt" <= "Invite"."createdAt";
