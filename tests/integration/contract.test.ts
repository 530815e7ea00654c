import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { API_VERSIONS, type ApiVersion } from "@/lib/hubspot/api-version";
import { createHubSpotClient, type AppCredentials } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";
import { createControlClient, type ControlClient } from "../hubspot-simulator/control-client";
import { startSimulator, type Simulator } from "../hubspot-simulator/server";
import {
  hasSpecs,
  loadOperations,
  matches,
  requestProblems,
  responseProblems,
  type Operation,
} from "../support/openapi";
import {
  startRecordingProxy,
  type Exchange,
  type RecordingProxy,
} from "../support/recording-proxy";

// Both directions against HubSpot's published OpenAPI files: what our client sends, and what our simulator answers.
// Where the files themselves are known to be wrong or reduced, the test says so and expects exactly that.

const CLIENT_SECRET = "99999999-8888-4777-8666-555555555555";
const APP = {
  clientId: "11111111-2222-4333-8444-555555555555",
  redirectUri: "http://localhost:3000/oauth/callback",
  scope: "oauth crm.objects.contacts.read",
};
const HUB_ID = 62515;

/** Calls of one version by name, filled by the story below. */
type Story = Record<string, Exchange>;

const stories: Partial<Record<ApiVersion, Story>> = {};
const operations: Operation[] = hasSpecs ? loadOperations() : [];
let simulator: Simulator | undefined;
let proxy: RecordingProxy | undefined;

beforeAll(async () => {
  if (!hasSpecs) return;
  simulator = await startSimulator();
  proxy = await startRecordingProxy(simulator.apiUrl);
  const control = createControlClient(simulator.controlUrl);
  for (const version of API_VERSIONS) stories[version] = await tell(version, control, proxy);
});

afterAll(async () => {
  await proxy?.close();
  await simulator?.close();
});

/** Everything the client can do, once, with the real client and the real simulator. */
async function tell(
  apiVersion: ApiVersion,
  control: ControlClient,
  recorder: RecordingProxy,
): Promise<Story> {
  await control.reset();
  const client = createHubSpotClient(recorder.url, createTransport());
  const app: AppCredentials = {
    clientId: APP.clientId,
    clientSecret: new Secret(CLIENT_SECRET),
    apiVersion,
  };
  const story: Story = {};
  const note = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const before = recorder.exchanges.length;
    try {
      return await work;
    } finally {
      const made = recorder.exchanges.slice(before);
      expect(made, `${name} is one call`).toHaveLength(1);
      if (made[0]) story[name] = made[0];
    }
  };
  const { redirectTo } = await control.authorize({ ...APP, hubId: HUB_ID });
  const code = new URL(redirectTo).searchParams.get("code") ?? "";
  const redirectUri = APP.redirectUri;
  const first = await note("exchange", client.exchangeCode(app, { code, redirectUri }));
  const refreshToken = first.refreshToken ?? new Secret("none");
  const codeVerifier = new Secret(randomBytes(32).toString("base64url"));
  const again = client.exchangeCode(app, { code, redirectUri, codeVerifier });
  await note("used code", again).catch(() => undefined);
  const { accessToken } = await note("refresh", client.refresh(app, refreshToken));
  if (!accessToken) throw new Error("no access token");
  await note("introspect access", client.introspect(app, accessToken, "access_token"));
  await note("introspect refresh", client.introspect(app, refreshToken, "refresh_token"));
  await note("account details", client.accountDetails(app, accessToken));
  await note("no access token", client.accountDetails(app, new Secret("none"))).catch(
    () => undefined,
  );
  await note("revoke", client.revoke(app, refreshToken));
  await note("introspect dead", client.introspect(app, refreshToken, "refresh_token"));
  await note("dead refresh", client.refresh(app, refreshToken)).catch(() => undefined);
  const scopes = ["developer.webhooks_journal.read"];
  await note("client credentials", client.clientCredentials(app, scopes));
  await note("uninstall", client.uninstall(app, accessToken));
  return story;
}

function told(version: ApiVersion, name: string): Exchange {
  const exchange = stories[version]?.[name];
  if (!exchange) throw new Error(`the story of ${version} has no "${name}"`);
  return exchange;
}

function operationOf(exchange: Exchange, as = exchange.path): Operation {
  const found = operations.filter((operation) => matches(operation, exchange.method, as));
  expect(found, `operations for ${exchange.method} ${as}`).toHaveLength(1);
  return found[0] as Operation;
}

const DATED = ["2026-09", "2026-03"] as const;
const NAMES = [
  "exchange",
  "used code",
  "refresh",
  "introspect access",
  "introspect refresh",
  "introspect dead",
  "account details",
  "revoke",
  "uninstall",
] as const;
const ALL = API_VERSIONS.flatMap((version) => NAMES.map((name) => [version, name] as const));

describe.skipIf(!hasSpecs)("requests of the client against the specification", () => {
  it.each(ALL)("%s: %s", (version, name) => {
    const exchange = told(version, name);
    expect(requestProblems(operationOf(exchange), exchange)).toEqual([]);
  });

  it.each(["2026-03", "v1"] as const)("%s: client credentials, on the dated path", (version) => {
    const exchange = told(version, "client credentials");
    expect(exchange.path).toBe("/oauth/2026-03/token");
    expect(requestProblems(operationOf(exchange), exchange)).toEqual([]);
  });

  it.each(ALL)("%s: %s authenticates one way only", (version, name) => {
    const { path, requestHeaders, requestBody } = told(version, name);
    const isOAuth = path.startsWith("/oauth/");
    expect("authorization" in requestHeaders).toBe(!isOAuth);
    const form = new URLSearchParams(requestBody);
    expect(form.has("client_secret")).toBe(isOAuth && !path.includes("-tokens/"));
  });

  it.each(DATED)("%s: no token stands in an address", (version) => {
    const paths = NAMES.map((name) => told(version, name).path);
    expect(paths.filter((path) => /na1-|\/C/.test(path))).toEqual([]);
  });
});

