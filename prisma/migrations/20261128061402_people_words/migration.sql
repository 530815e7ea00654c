-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "language" TEXT,
ADD COLUMN     "timeZone" TEXT;
