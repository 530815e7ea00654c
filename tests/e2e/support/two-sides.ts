import { rawRequest } from "../../support/raw-request";
import type { AppIds } from "../../support/surface/app-acts";
import {
  builtAction,
  redirectOf,
  returned,
  sendAction,
  type Field,
} from "../../support/surface/server-actions";
import { approve } from "./fast-connect";
import { cookieOf, type Furnished } from "./furnish";
import type { Stack } from "./stack";
import type { Member } from "./team";

/** What belongs to one of two apps. */
export interface SideOfTwo {
  ids: AppIds;
  /** What stands for each bracket of an address pattern. */
  places: Record<string, string>;
  /** Found in an answer, it is of this app. */
  marks: string[];
}

/** Does an action as somebody. @returns where it leads, and the data that it gives */
async function actAs(stack: Stack, member: Member, name: string, address: string, fields: Field[]) {
  const { origin } = stack;
  const sent = { id: builtAction(name).id, address, fields, cookie: cookieOf(member) };
  const answer = await sendAction(origin, sent);
  const result = returned(answer);
  if (answer.status >= 400 || result?.status === "error")
    throw new Error(`${name}: ${answer.status} ${JSON.stringify(result)}`);
  return answer;
}

/** One more app with a portal, an import and a bulk job, made by the product's own actions. */
export async function addSide(stack: Stack, owner: Member, name: string, hubId: number) {
  const { origin, control } = stack;
  const clientId = `5d1f0a77-0000-4000-9000-${name}`;
  const clientSecret = `secret-of-the-app-${name}`;
  const redirectUri = `${origin}/oauth/callback`;
  const scopes = ["oauth", "crm.objects.contacts.read"];
  await control.putApp({
    ...{ clientId, clientSecret, appId: hubId, redirectUris: [redirectUri] },
    requiredScopes: scopes,
  });
  await control.putPortal({ hubId, domain: `${name}-customer.example` });
  const created = await actAs(stack, owner, "createAppAction", "/apps/new", [
    ["name", `${name} Sync`],
    ["clientId", clientId],
    ["clientSecret", clientSecret],
    ["redirectUri", redirectUri],
    ["requiredScopes", scopes.join(" ")],
    ["apiVersion", "2026-09"],
  ]);
  const slug = redirectOf(created).replace(/^.*\/apps\/|\?.*$/g, "");
  const app = await idOf(stack, `SELECT id FROM "HubSpotApp" WHERE "clientId" = '${clientId}'`);
  const begun = await actAs(stack, owner, "startConnectAction", "/portals/connect", [
    ["appId", app],
  ]);
  const bound = (begun.headers["set-cookie"] ?? []).map((line) => line.split(";")[0] ?? "");
  const callback = new URL(await approve(control, redirectOf(begun), hubId));
  await rawRequest(origin, {
    path: callback.pathname + callback.search,
    headers: { cookie: [cookieOf(owner), ...bound].join("; ") },
  });
  const portal = await idOf(stack, `SELECT id FROM "Portal" WHERE "appId" = '${app}'`);
  const file = { fileName: `${name}.csv`, bytes: Buffer.from(`refresh_token\nna1-${name}\n`) };
  await actAs(stack, owner, "startImportAction", "/portals/import", [
    ["appId", app],
    ["file", file],
  ]);
  await actAs(stack, owner, "bulkRefreshAction", "/portals", [
    ["portalIds", portal],
    ["seen", "1"],
  ]);
  await actAs(stack, owner, "addNoteAction", `/portals/${portal}`, [
    ["portalId", portal],
    ["text", `A ${name} note`],
  ]);
  await actAs(stack, owner, "askReconnectAction", `/portals/${portal}`, [
    ["portalId", portal],
    ["reason", `A ${name} reason`],
  ]);
  await actAs(stack, owner, "setCareAction", `/portals/${portal}`, [
    ["portalId", portal],
    ["ownerId", ""],
    ["tags", `${name}-tag`],
  ]);
  const of = (table: string, condition: string) =>
    idOf(stack, `SELECT id FROM "${table}" WHERE ${condition} LIMIT 1`);
  const ids: AppIds = {
    ...{ app, portal },
    grant: await of("Grant", `"portalId" = '${portal}'`),
    attempt: await of("ConnectAttempt", `"appId" = '${app}'`),
    note: await of("PortalNote", `"portalId" = '${portal}'`),
    request: await of("ReconnectRequest", `"portalId" = '${portal}'`),
    import: await of("ImportJob", `"appId" = '${app}'`),
    bulk: await idOf(stack, `SELECT "jobId" AS id FROM "BulkRow" WHERE "portalId" = '${portal}'`),
  };
  return sideOf(ids, slug, [name, clientId, String(hubId)]);
}

function sideOf(ids: AppIds, slug: string, words: string[]): SideOfTwo {
  const places = {
    "[slug]": slug,
    "[portalId]": ids.portal,
    "[attemptId]": ids.attempt,
    "/import/[jobId]": `/import/${ids.import}`,
    "/bulk/[jobId]": `/bulk/${ids.bulk}`,
  };
  return { ids, places, marks: [...words, ...Object.values(ids)] };
}

/** The addresses of a furnished installation, with one of the two apps in them. */
export function placesOf({ places }: SideOfTwo, { places: all }: Furnished) {
  return { ...all, ...places };
}

async function idOf(stack: Stack, sql: string): Promise<string> {
  const database = await stack.database();
  return String((await database.rows<{ id: string }>(sql))[0]?.id);
}

/** All rows of an app as text, to see that none has changed. */
export async function rowsOf(stack: Stack, { app, portal }: AppIds): Promise<string> {
  const database = await stack.database();
  const ofApp = ["Portal", "Grant", "ConnectAttempt", "ImportJob", "GrantReturn"];
  const ofPortal = ["PortalNote", "PortalCare", "PortalLook", "ReconnectRequest", "BulkRow"];
  const texts = [
    ...ofApp.map((table) => `SELECT t::text AS line FROM "${table}" t WHERE "appId" = '${app}'`),
    ...ofPortal.map(
      (table) => `SELECT t::text AS line FROM "${table}" t WHERE "portalId" = '${portal}'`,
    ),
    `SELECT t::text AS line FROM "HubSpotApp" t WHERE id = '${app}'`,
  ];
  const parts = await Promise.all(texts.map((sql) => database.rows<{ line: string }>(sql)));
  return parts.flatMap((rows) => rows.map(({ line }) => line).sort()).join("\n");
}
