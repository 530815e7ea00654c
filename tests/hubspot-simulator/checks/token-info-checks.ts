import { describe, expect, it } from "vitest";
import { useSimulator } from "./harness";
import { credentials } from "./test-calls";

export function describeTokenInfo(): void {
  describe("introspect, revoke and v1", () => {
    const sim = useSimulator();
    it("describes live tokens and counts their seconds down", async () => {
      const { api, control } = sim();
      const { access, refresh } = await api.connect(62518);
      await control.setSettings({ clockOffsetSeconds: 600 });
      const a = (await api.introspect(access)).body;
      expect(a).toMatchObject({
        active: true,
        hub_id: 62518,
        app_id: 3000001,
        token_type: "Bearer",
      });
      expect(a).toMatchObject({ token_use: "access_token", hub_domain: "umbrella.example" });
      expect(a).not.toHaveProperty("user");
      expect(a["expires_in"]).toBeLessThanOrEqual(1200);
      expect(Object.keys(a["signed_access_token"] as object)).toHaveLength(17);
      const r = (await api.introspect(refresh)).body;
      expect(r).toMatchObject({ active: true, token: refresh, token_use: "refresh_token" });
      expect(r).not.toHaveProperty("expires_in");
      expect(r).not.toHaveProperty("signed_access_token");
      await control.setSettings({ clockOffsetSeconds: 1800 });
      expect((await api.introspect(access)).body).toEqual({ active: false });
      expect((await api.introspect("na1-unknown")).body).toEqual({ active: false });
    });

    it("revoke ends the refresh token only", async () => {
      const { api, control } = sim();
      const { access, refresh } = await api.connect();
      for (const token of [access, refresh, "na1-unknown"]) {
        const answer = await api.form("/oauth/2026-09/token/revoke", { ...credentials, token });
        expect([answer.status, answer.text]).toEqual([200, ""]);
      }
      expect((await api.refresh(refresh)).body["status"]).toBe("BAD_REFRESH_TOKEN");
      expect((await api.introspect(refresh)).body).toEqual({ active: false });
      expect((await api.introspect(access)).body["active"]).toBe(true);
      expect((await api.bearer("GET", "/account-info/v3/details", access)).status).toBe(200);
      expect((await control.state()).installs).toHaveLength(1);
    });

    it("v1 metadata and delete", async () => {
      const { api } = sim();
      const { access, refresh } = await api.connect();
      const a = await api.call("GET", `/oauth/v1/access-tokens/${access}`);
      expect(a.body).toMatchObject({ token_type: "access", user: "ada@acme.example" });
      const path = `/oauth/v1/refresh-tokens/${refresh}`;
      expect((await api.call("GET", path)).body).toMatchObject({
        token_type: "refresh",
        hub_id: 62515,
      });
      expect((await api.call("DELETE", path)).status).toBe(204);
      expect((await api.call("GET", path)).status).toBe(404);
      expect((await api.call("PUT", path)).status).toBe(405);
      expect((await api.refresh(refresh, "v1")).body["status"]).toBe("BAD_REFRESH_TOKEN");
    });
  });
}
