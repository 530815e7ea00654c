import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createControlClient } from "../control-client";
import type { SimAppInput } from "../types";
import { useSimulator } from "./harness";
import { sampleApp } from "./test-calls";

const { clientId, clientSecret } = sampleApp;
const entry = fileURLToPath(new URL("../main.ts", import.meta.url));

export function describeControl(): void {
  describe("control side", () => {
    const sim = useSimulator();

    it("knows the sample app and the five accounts at start and after a reset", async () => {
      const { control } = sim();
      await control.setSecret(clientId, "new");
      await control.setSettings({ rotateRefreshTokens: true });
      await control.deletePortal(62515);
      await control.putPortal({ hubId: 7 });
      expect(await control.portals()).toHaveLength(6);
      await control.reset();
      expect(await control.apps()).toMatchObject([{ clientId, clientSecret, name: "Sample App" }]);
      const portals = await control.portals();
      expect(portals.map((p) => [p.hubId, p.hublet, p.accountType, p.deleted])).toEqual([
        [62515, "na1", "STANDARD", false],
        [62516, "eu1", "STANDARD", false],
        [62517, "na1", "STANDARD", false],
        [62518, "na2", "STANDARD", false],
        [62519, "na1", "DEVELOPER_TEST", false],
      ]);
      expect((await control.settings()).rotateRefreshTokens).toBe(false);
    });

    it.each<[string, Partial<SimAppInput>]>([
      ["plain http", { redirectUris: ["http://portico.example/cb"] }],
      ["an IP address", { redirectUris: ["http://127.0.0.1:3000/oauth/callback"] }],
      ["an IPv6 address", { redirectUris: ["https://[::1]/cb"] }],
      ["no redirect URI", { redirectUris: [] }],
      ["no oauth scope", { requiredScopes: ["content"] }],
      ["a scope in two classes", { requiredScopes: ["oauth"], optionalScopes: ["oauth"] }],
    ])("refuses to register an app with %s, as HubSpot does", async (_name, changes) => {
      const { control } = sim();
      const app = { clientId: "x", clientSecret: "s", redirectUris: ["https://a.example/cb"] };
      await expect(control.putApp({ ...app, ...changes })).rejects.toThrow("400");
      expect((await control.putApp(app)).requiredScopes).toEqual(["oauth"]);
    });

    it("a replaced secret stops working at once", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      await control.setSecret(clientId, "rotated");
      expect((await api.refresh(refresh)).body["status"]).toBe("BAD_CLIENT_SECRET");
    });

    it("uninstall, grant revocation and deletion end a connection each in its own way", async () => {
      const { api, control } = sim();
      const [a, b, c] = [
        await api.connect(62515),
        await api.connect(62516),
        await api.connect(62517),
      ];
      expect(await control.uninstall({ hubId: 62515, clientId })).toEqual({ endedGrants: 1 });
      expect(await control.revokeGrants({ hubId: 62516, clientId })).toEqual({ endedGrants: 1 });
      await control.deletePortal(62517);
      expect((await api.refresh(a.refresh)).body["status"]).toBe("BAD_REFRESH_TOKEN");
      expect((await api.refresh(b.refresh)).body["status"]).toBe("BAD_REFRESH_TOKEN");
      expect((await api.refresh(c.refresh)).body).toMatchObject({
        status: "BAD_HUB",
        error: "access_denied",
      });
      expect((await api.bearer("GET", "/account-info/v3/details", c.access)).status).toBe(401);
      const { installs, grants } = await control.state();
      expect(installs.map((i) => i.hubId)).toEqual([62516, 62517]);
      expect(grants.map((g) => g.endedBy)).toEqual(["uninstalled", "revoked", undefined]);
    });

    it("moves an account to another region without ending its tokens", async () => {
      const { api, control } = sim();
      const { refresh, access } = await api.connect();
      const to = { uiDomain: "app-na3.hubspot.com", dataHostingLocation: "na3" };
      await control.movePortal(62515, to);
      const { body } = await api.bearer("GET", "/account-info/v3/details", access);
      expect(body).toMatchObject(to);
      expect((await api.refresh(refresh)).status).toBe(200);
      expect(await api.code()).toMatch(/^na3-/);
    });

    it("expires access tokens of one account only", async () => {
      const { api, control } = sim();
      const [one, two] = [await api.connect(), await api.connect(62516)];
      expect(await control.expireTokens({ hubId: 62515, clientId })).toEqual({ expired: 1 });
      expect((await api.introspect(one.access)).body).toEqual({ active: false });
      expect((await api.introspect(two.access)).body["active"]).toBe(true);
      expect((await control.state()).accessTokens.map((t) => t.alive)).toEqual([false, true]);
      await control.setSettings({ accessTokenTtlSeconds: 90 });
      expect((await api.refresh(one.refresh)).body["expires_in"]).toBe(90);
    });

    it("logs what the product sent", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      const before = (await control.requests()).at(-1)?.n ?? 0;
      await api.refresh(refresh);
      await api.bearer("GET", "/account-info/v3/details?x=1", "Cx");
      const [token, details] = await control.requests({ since: before });
      expect(token).toMatchObject({
        method: "POST",
        status: 200,
        form: { refresh_token: refresh },
      });
      expect(details).toMatchObject({
        query: { x: "1" },
        status: 401,
        headers: { authorization: "Bearer Cx" },
      });
      expect(await control.requests({ path: "/account-info" })).toHaveLength(1);
      await control.clearRequests();
      expect(await control.requests()).toEqual([]);
    });

    it("speaks strict JSON and keeps off the product's port", async () => {
      const { api, simulator } = sim();
      const url = `${simulator.controlUrl}/settings`;
      const post = (body: string, type: string) =>
        fetch(url, { method: "POST", body, headers: { "content-type": type } });
      expect((await post("{}", "text/plain")).status).toBe(415);
      expect((await post("{", "application/json")).status).toBe(400);
      expect((await post('{"accesTokenTtl":1}', "application/json")).status).toBe(400);
      expect((await fetch(url, { method: "DELETE" })).status).toBe(405);
      expect((await fetch(`${simulator.controlUrl}/nothing`)).status).toBe(404);
      expect((await api.call("GET", "/state")).status).toBe(404);
    });
  });

  describe("as a process", () => {
    const start = (...flags: string[]) =>
      spawn(process.execPath, [
        "--import",
        "tsx",
        entry,
        "--port",
        "0",
        "--control-port",
        "0",
        ...flags,
      ]);

    it("announces itself in one line, takes its flags and leaves with 0", async () => {
      const child = start("--demo", "--redirect-uri", "https://portico.example.com/oauth/callback");
      try {
        const lines: string[] = [];
        const reader = createInterface({ input: child.stdout }).on("line", (l) => lines.push(l));
        await once(reader, "line");
        const ready = JSON.parse(lines[0] ?? "") as Record<string, string>;
        expect(ready["event"]).toBe("ready");
        expect(ready["appUrl"]).toBe(ready["apiUrl"]);
        const control = createControlClient(ready["controlUrl"] ?? "");
        const [app] = await control.apps();
        expect(app?.redirectUris).toEqual(["https://portico.example.com/oauth/callback"]);
        expect(await control.portals()).toHaveLength(15);
        const gone = once(child, "exit");
        child.kill("SIGTERM");
        expect(await gone).toEqual([0, null]);
        expect(lines).toHaveLength(1);
      } finally {
        child.kill("SIGKILL");
      }
    }, 30_000);

    it("refuses a redirect URI HubSpot would refuse", async () => {
      const child = start("--redirect-uri", "http://127.0.0.1:3000/oauth/callback");
      const errors: string[] = [];
      child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
      const [code] = (await once(child, "close")) as [number | null];
      expect(code).toBe(1);
      expect(errors.join("")).toContain("no IP");
    }, 30_000);
  });
}
