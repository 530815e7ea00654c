import { expect } from "vitest";
import type { AuditAction } from "@/lib/audit/events";
import { AppError, type AppErrorCode } from "@/lib/errors";
import { accessTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import type { World } from "./world";

/** The text of every row of every table. */
export async function dumpDatabase(world: World): Promise<string> {
  const tables = await world.db.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS "name" FROM pg_tables WHERE schemaname = 'public'`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await world.db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT t::text AS "row" FROM "${name}" t`,
    );
    parts.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return parts.join("\n");
}

/** Every token, code, secret and password of this world, in the clear. */
export async function knownSecrets(world: World): Promise<string[]> {
  const { apps, refreshTokens, accessTokens, codes } = await world.control.state();
  return [
    ...world.secrets,
    ...apps.map((app) => app.clientSecret),
    ...refreshTokens.map(({ token }) => token),
    ...accessTokens.map(({ token }) => token),
    ...codes.map(({ code }) => code),
  ].filter((secret) => secret.length >= 8);
}

/** Fails when any token, code, secret or password of this world stands in the database in the clear. */
export async function expectNoPlaintext(world: World): Promise<void> {
  const secrets = await knownSecrets(world);
  const dump = await dumpDatabase(world);
  expect(dump.length).toBeGreaterThan(0);
  const found = secrets.filter((secret) => dump.includes(secret));
  expect(found).toEqual([]);
}

/** The events of an action about a target, newest first. */
export function eventsOf(
  world: World,
  action: AuditAction,
  about: { portalId?: string; appId?: string; targetId?: string } = {},
) {
  return world.db.auditEvent.findMany({ where: { action, ...about }, orderBy: { seq: "desc" } });
}

/** Fails unless `work` is refused with an AppError of this code; gives the error back. */
export async function expectRefused(work: Promise<unknown>, code: AppErrorCode): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, "it was not refused").toBeInstanceOf(AppError);
  if (!(error instanceof AppError)) throw new Error("unreachable");
  expect(error.code).toBe(code);
  return error;
}

export async function portalRow(world: World, id: string) {
  return world.db.portal.findUniqueOrThrow({ where: { id }, include: { currentGrant: true } });
}

/** The plaintext tokens that the current grant holds, opened with the vault. */
export async function storedTokens(world: World, portalId: string) {
  const { currentGrant: grant } = await portalRow(world, portalId);
  if (!grant) throw new Error("no current grant");
  const open = (place: typeof accessTokenPlace, sealed: string | null) =>
    sealed ? world.vault.open(place(grant.id), sealed).reveal() : null;
  return {
    access: open(accessTokenPlace, grant.accessTokenSealed),
    refresh: open(refreshTokenPlace, grant.refreshTokenSealed),
  };
}

/** Requests the simulator saw at the token endpoint with this grant type and client. */
export async function tokenCalls(world: World, clientId: string, grantType: string) {
  const requests = await world.control.requests({ path: "/token" });
  return requests.filter(
    ({ form }) => form.client_id === clientId && form.grant_type === grantType,
  );
}
