import { rawRequest, type RawAnswer, type RawRequest } from "../../support/raw-request";
import * as rows from "../../support/surface/rows";
import {
  builtAction,
  builtActions,
  sendAction,
  type Field,
} from "../../support/surface/server-actions";
import { fill, type Furnished } from "./furnish";

/** An answer, and which request it was to. */
export interface Told {
  place: string;
  text: string;
}

/** Cookies by who has them; nobody has none. */
export type Visitors = Record<string, string>;

/** One that somebody was given to a request for a page or a handler. */
export interface Crawled extends Told {
  visitor: string;
  /** As it stands in the rows of the surface. */
  pattern: string;
  isPayload: boolean;
  answer: RawAnswer;
}

/** The answer to an action. */
export interface ActedOn extends Told {
  visitor: string;
  name: string;
  answer: RawAnswer;
}

/** The whole answer but the cookies it sets: these are for whoever asked. */
function toldBy(place: string, { status, headers, body }: RawAnswer): Told {
  const { "set-cookie": _own, ...others } = headers;
  return { place: `${place}: ${status}`, text: `${JSON.stringify(others)}\n${body}` };
}

interface Place {
  origin: string;
  world: Furnished;
  visitors: Visitors;
}

/**
 * Every page, as HTML and as the payload of a navigation, and every handler that answers a GET; as everybody.
 * @param isWanted leaves pages out
 */
export async function crawlPages(
  { origin, world, visitors }: Place,
  isWanted: (path: string) => boolean = () => true,
): Promise<Crawled[]> {
  const pages = [...Object.keys(rows.PAGES), ...Object.keys(rows.PUBLIC_PAGES)];
  const handlers = [...Object.keys(rows.ROUTES), ...Object.keys(rows.PUBLIC_ROUTES)]
    .filter((name) => name.startsWith("GET "))
    .map((name) => name.slice("GET ".length));
  const wrong = ["/portals/none", "/apps/none", "/nowhere", "/portals?cursor=none&status=none"];
  const crawled: Crawled[] = [];
  const asked = [...pages, ...handlers, ...wrong]
    .map((pattern) => ({ pattern, path: fill(pattern, world.places) }))
    .filter(({ path }) => isWanted(path));
  for (const { pattern, path } of asked)
    await Promise.all(
      Object.entries(visitors).map(async ([visitor, cookie]) => {
        // A stream of changes does not end by itself.
        const at = path === "/api/live" ? `${path}?once=1` : path;
        for (const isPayload of [false, true]) {
          const manner: Record<string, string> = isPayload ? { rsc: "1" } : { accept: "text/html" };
          const answer = await follow(origin, at, { cookie, ...manner });
          const told = toldBy(`${visitor} at ${path} ${isPayload ? "(payload)" : ""}`, answer);
          crawled.push({ ...told, visitor, pattern, isPayload, answer });
        }
      }),
    );
  return crawled;
}

/** The framework first sends a navigation to an address that caches may tell apart. */
async function follow(origin: string, path: string, headers: Record<string, string>) {
  const first = await rawRequest(origin, { path, headers });
  const place = new URL(String(first.headers.location ?? path), origin);
  const isSame = first.status === 307 && place.pathname === path.split("?")[0];
  return isSame ? rawRequest(origin, { path: place.pathname + place.search, headers }) : first;
}

/** A form that no action takes: it is refused after the permission is known and before anything is done. */
export const UNSTORABLE: Field[] = [["matrix", "\0"]];

/** Every action with a form that none takes: what it refuses with. */
export async function crawlActions({ origin, world, visitors }: Place): Promise<ActedOn[]> {
  const told: ActedOn[] = [];
  for (const { id, name, pages } of builtActions())
    await Promise.all(
      Object.entries(visitors).map(async ([visitor, cookie]) => {
        const address = fill(pages[0] ?? "", world.places);
        const answer = await sendAction(origin, { id, address, fields: UNSTORABLE, cookie });
        told.push({ ...toldBy(`${visitor}: ${name}`, answer), visitor, name, answer });
      }),
    );
  return told;
}

/** What people and programs send that is secret and wrong, or to the wrong place. */
export async function sendSecrets(
  { origin, visitors }: Place,
  secret: string,
  token: string,
): Promise<Told[]> {
  const form = "application/x-www-form-urlencoded";
  const inspect = builtAction("inspectTokenAction");
  const requests: [string, RawRequest][] = [
    ["a callback", { path: `/oauth/callback?code=${secret}&state=${secret}` }],
    [
      "a wrong API key",
      { path: "/api/v1/portals", headers: { authorization: `Bearer ${secret}` } },
    ],
    [
      "a wrong secret at the token endpoint",
      {
        ...{ method: "POST", path: "/hubspot/oauth/2026-03/token" },
        headers: { "content-type": form },
        body: `grant_type=refresh_token&client_secret=${secret}&refresh_token=${secret}`,
      },
    ],
    [
      "a wrong password",
      {
        ...{ method: "POST", path: "/api/auth/callback/credentials" },
        headers: { origin, "content-type": form },
        body: `email=olivia@team.example&password=${secret}`,
      },
    ],
    [
      "a broken form",
      {
        ...{ method: "POST", path: "/login" },
        headers: { origin, "content-type": "multipart/form-data; boundary=b" },
        body: `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${secret}`,
      },
    ],
  ];
  // A page names its own address to whoever asked for it; nobody else may hear of it, the log neither.
  for (const cookie of [visitors.owner ?? "", ""])
    await rawRequest(origin, { path: `/portals?access_token=${secret}`, headers: { cookie } });
  const told: Told[] = [];
  for (const [place, request] of requests)
    told.push(toldBy(place, await rawRequest(origin, request)));
  for (const text of [secret, token]) {
    const sent = { id: inspect.id, address: "/inspector", cookie: visitors.owner };
    const answer = await sendAction(origin, { ...sent, fields: [["token", text]] });
    told.push(toldBy("a token that is inspected", answer));
  }
  return told;
}

/** Every operation that the API describes, with a key for everything, and wrongly; and its description. */
export async function crawlApi({ origin, world }: Place): Promise<Told[]> {
  const headers = { authorization: `Bearer ${world.apiKey}` };
  const described = await rawRequest(origin, { path: "/api/v1/openapi.json", headers });
  const { paths } = JSON.parse(described.body) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const told: Told[] = [toldBy("the API's description", described)];
  for (const [pattern, operations] of Object.entries(paths))
    for (const method of Object.keys(operations).map((one) => one.toUpperCase()))
      for (const hubId of [world.hubId, 1, "none"]) {
        // What ends a grant is asked of a portal that there is not.
        if (method === "DELETE" && hubId === world.hubId) continue;
        const path = pattern
          .replace("{hubId}", String(hubId))
          .replace(/\{[^}]*\}/, "crm/v3/objects/contacts");
        const full = path.startsWith("/api/") ? path : `/api/v1${path}`;
        const answer = await rawRequest(origin, { method, path: full, headers });
        told.push(toldBy(`API ${method} ${path}`, answer));
      }
  return told;
}
