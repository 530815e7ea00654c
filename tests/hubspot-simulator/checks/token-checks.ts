import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useSimulator } from "./harness";
import { credentials, sampleApp, tokenFields } from "./test-calls";

const { redirectUri } = sampleApp;

export function describeTokenEndpoint(): void {
  describe("token endpoint", () => {
    const sim = useSimulator();
    it.each<[string, string, string, Record<string, string>]>([
      ["BAD_CLIENT_ID", "invalid_request", "2026-03", { client_id: "nobody", grant_type: "x" }],
      ["BAD_CLIENT_ID", "invalid_request", "v1", { client_id: "nobody" }],
      ["BAD_CLIENT_SECRET", "invalid_client", "2026-09", { client_secret: "no", grant_type: "x" }],
      ["BAD_GRANT_TYPE", "unsupported_grant_type", "v3", { grant_type: "password" }],
      ["BAD_GRANT_TYPE", "unsupported_grant_type", "v1", { grant_type: "client_credentials" }],
      ["BAD_SCOPES", "invalid_scope", "2026-09", { grant_type: "client_credentials" }],
      ["BAD_AUTH_CODE", "invalid_grant", "2026-03", tokenFields("na1-unknown")],
      ["BAD_REFRESH_TOKEN", "invalid_grant", "v1", { grant_type: "refresh_token" }],
    ])("%s (%s, %s)", async (status, error, version, fields) => {
      const { api } = sim();
      const answer = await api.token(fields, version);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ status, error });
      expect(answer.body["error_description"]).toBe(answer.body["message"]);
      expect(answer.headers.get("x-hubspot-correlation-id")).toBe(answer.body["correlationId"]);
    });

    it.each(["2026-03", "2026-09", "v3", "v1"])("%s takes a form and nothing else", async (v) => {
      const { api } = sim();
      for (const type of ["application/json", "text/plain", undefined]) {
        const headers = type ? { "content-type": type } : undefined;
        const body = Buffer.from(JSON.stringify({ ...credentials, grant_type: "refresh_token" }));
        const init = headers ? { body, headers } : { body };
        expect((await api.call("POST", `/oauth/${v}/token`, init)).status).toBe(415);
      }
      expect((await api.call("GET", `/oauth/${v}/token`)).status).toBe(405);
    });

    it("exchanges a code once, for the same redirect URI, before it expires", async () => {
      const { api, control } = sim();
      const code = await api.code();
      const wrong = { redirect_uri: "http://localhost:3000/" };
      expect((await api.exchange(code, wrong)).body["status"]).toBe(
        "MISMATCH_REDIRECT_URI_AUTH_CODE",
      );
      expect((await api.exchange(code, { redirect_uri: "" })).body["status"]).toBe(
        "BAD_REDIRECT_URI",
      );
      expect((await control.state()).installs).toEqual([]);
      const { body } = await api.exchange(code);
      expect(Object.keys(body).sort().join()).toBe(
        "access_token,expires_in,hub_id,refresh_token,scopes,token_type,token_use",
      );
      expect(body).toMatchObject({ token_type: "bearer", expires_in: 1800, hub_id: 62515 });
      expect(String(body["access_token"]).length).toBeGreaterThan(300);
      expect(body["refresh_token"]).toMatch(/^na1-[0-9a-f-]{36}$/);
      expect((await api.exchange(code)).body["status"]).toBe("BAD_AUTH_CODE");
      await control.setSettings({ codeTtlSeconds: 0 });
      expect((await api.exchange(await api.code())).body["status"]).toBe("EXPIRED_AUTH_CODE");
      const state = await control.state();
      expect([state.installs.length, state.counters.reusedAuthCodes]).toEqual([1, 1]);
    });

    it("binds codes and refresh tokens to their client", async () => {
      const { api, control } = sim();
      const other = { client_id: "other", client_secret: "s" };
      await control.putApp({ clientId: "other", clientSecret: "s", redirectUris: [redirectUri] });
      expect((await api.exchange(await api.code(), other)).body["status"]).toBe("BAD_AUTH_CODE");
      const { access, refresh } = await api.connect();
      const stolen = { grant_type: "refresh_token", refresh_token: refresh, ...other };
      expect((await api.token(stolen)).body).toMatchObject({
        error: "invalid_grant",
        message: "refresh token was not issued to this client",
      });
      for (const token of [access, refresh]) {
        const asked = await api.form("/oauth/v3/token/introspect", { ...other, token });
        expect(asked.body).toEqual({ active: false });
        await api.form("/oauth/v3/token/revoke", { ...other, token });
      }
      expect((await api.refresh(refresh)).status).toBe(200);
    });

    it("checks the PKCE verifier when a challenge was sent, and refuses one that was not asked for", async () => {
      const { api } = sim();
      const verifier = randomBytes(32).toString("base64url");
      const codeChallenge = createHash("sha256").update(verifier).digest("base64url");
      const code = await api.code({ codeChallenge });
      const wrong = randomBytes(32).toString("base64url");
      const bad = { status: "BAD_CODE_VERIFIER" };
      expect((await api.exchange(code)).body).toMatchObject(bad);
      expect((await api.exchange(code, { code_verifier: wrong })).body).toMatchObject(bad);
      expect((await api.exchange(code, { code_verifier: verifier })).status).toBe(200);
      const plain = await api.code();
      expect((await api.exchange(plain, { code_verifier: verifier })).body).toMatchObject(bad);
    });

    it("keeps the refresh token, or rotates it and counts the use of a dead one", async () => {
      const { api, control } = sim();
      const { refresh } = await api.connect();
      for (const version of ["v1", "v3", "2026-03", "2026-09"])
        expect((await api.refresh(refresh, version)).body["refresh_token"]).toBe(refresh);
      await control.setSettings({ rotateRefreshTokens: true });
      const next = String((await api.refresh(refresh)).body["refresh_token"]);
      expect(next).not.toBe(refresh);
      expect((await api.refresh(refresh)).body["status"]).toBe("BAD_REFRESH_TOKEN");
      expect((await api.refresh(next)).status).toBe(200);
      const { counters } = await control.state();
      expect(counters).toMatchObject({ rotations: 2, reusedRotatedTokens: 1, refreshes: 6 });
    });

    it("gives an app-level token without a refresh token", async () => {
      const { api } = sim();
      const asked = { grant_type: "client_credentials", scope: "developer.webhooks_journal.read" };
      const { body } = await api.token(asked);
      expect(body).toMatchObject({ token_use: "client_credentials", expires_in: 1800 });
      expect(body).not.toHaveProperty("refresh_token");
      expect(body).not.toHaveProperty("hub_id");
    });

    it("a second consent opens a second grant, or repeats the token when told to", async () => {
      const { api, control } = sim();
      const first = await api.connect();
      const second = await api.connect();
      expect(second.refresh).not.toBe(first.refresh);
      await control.setSettings({ reauthorizeReturnsSameRefreshToken: true });
      expect([first.refresh, second.refresh]).toContain((await api.connect()).refresh);
    });
  });
}
