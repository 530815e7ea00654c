import "server-only";
import { personIdOf, type Context } from "@/lib/context";
import { reachPortal } from "@/lib/reach/reach";

/** A page that makes itself new, and a second glance, are the same look. */
const SAME_LOOK_MINUTES = 5;

/**
 * Counts that a person looked a portal up (OWASP on auditing reads). Of people who change things it is not counted: what
 * they do is in the activity log.
 */
export async function noteLook(given: Context, portalId: string): Promise<void> {
  const personId = personIdOf(given.actor);
  if (!personId) return;
  const ctx = await reachPortal(given, portalId);
  const now = ctx.now();
  await ctx.db.$executeRaw`
    INSERT INTO "PortalLook" AS l ("portalId", "personId", "day", "looks", "lastAt")
    SELECT ${portalId}::uuid, ${personId}::uuid, (${now} AT TIME ZONE 'UTC')::date, 1, ${now}
    WHERE EXISTS (SELECT 1 FROM "Portal" WHERE "id" = ${portalId}::uuid)
    ON CONFLICT ("portalId", "personId", "day") DO UPDATE SET "looks" = l."looks" + 1, "lastAt" = EXCLUDED."lastAt"
    WHERE l."lastAt" < EXCLUDED."lastAt" - ${`${SAME_LOOK_MINUTES} minutes`}::interval`;
}

export interface PortalLooker {
  personId: string;
  name: string;
  looks: number;
  lastAt: Date;
}

const SHOWN = 10;

/** Who looked a portal up, whoever did last first. */
export async function listLookers(
  { db }: Pick<Context, "db">,
  portalId: string,
): Promise<PortalLooker[]> {
  return db.$queryRaw<PortalLooker[]>`
    SELECT l."personId", p."name", SUM(l."looks")::int AS "looks", MAX(l."lastAt") AS "lastAt"
    FROM "PortalLook" l JOIN "Person" p ON p."id" = l."personId"
    WHERE l."portalId" = ${portalId}::uuid GROUP BY l."personId", p."name"
    ORDER BY MAX(l."lastAt") DESC LIMIT ${SHOWN}`;
}
