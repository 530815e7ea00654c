import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { createApp } from "@/lib/hubspot-apps/create";
import { createAppInput } from "@/lib/hubspot-apps/schemas";
import { PORTAL_STATUSES, type PortalStatus } from "@/lib/portals/status";
import { accessTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import { CommandError } from "../commands/errors";

const CLIENT_ID = "10ad7e57-0000-4000-8000-000000000000";
const BATCH = 2_000;
const FIRST_HUB_ID = 900_000_000n;
const SCOPES = ["oauth", "crm.objects.contacts.read"];

/**
 * Adds synthetic portals in a mix of statuses, in batches. Refuses a database with other portals than its own.
 * @param onProgress called with the number made so far
 */
export async function seedPortals(
  ctx: Context,
  count: number,
  onProgress: (made: number) => void,
): Promise<number> {
  const appId = await loadTestApp(ctx);
  const foreign = await ctx.db.portal.count({ where: { appId: { not: appId } } });
  if (foreign > 0) {
    throw new CommandError(
      "This database holds other portals. Seed an empty one: set PORTICO_DATA_DIR to a new folder or DATABASE_URL to a new database.",
    );
  }
  const start = await ctx.db.portal.count({ where: { appId } });
  for (let made = 0; made < count; made += BATCH) {
    const size = Math.min(BATCH, count - made);
    await insertBatch(ctx, appId, start + made, size);
    onProgress(made + size);
  }
  // The planner learns what there is now, not when the database gets around to it.
  await ctx.db.$executeRaw`VACUUM (ANALYZE) "Portal"`;
  await ctx.db.$executeRaw`VACUUM (ANALYZE) "Grant"`;
  return count;
}

async function loadTestApp(ctx: Context): Promise<string> {
  const existing = await ctx.db.hubSpotApp.findUnique({ where: { clientId: CLIENT_ID } });
  if (existing) return existing.id;
  const input = createAppInput.parse({
    name: "Load test",
    clientId: CLIENT_ID,
    clientSecret: randomUUID(),
    redirectUri: `${ctx.env.origin}/oauth/callback`,
    requiredScopes: SCOPES,
    conditionalScopes: [],
    optionalScopes: [],
    apiVersion: "2026-09",
  });
  return (await createApp(ctx, input)).id;
}

/** Both rows of every portal in one statement; the key from one to the other is checked at its end. */
async function insertBatch(
  ctx: Context,
  appId: string,
  offset: number,
  size: number,
): Promise<void> {
  const now = ctx.now().getTime();
  const rows = Array.from({ length: size }, (_, index) => row(ctx, appId, offset + index, now));
  // Made-up portals are no news.
  const quietly = ctx.db.$queryRaw`SELECT set_config('portico.no_events', 'on', true)`;
  const inserted = ctx.db.$executeRaw`
    WITH n AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("portalId" uuid, "grantId" uuid, "hubId" bigint,
        "hubDomain" text, "uiDomain" text, "dataHostingLocation" text, "status" "PortalStatus", "connectedAt" timestamptz,
        "lastRefreshAt" timestamptz, "lastReadAt" timestamptz, "grantedScopes" text[], "installerEmail" text, "installerUserId" bigint, "accessTokenExpiresAt" timestamptz,
        "accessTokenSealed" text, "accessTokenFingerprint" text, "refreshTokenSealed" text, "refreshTokenFingerprint" text)
    ), p AS (
      INSERT INTO "Portal" ("id", "appId", "currentGrantId", "hubId", "hubDomain", "uiDomain", "accountType",
        "dataHostingLocation", "timeZone", "status", "statusSince", "lastRefreshAt", "lastReadAt", "createdAt", "metadataAt", "updatedAt")
      SELECT "portalId", ${appId}::uuid, "grantId", "hubId", "hubDomain", "uiDomain", 'STANDARD',
        "dataHostingLocation", 'Europe/Berlin', "status", "connectedAt", "lastRefreshAt", "lastReadAt", "connectedAt", now(), now() FROM n
    )
    INSERT INTO "Grant" ("id", "portalId", "appId", "installerEmail", "installerUserId", "requestedScopes", "grantedScopes",
      "createdAt", "accessTokenExpiresAt", "accessTokenSealed", "accessTokenFingerprint", "refreshTokenSealed",
      "refreshTokenFingerprint")
    SELECT "grantId", "portalId", ${appId}::uuid, "installerEmail", "installerUserId", ${SCOPES}::text[], "grantedScopes",
      "connectedAt", "accessTokenExpiresAt", "accessTokenSealed", "accessTokenFingerprint", "refreshTokenSealed",
      "refreshTokenFingerprint" FROM n`;
  await ctx.db.$transaction([quietly, inserted]);
}

function row(ctx: Context, appId: string, n: number, now: number) {
  const [portalId, grantId] = [randomUUID(), randomUUID()];
  const status = statusOf(n);
  const isLive = status !== "revoked" && status !== "uninstalled";
  const access = new Secret(`seed-access-${randomUUID()}`);
  const refresh = new Secret(`seed-refresh-${randomUUID()}`);
  return {
    portalId,
    grantId,
    hubId: String(FIRST_HUB_ID + BigInt(n)),
    hubDomain: `customer-${n}.example`,
    uiDomain: n % 3 === 0 ? "app-eu1.hubspot.com" : "app.hubspot.com",
    dataHostingLocation: n % 3 === 0 ? "eu1" : "na1",
    status,
    connectedAt: new Date(now - (n % 365) * 86_400_000),
    lastRefreshAt: new Date(now - (n % 30) * 60_000),
    // A few that no service reads, and some that granted less than the app asks for now.
    lastReadAt: n % 500 === 3 ? null : new Date(now - (n % 60) * 60_000),
    grantedScopes: n % 100 === 3 ? SCOPES.slice(0, 1) : SCOPES,
    installerEmail: `person-${n % 5_000}@customer-${n}.example`,
    installerUserId: 1_000_000 + n,
    accessTokenExpiresAt: new Date(now + (n % 1_800) * 1_000),
    ...(isLive && {
      accessTokenSealed: ctx.vault.seal(accessTokenPlace(grantId), access),
      accessTokenFingerprint: ctx.vault.fingerprint("access_token", access),
      refreshTokenSealed: ctx.vault.seal(refreshTokenPlace(grantId), refresh),
      refreshTokenFingerprint: ctx.vault.fingerprint("refresh_token", refresh),
    }),
  };
}

/** Nine of ten are connected; the rest shares the other statuses. */
function statusOf(n: number): PortalStatus {
  if (n % 10 !== 0) return "connected";
  return PORTAL_STATUSES[(n / 10) % PORTAL_STATUSES.length] ?? "connected";
}
