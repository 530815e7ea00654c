import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { knownSecrets, portalRow, tokenCalls } from "../support/checks";
import { startCollector, type Collector, type ReadSpan } from "../support/collector";
import { makeKey } from "../support/door";
import { startDoorServer, type DoorServer } from "../support/door-server";
import { duePortals, isRenewed } from "../support/due-portals";
import { eventually } from "../support/eventually";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { settings, useWorld } from "../support/world";

const world = useWorld();
const PARENT_SPAN = "00f067aa0ba902b7";
const COLLECTOR_KEY = "key-of-the-collector-0123456789";
const UUID = /^[0-9a-f-]{36}$/;

let collector: Collector;
let made: ConnectedPortal;
let key: string;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  ({ key } = await makeKey(world(), {
    permissions: ["tokens:read", "portals:read", "portals:write", "hubspot:read"],
  }));
});

/** A whole server, started as its program starts it. */
const start = (variables: Record<string, string>) =>
  startDoorServer(world(), {
    ...{ PORTICO_DRAIN_SECONDS: "0", PORTICO_WORKERS: "off" },
    ...variables,
  });

const settingsFor = ({ url }: Collector) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  OTEL_EXPORTER_OTLP_HEADERS: `api-key=${COLLECTOR_KEY}`,
});

