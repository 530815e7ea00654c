import "server-only";
import type { Context } from "@/lib/context";
import { executeWithLists } from "@/lib/db/client";

/**
 * Notes that programs used these portals, at most once an hour each. Under the policy "when used" that plans the next
 * renewal before the token expires, where the next look would be tomorrow's.
 * @throws what the database said
 */
export async function noteReadPortals(
  { db }: Pick<Context, "db">,
  portalIds: string[],
): Promise<void> {
  if (portalIds.length === 0) return;
  await executeWithLists(db, NOTE_READ, [portalIds]);
}

const NOTE_READ = `
  UPDATE "Portal" p SET "lastReadAt" = now(),
    "nextRefreshAt" = CASE WHEN a."refreshPolicy" = 'when_used' AND p."status" = 'connected'
      THEN LEAST(p."nextRefreshAt", GREATEST(now(), g."accessTokenExpiresAt" - interval '5 minutes'))
      ELSE p."nextRefreshAt" END
  FROM (SELECT "id" FROM "Portal" WHERE "id" = ANY($1::uuid[])
      AND ("lastReadAt" IS NULL OR "lastReadAt" < now() - interval '1 hour')
    ORDER BY "id" FOR NO KEY UPDATE) AS locked, "HubSpotApp" a, "Grant" g
  WHERE p."id" = locked."id" AND a."id" = p."appId" AND g."id" = p."currentGrantId"`;