describe.skipIf(!hasSpecs)("answers of the simulator against the specification", () => {
  const typed: [ApiVersion, string][] = [
    ...(["2026-03", "v1"] as const).flatMap((version): [ApiVersion, string][] =>
      ["exchange", "refresh", "introspect access", "introspect refresh"].map((name) => [
        version,
        name,
      ]),
    ),
    ["2026-03", "client credentials"],
    ["2026-09", "introspect dead"],
    ["v1", "revoke"],
    ...API_VERSIONS.flatMap((version): [ApiVersion, string][] =>
      ["account details", "no access token", "uninstall"].map((name) => [version, name]),
    ),
  ];

  it.each(typed)("%s: %s", (version, name) => {
    const exchange = told(version, name);
    expect(responseProblems(operationOf(exchange), exchange)).toEqual([]);
  });
});

describe.skipIf(!hasSpecs)("where the specification itself falls short", () => {
  const as2603 = (path: string) => path.replace("/2026-09/", "/2026-03/");

  it.each(["exchange", "refresh", "client credentials"])(
    "2026-09 %s: no 200 is typed, so 2026-03's schema is taken",
    (name) => {
      const exchange = told("2026-09", name);
      expect(Object.keys(operationOf(exchange).responses)).toEqual(["default"]);
      const typed = operationOf(exchange, as2603(exchange.path));
      expect(responseProblems(typed, exchange)).toEqual([]);
    },
  );

  it.each(["introspect access", "introspect refresh"])(
    "2026-09 %s: typed as `active` alone, so 2026-03's schema is taken",
    (name) => {
      const exchange = told("2026-09", name);
      const extra = "must NOT have additional properties";
      const problems = responseProblems(operationOf(exchange), exchange);
      expect([...new Set(problems)]).toEqual([extra]);
      const typed = operationOf(exchange, as2603(exchange.path));
      expect(responseProblems(typed, exchange)).toEqual([]);
    },
  );

  it("2026-09 client credentials: the snapshot's grant types lack it, 2026-03's have it", () => {
    const exchange = told("2026-09", "client credentials");
    expect(requestProblems(operationOf(exchange), exchange)).toEqual([
      "grant_type must be equal to one of the allowed values",
    ]);
    const typed = operationOf(exchange, as2603(exchange.path));
    expect(requestProblems(typed, exchange)).toEqual([]);
  });

  it("2026-03 introspection: a dead token's `active: false` fits neither typed answer", () => {
    const exchange = told("2026-03", "introspect dead");
    expect(JSON.parse(exchange.responseBody)).toEqual({ active: false });
    expect(responseProblems(operationOf(exchange), exchange)).not.toEqual([]);
  });

  it.each(DATED)(
    "%s revoke: only errors are typed; 200 with an empty body is observed",
    (version) => {
      const exchange = told(version, "revoke");
      expect(Object.keys(operationOf(exchange).responses)).toEqual(["default"]);
      expect([exchange.status, exchange.responseBody]).toEqual([200, ""]);
    },
  );

  it.each(API_VERSIONS)(
    "%s token errors: the Error schema asks for a category they do not have",
    (version) => {
      for (const name of ["used code", "dead refresh"]) {
        const exchange = told(version, name);
        expect(exchange.status).toBe(400);
        expect(responseProblems(operationOf(exchange), exchange)).toEqual([
          "must have required property 'category'",
        ]);
      }
    },
  );

  it("v1 introspection of a dead token: the simulator's 404 is a generic error", () => {
    const exchange = told("v1", "introspect dead");
    expect(exchange.status).toBe(404);
    expect(responseProblems(operationOf(exchange), exchange)).toEqual([]);
  });

  it("ids are int32 in every file; ours are larger on purpose and read as text", () => {
    const exchange = told("2026-03", "account details");
    const body = JSON.parse(exchange.responseBody) as Record<string, unknown>;
    const responseBody = JSON.stringify({ ...body, portalId: 2 ** 31 });
    expect(responseProblems(operationOf(exchange), { ...exchange, responseBody })).toEqual([
      "portalId must be <= 2147483647",
    ]);
  });
});

describe.skipIf(!hasSpecs)("the validator itself can fail", () => {
  it("on a field that is missing, of another type, or made up", () => {
    const exchange = told("2026-03", "account details");
    const body = JSON.parse(exchange.responseBody) as Record<string, unknown>;
    for (const change of [{ uiDomain: undefined }, { timeZone: 7 }, { madeUp: true }]) {
      const responseBody = JSON.stringify({ ...body, ...change });
      const changed = { ...exchange, responseBody };
      expect(responseProblems(operationOf(exchange), changed)).toHaveLength(1);
    }
  });

  it("on a request in JSON, with another field, or with a query", () => {
    const exchange = told("2026-09", "refresh");
    const json = { ...exchange.requestHeaders, "content-type": "application/json" };
    for (const change of [
      { requestHeaders: json },
      { requestBody: `${exchange.requestBody}&optional_scopes=x` },
      { query: ["client_secret"] },
      { requestBody: `${exchange.requestBody}&client_id=twice` },
    ]) {
      const changed = { ...exchange, ...change };
      expect(requestProblems(operationOf(exchange), changed)).toHaveLength(1);
    }
  });
});
