import "server-only";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import type { ApiKey } from "@/lib/db/generated/client";
import { isKeyText } from "./key-text";
import { isApiPermission, type ApiPermission } from "./permissions";
import { say } from "@/lib/say/say";

export type ApiKeyState = "active" | "expired" | "revoked";

/** A key without its text and hash. */
export interface ApiKeyView {
  id: string;
  name: string;
  prefix: string;
  state: ApiKeyState;
  permissions: ApiPermission[];
  /** Names of the apps it is limited to; a deleted one is named so. Empty: every app. */
  apps: string[];
  hubIds: string[];
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  rotatedAt: Date | null;
  /** Until then the key before the last rotation works too; absent once that is over. */
  previousUntil: Date | null;
  lastUsedAt: Date | null;
  /** Calls in the last 30 days. */
  reads: number;
  calls: number;
}

const USE_DAYS = 30;
/** Ended keys that are listed. */
const MOST_ENDED = 200;
const DAY_MS = 24 * 3_600_000;

/** Every key, those that work first, newest first. */
export async function listApiKeys(ctx: Context): Promise<ApiKeyView[]> {
  const now = ctx.now();
  const since = new Date(now.getTime() - USE_DAYS * DAY_MS);
  const [keys, apps, uses] = await Promise.all([
    findKeys(ctx),
    ctx.db.hubSpotApp.findMany({ select: { id: true, name: true } }),
    ctx.db.apiKeyUse.groupBy({
      by: ["keyId"],
      where: { day: { gte: since } },
      _sum: { reads: true, calls: true },
    }),
  ]);
  const names = new Map(apps.map(({ id, name }) => [id, name]));
  const sums = new Map(uses.map(({ keyId, _sum }) => [keyId, _sum]));
  const views = keys.map((key): ApiKeyView => {
    const { id, name, prefix, createdAt, expiresAt, revokedAt, rotatedAt, lastUsedAt } = key;
    const isOverlapping = key.previousUntil !== null && key.previousUntil > now;
    return {
      ...{ id, name, prefix, createdAt, expiresAt, revokedAt, rotatedAt, lastUsedAt },
      state: revokedAt ? "revoked" : expiresAt && expiresAt <= now ? "expired" : "active",
      permissions: key.permissions.filter(isApiPermission),
      apps: key.appIds.map((appId) => names.get(appId) ?? say("A deleted app")),
      hubIds: key.hubIds.map(String),
      createdBy: key.createdBy?.email ?? null,
      previousUntil: isOverlapping && !revokedAt ? key.previousUntil : null,
      reads: sums.get(id)?.reads ?? 0,
      calls: sums.get(id)?.calls ?? 0,
    };
  });
  return views;
}

/** Every key that still works, so that each can be found and revoked; of the others the latest. */
async function findKeys({ db, now }: Context) {
  const include = { createdBy: { select: { email: true } } };
  const orderBy = { createdAt: "desc" } as const;
  const works = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  const [working, others] = await Promise.all([
    db.apiKey.findMany({ where: works, include, orderBy }),
    db.apiKey.findMany({ where: { NOT: works }, include, orderBy, take: MOST_ENDED }),
  ]);
  return [...working, ...others];
}

/** The keys that begin with these signs, or are this whole text, before or after a rotation. */
export function findKeysByText({ db }: Context, text: string): Promise<ApiKey[]> {
  const where = isKeyText(text)
    ? { OR: [{ keyHash: sha256(text) }, { previousHash: sha256(text) }] }
    : { prefix: text };
  return db.apiKey.findMany({ where, take: 2 });
}

export interface PortalReader {
  keyName: string;
  keyPrefix: string;
  reads: number;
  calls: number;
  lastAt: Date;
}

/** Which keys read this portal's token or called HubSpot with it in the last 30 days, the latest first. */
export async function listPortalReaders(ctx: Context, portalId: string): Promise<PortalReader[]> {
  const since = new Date(ctx.now().getTime() - USE_DAYS * DAY_MS);
  return ctx.db.$queryRaw<PortalReader[]>`
    SELECT k."name" AS "keyName", k."prefix" AS "keyPrefix", SUM(u."reads")::int AS "reads",
      SUM(u."calls")::int AS "calls", MAX(u."lastAt") AS "lastAt"
    FROM "ApiKeyUse" u JOIN "ApiKey" k ON k."id" = u."keyId"
    WHERE u."portalId" = ${portalId}::uuid AND u."day" >= ${since}
    GROUP BY k."id", k."name", k."prefix" ORDER BY MAX(u."lastAt") DESC LIMIT 20`;
}
