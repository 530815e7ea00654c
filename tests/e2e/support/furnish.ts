import { makeKeyText } from "@/lib/api-keys/key-text";
import { rawRequest } from "../../support/raw-request";
import {
  builtAction,
  redirectOf,
  returned,
  sendAction,
  type Field,
} from "../../support/surface/server-actions";
import { approve } from "./fast-connect";
import type { Stack } from "./stack";
import type { Member } from "./team";

/** An installation with one of everything that an address can name, made by the product's own actions. */
export interface Furnished {
  /** What stands for each bracket of an address pattern. */
  places: Record<string, string>;
  slug: string;
  hubId: number;
  otherHubId: number;
  /** A key that may do everything. */
  apiKey: string;
  /** A cursor of the API's list. */
  cursor: string;
  /** Ids of every kind, as forms name them. */
  ids: string[];
  /** What no answer may hold, by kind. */
  secrets: Record<string, string[]>;
}

const HUB_ID = 62515;
const OTHER_HUB_ID = 62516;
const CLIENT_ID = "5d1f0a77-0000-4000-8000-markedclient";
const CLIENT_SECRET = "marker-client-secret-5d1f0a77c3";
const IMPORTED = "marker-imported-refresh-token-77c3";

export const cookieOf = ({ storage }: Member) =>
  storage.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

/** @param stack with its team and nothing else */
export async function furnish(stack: Stack, owner: Member): Promise<Furnished> {
  const { origin, control } = stack;
  const cookie = cookieOf(owner);
  const database = await stack.database();
  const redirectUri = `${origin}/oauth/callback`;
  const scopes = ["oauth", "crm.objects.contacts.read"];
  await control.putApp({
    ...{ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, appId: 778_899 },
    ...{ redirectUris: [redirectUri], requiredScopes: scopes },
  });

  /** Does it as the owner. @returns where it leads, or the data that it gives */
  async function act(name: string, address: string, fields: Field[]) {
    const answer = await sendAction(origin, {
      ...{ id: builtAction(name).id, address, fields, cookie },
    });
    const result = returned(answer);
    if (answer.status >= 400 || result?.status === "error")
      throw new Error(`${name}: ${answer.status} ${JSON.stringify(result)}`);
    return { answer, data: (result?.data ?? {}) as Record<string, string> };
  }
  const one = async (sql: string) => String((await database.rows<{ id: string }>(sql))[0]?.id);

  const created = await act("createAppAction", "/apps/new", [
    ["name", "Marked App"],
    ["clientId", CLIENT_ID],
    ["clientSecret", CLIENT_SECRET],
    ["redirectUri", redirectUri],
    ["requiredScopes", scopes.join(" ")],
    ["apiVersion", "2026-09"],
  ]);
  const slug = redirectOf(created.answer).replace(/^.*\/apps\/|\?.*$/g, "");
  const appId = await one(`SELECT id FROM "HubSpotApp"`);
  for (const hubId of [HUB_ID, OTHER_HUB_ID]) {
    const { answer } = await act("startConnectAction", "/portals/connect", [["appId", appId]]);
    const bound = (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0] ?? "");
    const callback = new URL(await approve(control, redirectOf(answer), hubId));
    const back = await rawRequest(origin, {
      path: callback.pathname + callback.search,
      headers: { cookie: [cookie, ...bound].join("; ") },
    });
    if (back.status !== 303) throw new Error(`the callback answered ${back.status}`);
  }
  const portalIds = (
    await database.rows<{ id: string }>(`SELECT id FROM "Portal" ORDER BY "hubId"`)
  ).map(({ id }) => id);
  const portalId = portalIds[0] ?? "";
  const key = await act("createApiKeyAction", "/settings/api-keys", [
    ...["tokens:read", "portals:read", "portals:write", "hubspot:read", "hubspot:write"].map(
      (permission): Field => ["permissions", permission],
    ),
    ["name", "Everything"],
    ["expiresInDays", "30"],
  ]);
  const webhook = await act("addWebhookAction", "/settings/webhooks", [
    // Nobody listens there.
    ["url", "http://127.0.0.1:9/marker"],
    ["name", "Marked receiver"],
  ]);
  await act("startImportAction", "/portals/import", [
    ["appId", appId],
    ["file", { fileName: "tokens.csv", bytes: Buffer.from(`refresh_token\n${IMPORTED}\n`) }],
  ]);
  await act("bulkRefreshAction", "/portals", [
    ["portalIds", portalIds.join(",")],
    ["seen", String(portalIds.length)],
  ]);
  const invited = await act("invitePersonAction", "/team", [
    ["email", "somebody@team.example"],
    ["role", "support"],
  ]);
  await act("createRoleAction", "/settings/roles/new", [
    ["name", "Onboarding"],
    ["meaning", "Connects portals."],
    ["permissions", "portals.connect"],
  ]);
  const apiKey = key.data.key ?? makeKeyText();
  const page = await rawRequest(origin, {
    path: "/api/v1/portals?limit=1",
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const { next_cursor: cursor } = JSON.parse(page.body) as { next_cursor: string };
  const ids = {
    app: appId,
    portal: portalId,
    other: portalIds[1] ?? "",
    attempt: await one(`SELECT id FROM "ConnectAttempt"`),
    import: await one(`SELECT id FROM "ImportJob"`),
    bulk: await one(`SELECT id FROM "BulkJob"`),
    target: webhook.data.targetId ?? "",
    key: await one(`SELECT id FROM "ApiKey"`),
    invite: invited.data.inviteId ?? "",
    grant: await one(`SELECT id FROM "Grant"`),
    role: await one(`SELECT id FROM "CustomRole"`),
    person: await one(`SELECT id FROM "Person" WHERE role = 'support'`),
  };
  return {
    places: {
      "[slug]": slug,
      "[portalId]": ids.portal,
      "[attemptId]": ids.attempt,
      "/import/[jobId]": `/import/${ids.import}`,
      "/bulk/[jobId]": `/bulk/${ids.bulk}`,
      "[targetId]": ids.target,
      "[roleId]": ids.role,
      "[document]": "glossary",
      // No logo is stored: who asks for one gets nothing, whoever it is.
      "[file]": `${"0".repeat(64)}.png`,
      "[...nextauth]": "session",
    },
    ...{ slug, hubId: HUB_ID, otherHubId: OTHER_HUB_ID, apiKey, cursor, ids: Object.values(ids) },
    secrets: {
      "client secret": [CLIENT_SECRET],
      "API key": [apiKey],
      "webhook secret": [webhook.data.secret ?? ""],
      "imported token": [IMPORTED],
      invitation: [(invited.data.link ?? "").replace(/^.*token=/, "")],
      session: [cookie.replace(/^.*portico\.session=/, "")],
      password: [owner.password],
    },
  };
}

/** Tokens that HubSpot has given so far; each refresh adds one. */
export async function tokensOf({ control }: Stack): Promise<string[]> {
  const { accessTokens, refreshTokens } = await control.state();
  return [...accessTokens, ...refreshTokens].map(({ token }) => token);
}

/** An address of a pattern. */
export function fill(pattern: string, places: Record<string, string>): string {
  const filled = Object.entries(places).reduce(
    (text, [bracket, value]) => text.replace(bracket, value),
    pattern,
  );
  if (filled.includes("[")) throw new Error(`nothing stands for a bracket of ${pattern}`);
  return filled;
}
