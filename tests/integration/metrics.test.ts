import type { IncomingMessage } from "node:http";
import { claimHeaders } from "@/bin/server/client-address.mjs";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { collectMetrics } from "@/lib/metrics/collect";
import { mayReadMetrics } from "@/lib/metrics/may-read";
import { Secret } from "@/lib/crypto/secret";
import { readEnv } from "@/lib/env";
import { recordAlone } from "@/lib/audit/record";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { makeKey, startDoor } from "../support/door";
import { makePortal } from "../support/makers";
import { settings, useWorld } from "../support/world";

const world = useWorld();

const read = async () => (await collectMetrics(world().context())).text;
const valueOf = (text: string, line: string) =>
  Number(new RegExp(`^${line.replace(/[{}]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);

describe("metrics", () => {
  it("count what happens, without naming anybody", async () => {
    const { portal, hubId, app, owner } = await makePortal(world());
    // Counts are the process's: other tests of it have counted too.
    const before = await read();
    await refreshPortal(owner.ctx, { portalId: portal.id, trigger: "person" });
    await world().control.addFault({
      match: { path: "/token" },
      answer: "UNAVAILABLE",
      times: 0,
    });
    await refreshPortal(owner.ctx, { portalId: portal.id, trigger: "person" });
    await world().control.clearFaults();
    const { key } = await makeKey(world());
    const door = await startDoor(world());
    await door.call(`/portals/${hubId}/token`, { key });
    await door.call("/portals/1/token", { key });
    await door.close();
    await world().db.portal.update({
      where: { id: portal.id },
      data: { nextRefreshAt: new Date(Date.now() - 600_000) },
    });
    await recordAlone(owner.ctx, { action: "session.refused", outcome: "denied" });
    const text = await read();
    const more = (line: string) => valueOf(text, line) - (valueOf(before, line) || 0);
    expect(more('portico_refreshes_total{outcome="renewed",trigger="person"}')).toBe(1);
    expect(more('portico_refreshes_total{outcome="unavailable",trigger="person"}')).toBe(1);
    expect(more("portico_refresh_seconds_count")).toBe(2);
    expect(more('portico_sign_ins_total{outcome="refused"}')).toBe(1);
    expect(valueOf(text, 'portico_database_connections{state="busy"}')).toBeGreaterThanOrEqual(0);
    expect(
      valueOf(text, 'portico_database_connections{state="idle"}') +
        valueOf(text, 'portico_database_connections{state="busy"}'),
    ).toBeGreaterThan(0);
    expect(more('portico_api_calls_total{call="token",code="ok"}')).toBe(1);
    expect(more('portico_api_calls_total{call="token",code="unknown_portal"}')).toBe(1);
    expect(valueOf(text, "portico_refreshes_due")).toBe(1);
    expect(valueOf(text, "portico_refreshes_late")).toBe(1);
    expect(valueOf(text, 'portico_portals{status="degraded"}')).toBe(1);
    for (const id of [portal.id, app.id, app.clientId, String(hubId)])
      expect(text).not.toContain(id);
  });

  it("are those that the documents and alert rules name", async () => {
    const text = await read();
    for (const file of [
      "docs/metrics.md",
      "docs/prometheus-alerts.yml",
      "docs/grafana-dashboard.json",
    ]) {
      const names = readFileSync(file, "utf8").match(/portico_[a-z_]+/g) ?? [];
      expect(names.length).toBeGreaterThan(5);
      // A histogram is read by its buckets.
      for (const name of new Set(names.map((one) => one.replace(/_bucket$/, ""))))
        expect(text, `${name} of ${file}`).toContain(`# TYPE ${name} `);
    }
    const told = [...text.matchAll(/^# TYPE (portico_\w+) /gm)].map(([, name]) => name);
    for (const name of told) expect(readFileSync("docs/metrics.md", "utf8")).toContain(`${name}`);
  });
});

describe("metrics are read", () => {
  const from = (ip: string, authorization = "") =>
    new Headers({ "x-portico-client-ip": ip, authorization });

  it("on this machine alone, without a token", () => {
    const env = {};
    for (const ip of ["127.0.0.1", "127.1.2.3", "::1"])
      expect(mayReadMetrics(from(ip), env)).toBe("yes");
    for (const ip of ["10.0.0.1", "", "::2", "127.0.0.1.evil.example", "1127.0.0.1"])
      expect(mayReadMetrics(from(ip), env)).toMatch(/this machine alone/);
  });

  it("not by what a proxy of this machine passes on", () => {
    const request = (headers: Record<string, string>) => {
      const socket = { remoteAddress: "127.0.0.1" };
      const message = { headers: { ...headers }, socket } as unknown as IncomingMessage;
      claimHeaders(message, 0);
      return new Headers(message.headers as Record<string, string>);
    };
    expect(mayReadMetrics(request({ "x-portico-passed-on": "1" }), {})).toBe("yes");
    for (const name of ["x-forwarded-for", "forwarded", "via"])
      expect(mayReadMetrics(request({ [name]: "203.0.113.9" }), {})).toMatch(/this machine alone/);
  });

  it("with the token and nothing else, where one is set", () => {
    const env = { metricsToken: new Secret("a-token-for-metrics") };
    expect(mayReadMetrics(from("10.0.0.1", "Bearer a-token-for-metrics"), env)).toBe("yes");
    for (const given of [
      "",
      "Bearer ",
      "Bearer a-token-for-metric",
      "a-token-for-metrics",
      "Basic a-token-for-metrics",
    ])
      expect(mayReadMetrics(from("127.0.0.1", given), env)).toMatch(/bearer token/);
  });

  it("with a token that is none to guess", () => {
    const all = settings("postgresql://x", world().encryptionKeys, world().apiUrl, "/tmp");
    expect(() => readEnv({ ...all, PORTICO_METRICS_TOKEN: "short" })).toThrow(
      /PORTICO_METRICS_TOKEN is shorter than 16/,
    );
  });
});
