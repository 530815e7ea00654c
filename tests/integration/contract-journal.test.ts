import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { JOURNAL_SCOPES } from "@/lib/hubspot/journal";
import { createTransport } from "@/lib/hubspot/transport";
import { createControlClient } from "../hubspot-simulator/control-client";
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

// The webhooks journal against HubSpot's published OpenAPI file, both directions.

const clientId = "11111111-2222-4333-8444-555555555555";
const redirectUri = "http://localhost:3000/oauth/callback";
const scope = "oauth crm.objects.contacts.read";
const hubId = 62515;

const operations: Operation[] = hasSpecs ? loadOperations() : [];
let simulator: Simulator | undefined;
let proxy: RecordingProxy | undefined;

beforeAll(async () => {
  if (!hasSpecs) return;
  simulator = await startSimulator();
  proxy = await startRecordingProxy(simulator.apiUrl);
  const control = createControlClient(simulator.controlUrl);
  const client = createHubSpotClient(proxy.url, createTransport());
  const clientSecret = new Secret("99999999-8888-4777-8666-555555555555");
  const app = { clientId, clientSecret, apiVersion: "2026-09" } as const;
  const token = await client.clientCredentials(app, JOURNAL_SCOPES);
  await client.journal.subscribe(token);
  const { redirectTo } = await control.authorize({ clientId, redirectUri, scope, hubId });
  const code = new URL(redirectTo).searchParams.get("code") ?? "";
  await client.exchangeCode(app, { code, redirectUri });
  await control.uninstall({ hubId, clientId });
  const entry = await client.journal.next(token, null);
  await client.journal.next(token, entry?.offset ?? "");
});

afterAll(async () => {
  await proxy?.close();
  await simulator?.close();
});

function recorded(method: string, end: string, status: number): [Operation, Exchange] {
  const calls = proxy?.exchanges.filter(
    (one) =>
      one.method === method && one.path.endsWith(end) && one.path.includes("/webhooks-journal/"),
  );
  expect(calls?.map((call) => call.status)).toEqual([status]);
  const exchange = calls?.[0] as Exchange;
  const found = operations.filter((one) => matches(one, method, exchange.path));
  expect(found).toHaveLength(1);
  return [found[0] as Operation, exchange];
}

const CALLS: [string, string, string, number][] = [
  ["subscribing to uninstalls", "POST", "/subscriptions/2026-03", 200],
  ["the earliest entry", "GET", "/earliest", 200],
  ["nothing new", "GET", "/next", 204],
];

describe.skipIf(!hasSpecs)("the webhooks journal against the specification", () => {
  it.each(CALLS)("%s: request", (_name, method, end, status) => {
    const [operation, exchange] = recorded(method, end, status);
    expect(requestProblems(operation, exchange)).toEqual([]);
    expect(exchange.requestHeaders.authorization).toMatch(/^Bearer C/);
  });

  it("subscribing to uninstalls: answer", () => {
    const [operation, exchange] = recorded("POST", "/subscriptions/2026-03", 200);
    expect(responseProblems(operation, exchange)).toEqual([]);
  });

  it("places of entries: the file types errors only, so the schema of batches is taken", () => {
    const [operation, exchange] = recorded("GET", "/earliest", 200);
    expect(Object.keys(operation.responses)).toEqual(["default"]);
    const batch = operations.find(({ template }) =>
      template.endsWith("/journal/2026-03/batch/earliest/{count}"),
    );
    const one = JSON.parse(exchange.responseBody) as unknown;
    const completedAt = new Date().toISOString();
    const wrapped = { status: "COMPLETE", results: [one], startedAt: completedAt, completedAt };
    const responseBody = JSON.stringify(wrapped);
    expect(batch && responseProblems(batch, { ...exchange, responseBody })).toEqual([]);
  });
});
