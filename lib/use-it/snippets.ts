import "server-only";

// What a program has to say to use one portal, ready to be copied. No key is ever in it: programs read theirs from
// PORTICO_API_KEY.

export const LANGUAGES = ["curl", "typescript", "python"] as const;
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGE_LABELS: Record<Language, string> = {
  curl: "curl",
  typescript: "TypeScript",
  python: "Python",
};

/** What the snippets are made for. */
export interface Used {
  /** Public origin of this Portico. */
  origin: string;
  hubId: string;
  clientId: string;
  /** OAuth API version of the app, as in the address of HubSpot's token endpoint. */
  apiVersion: string;
  /** Where several apps hold the Hub ID: the one that is meant. */
  appSlug?: string;
}

type Snippets = Record<Language, string>;

/** A working access token. */
export function tokenSnippets({ origin, hubId, appSlug }: Used): Snippets {
  const query = appSlug ? `?app=${encodeURIComponent(appSlug)}` : "";
  const url = `${origin}/api/v1/portals/${hubId}/token${query}`;
  return {
    curl: `curl -sS ${shell(url)} \\\n  -H "Authorization: Bearer $PORTICO_API_KEY"`,
    typescript: `import { Client } from "@hubspot/api-client";

const answer = await fetch(${quoted(url)}, {
  headers: { authorization: \`Bearer \${process.env.PORTICO_API_KEY}\` },
});
const body = await answer.json();
if (!answer.ok) throw new Error(\`\${body.code}: \${body.title}\`);

const hubspot = new Client({ accessToken: body.access_token });`,
    python: `import json, os, urllib.request

request = urllib.request.Request(
    ${quoted(url)},
    headers={"Authorization": "Bearer " + os.environ["PORTICO_API_KEY"]},
)
with urllib.request.urlopen(request) as answer:
    access_token = json.load(answer)["access_token"]`,
  };
}

/** A call to HubSpot that goes through Portico. */
export function callSnippets({ origin, hubId, appSlug }: Used): Snippets {
  const base = `${origin}/api/v1/portals/${hubId}/hubspot`;
  const url = `${base}/crm/v3/objects/contacts?limit=10`;
  const header = appSlug ? ` \\\n  -H ${shell(`Portico-App: ${appSlug}`)}` : "";
  const option = appSlug ? `\n  defaultHeaders: { "Portico-App": ${quoted(appSlug)} },` : "";
  const entry = appSlug ? `\n        "Portico-App": ${quoted(appSlug)},` : "";
  return {
    curl: `curl -sS ${shell(url)} \\\n  -H "Authorization: Bearer $PORTICO_API_KEY"${header}`,
    typescript: `import { Client } from "@hubspot/api-client";

const hubspot = new Client({
  basePath: ${quoted(base)},
  accessToken: process.env.PORTICO_API_KEY,${option}
});
const { results } = await hubspot.crm.contacts.basicApi.getPage(10);`,
    python: `import json, os, urllib.request

request = urllib.request.Request(
    ${quoted(url)},
    headers={
        "Authorization": "Bearer " + os.environ["PORTICO_API_KEY"],${entry}
    },
)
with urllib.request.urlopen(request) as answer:
    results = json.load(answer)["results"]`,
  };
}

/** The settings of code that refreshes by itself, in the words of RFC 6749. */
export function dropInSettings({ origin, hubId, clientId }: Used) {
  return [
    { name: "Base URL", value: `${origin}/hubspot`, instead: "https://api.hubapi.com" },
    { name: "client_id", value: clientId, instead: "the same" },
    { name: "client_secret", value: "$PORTICO_API_KEY", instead: "the app's client secret" },
    { name: "refresh_token", value: `ptc-hub-${hubId}`, instead: "the portal's refresh token" },
  ];
}

/** A refresh as HubSpot's own token endpoint takes it. */
export function dropInSnippets(used: Used): Snippets {
  const { origin, hubId, clientId, apiVersion } = used;
  const url = `${origin}/hubspot/oauth/${apiVersion}/token`;
  return {
    curl: `curl -sS ${shell(url)} \\
  -d grant_type=refresh_token \\
  --data-urlencode ${shell(`client_id=${clientId}`)} \\
  --data-urlencode "client_secret=$PORTICO_API_KEY" \\
  -d refresh_token=ptc-hub-${hubId}`,
    typescript: `const answer = await fetch(${quoted(url)}, {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "refresh_token",
    client_id: ${quoted(clientId)},
    client_secret: process.env.PORTICO_API_KEY ?? "",
    refresh_token: "ptc-hub-${hubId}",
  }),
});
const { access_token, expires_in } = await answer.json();`,
    python: `import json, os, urllib.parse, urllib.request

form = urllib.parse.urlencode({
    "grant_type": "refresh_token",
    "client_id": ${quoted(clientId)},
    "client_secret": os.environ["PORTICO_API_KEY"],
    "refresh_token": "ptc-hub-${hubId}",
}).encode()
with urllib.request.urlopen(${quoted(url)}, form) as answer:
    access_token = json.load(answer)["access_token"]`,
  };
}

/** The portals of an app. */
export function listSnippet(origin: string, appSlug: string): string {
  const url = `${origin}/api/v1/portals?app=${encodeURIComponent(appSlug)}&status=connected`;
  return `curl -sS ${shell(url)} \\\n  -H "Authorization: Bearer $PORTICO_API_KEY"`;
}

/** A key for one app from a shell. */
export function keySnippet(appSlug: string): string {
  return `npm run portico -- api-keys create "My service" --allow tokens:read,hubspot:read --app ${shell(appSlug)}`;
}

/** One word of a POSIX shell: plain where it can be, else in quotes that nothing inside can end. */
function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A string of TypeScript and of Python. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