/** Calls the door about the portal, as part of a trace of the caller's. */
async function call(server: DoorServer, path: string, method = "GET") {
  const traceId = randomBytes(16).toString("hex");
  const answer = await fetch(`${server.url}/api/v1/portals/${made.hubId}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      traceparent: `00-${traceId}-${PARENT_SPAN}-01`,
    },
  });
  const requestId = answer.headers.get("x-request-id");
  return { traceId, requestId, status: answer.status, text: await answer.text() };
}

/** The spans of a trace from the caller's down to the last, each the only child of the one before. */
async function lineOf(traceId: string): Promise<ReadSpan[]> {
  const spans = () => collector.spans().filter((span) => span.traceId === traceId);
  const childrenOf = (spanId: string) =>
    spans().filter(({ parentSpanId }) => parentSpanId === spanId);
  // The door's span ends last.
  await eventually(() => expect(childrenOf(PARENT_SPAN)).toHaveLength(1));
  const line: ReadSpan[] = [];
  for (let next = childrenOf(PARENT_SPAN); next[0]; next = childrenOf(next[0].spanId)) {
    expect(next).toHaveLength(1);
    line.push(next[0]);
  }
  expect(line).toHaveLength(spans().length);
  return line;
}

describe("a server with a collector", () => {
  let server: DoorServer;
  beforeAll(async () => {
    collector = await startCollector();
    server = await start(settingsFor(collector));
  });
  afterAll(async () => {
    await server.stop("SIGKILL");
    await collector.close();
  });
  const refreshNames = () => [
    "portico.door.refresh",
    "portico.refresh",
    `POST /oauth/${made.app.apiVersion}/token`,
  ];

  it("makes one trace of a refresh, from the request to HubSpot's correlation id", async () => {
    const { traceId, requestId, status } = await call(server, "/refresh", "POST");
    expect(status).toBe(200);
    const line = await lineOf(traceId);
    expect(line.map(({ name }) => name)).toEqual(refreshNames());
    const [door, refresh, hubspot] = line;
    expect(door?.attributes).toEqual({
      "http.request.method": "POST",
      "http.response.status_code": 200,
      "portico.call": "refresh",
      "portico.hub_id": String(made.hubId),
      "portico.outcome": "ok",
      "portico.request_id": requestId,
    });
    expect(refresh?.attributes).toEqual({
      "portico.hub_id": String(made.hubId),
      "portico.outcome": "renewed",
      "portico.request_id": requestId,
      "portico.trigger": "person",
    });
    expect(hubspot?.attributes).toMatchObject({
      "http.response.status_code": 200,
      "hubspot.correlation_id": expect.stringMatching(UUID),
    });
    expect(line.some(({ isFailed }) => isFailed)).toBe(false);
  });

  it("says of a failed refresh why, with the correlation id that the portal's page shows", async () => {
    const match = { clientId: made.app.clientId };
    await world().control.addFault({ match, answer: "UNAVAILABLE", times: 1 });
    const { traceId } = await call(server, "/refresh", "POST");
    const line = await lineOf(traceId);
    expect(line.map(({ name }) => name)).toEqual(refreshNames());
    expect(line[1]).toMatchObject({
      isFailed: true,
      attributes: { "portico.outcome": "unavailable", "error.type": "unavailable" },
    });
    const { lastErrorCorrelationId } = await portalRow(world(), made.portal.id);
    expect(lastErrorCorrelationId).toMatch(UUID);
    expect(line[2]).toMatchObject({
      isFailed: true,
      attributes: { "hubspot.correlation_id": lastErrorCorrelationId },
    });
  });

  it("makes one short span of a token that is read as it is stored", async () => {
    const { traceId, text } = await call(server, "/token?min_ttl=60");
    const line = await lineOf(traceId);
    expect(line.map(({ name }) => name)).toEqual(["portico.door.token"]);
    const { access_token: token } = JSON.parse(text) as { access_token: string };
    expect(JSON.stringify(collector.posts)).not.toContain(token);
  });

  it("tells HubSpot nothing of the trace", async () => {
    const { traceId: refreshed } = await call(server, "/refresh", "POST");
    const { traceId: passed } = await call(server, "/hubspot/crm/v3/objects/contacts?limit=1");
    const line = await lineOf(passed);
    expect(line.map(({ name }) => name)).toEqual(["portico.door.hubspot", "GET HubSpot API"]);
    expect(line[1]?.attributes).toMatchObject({
      "http.response.status_code": 200,
      "hubspot.correlation_id": expect.stringMatching(UUID),
    });
    const refreshes = await tokenCalls(world(), made.app.clientId, "refresh_token");
    const contacts = await world().control.requests({ path: "/crm/v3/objects/contacts" });
    expect([refreshes.length, contacts.length]).toEqual([1, 1]);
    const told = JSON.stringify([...refreshes, ...contacts].map(({ headers }) => headers));
    for (const id of ["traceparent", refreshed, passed]) expect(told).not.toContain(id);
  });

  it("tells no secret, not even the collector's own", async () => {
    const { traceId } = await call(server, "/refresh", "POST");
    await lineOf(traceId);
    const told = collector.posts.map(({ path, body }) => path + body).join("\n");
    const secrets = [...(await knownSecrets(world())), COLLECTOR_KEY, made.owner.person.email];
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(collector.posts.every(({ headers }) => headers["api-key"] === COLLECTOR_KEY)).toBe(true);
  });
});

describe("a server", () => {
  let server: DoorServer | undefined;
  beforeEach(async () => {
    collector = await startCollector();
  });
  afterEach(async () => {
    await server?.stop("SIGKILL");
    await collector.close();
  });

  it("works and stops as well when its collector takes nothing", async () => {
    collector.answers("hang");
    server = await start(settingsFor(collector));
    expect((await call(server, "/refresh", "POST")).status).toBe(200);
    expect((await call(server, "/token")).status).toBe(200);
    const running = server;
    server = undefined;
    expect(await running.stop()).toBe(0);
    // What waited was sent before the end.
    expect(collector.posts.length).toBeGreaterThan(0);
  });

  it("sends nothing when that is switched off", async () => {
    server = await start({ ...settingsFor(collector), OTEL_SDK_DISABLED: "true" });
    expect((await call(server, "/refresh", "POST")).status).toBe(200);
    const running = server;
    server = undefined;
    expect(await running.stop()).toBe(0);
    expect(collector.posts).toEqual([]);
  });
});

describe("a worker", () => {
  it("makes a trace of each portal that is due, and sends what waits before it ends", async () => {
    collector = await startCollector();
    const portals = await duePortals(world(), 2);
    const { databaseUrl, encryptionKeys, apiUrl, env } = world();
    const program = ["--conditions=react-server", inject("cliFile"), "worker"];
    const child = spawn(process.execPath, program, {
      env: {
        ...process.env,
        NODE_ENV: "production",
        ...settings(databaseUrl, encryptionKeys, apiUrl, env.dataDir),
        ...settingsFor(collector),
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    try {
      for (const one of portals)
        await eventually(async () => expect(await isRenewed(world(), one)).toBe(true));
      child.kill("SIGTERM");
      expect(await once(child, "exit")).toEqual([0, null]);
    } finally {
      child.kill("SIGKILL");
      await collector.close();
    }
    const spans = collector.spans();
    const traces = portals.map(({ hubId }) => {
      const refresh = spans.find(
        ({ attributes }) => attributes["portico.hub_id"] === String(hubId),
      );
      return spans.filter(({ traceId }) => traceId === refresh?.traceId);
    });
    expect(new Set(traces.map(([span]) => span?.traceId)).size).toBe(2);
    for (const trace of traces) {
      const [refresh, call] = trace.sort((a, b) => a.kind - b.kind);
      expect(trace).toHaveLength(2);
      expect(refresh?.parentSpanId ?? "").toBe("");
      expect(refresh).toMatchObject({
        name: "portico.refresh",
        attributes: { "portico.trigger": "schedule", "portico.outcome": "renewed" },
      });
      expect(call?.parentSpanId).toBe(refresh?.spanId);
    }
  });
});
