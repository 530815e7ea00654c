import { describe, expect, it } from "vitest";
import { useSimulator } from "./harness";

const details = "/account-info/2026-03/details";
const contacts = "/crm/v3/objects/contacts";

export function describeApi(): void {
  describe("ordinary calls", () => {
    const sim = useSimulator();

    it.each(["v3", "2026-03", "2026-09"])("account details %s", async (version) => {
      const { api } = sim();
      const { access } = await api.connect(62516);
      const answer = await api.bearer("GET", `/account-info/${version}/details`, access);
      expect(answer.body).toMatchObject({
        portalId: 62516,
        accountType: "STANDARD",
        timeZone: "Europe/Berlin",
        companyCurrency: "EUR",
        additionalCurrencies: [],
        uiDomain: "app-eu1.hubspot.com",
        dataHostingLocation: "eu1",
      });
      expect(answer.body["utcOffset"]).toMatch(/^\+0[12]:00$/);
      expect([3_600_000, 7_200_000]).toContain(answer.body["utcOffsetMilliseconds"]);
      expect(answer.headers.get("x-hubspot-ratelimit-max")).toBe("110");
      expect(answer.headers.get("x-hubspot-ratelimit-remaining")).toBe("109");
      expect(answer.headers.get("x-hubspot-ratelimit-daily")).toBeNull();
      expect(answer.headers.get("x-hubspot-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
    });

    it.each<[string, (token: string) => Record<string, string>, string, RegExp]>([
      ["no header", () => ({}), "INVALID_AUTHENTICATION", /^Authentication credentials not found/],
      ["Basic", () => ({ authorization: "Basic eA==" }), "INVALID_AUTHENTICATION", /not found/],
      ["a refresh token", () => ({ authorization: "Bearer na1-x" }), "INVALID_AUTHENTICATION", /./],
      ["a foreign token", () => ({ authorization: "Bearer Cx" }), "EXPIRED_AUTHENTICATION", /day/],
      ["expired", (t) => ({ authorization: `Bearer ${t}` }), "EXPIRED_AUTHENTICATION", /5 minute/],
    ])("401 for %s", async (_name, headersFor, category, message) => {
      const { api, control } = sim();
      const { access } = await api.connect();
      await control.expireTokens({ hubId: 62515 });
      await control.setSettings({ clockOffsetSeconds: 300 });
      const answer = await api.call("GET", details, { headers: headersFor(access) });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("x-hubspot-auth-failure")).toBe("401 Unauthorized");
      expect(answer.body).toMatchObject({ status: "error", category });
      expect(answer.body["message"]).toMatch(message);
      expect("context" in answer.body).toBe(category === "EXPIRED_AUTHENTICATION");
    });

    it("403 names the scopes that would do", async () => {
      const { api, control } = sim();
      await control.putApp({
        clientId: "narrow",
        clientSecret: "s",
        redirectUris: ["https://app.example.com/cb"],
      });
      const code = await api.code({
        clientId: "narrow",
        redirectUri: "https://app.example.com/cb",
        scope: "oauth",
      });
      const { body } = await api.exchange(code, {
        client_id: "narrow",
        client_secret: "s",
        redirect_uri: "https://app.example.com/cb",
      });
      const answer = await api.bearer("GET", contacts, String(body["access_token"]));
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({
        category: "MISSING_SCOPES",
        errors: [{ context: { requiredGranularScopes: ["crm.objects.contacts.read"] } }],
        links: { scopes: "https://developers.hubspot.com/scopes" },
      });
    });

    it("limits calls per app and account", async () => {
      const { api, control } = sim();
      const [one, two] = [await api.connect(), await api.connect(62516)];
      await control.setSettings({ rateLimitMax: 1 });
      expect((await api.bearer("GET", details, one.access)).status).toBe(200);
      const refused = await api.bearer("GET", details, one.access);
      expect(refused.status).toBe(429);
      expect(refused.body).toMatchObject({ policyName: "TEN_SECONDLY_ROLLING" });
      expect(refused.headers.get("retry-after")).toBeNull();
      expect((await api.bearer("GET", details, two.access)).status).toBe(200);
    });

    it.each(["v3", "2026-03", "2026-09"])("uninstall %s ends refresh tokens", async (version) => {
      const { api, control } = sim();
      const { access, refresh } = await api.connect();
      const other = await api.connect(62516);
      const path = `/appinstalls/${version}/external-install`;
      expect((await api.bearer("GET", path, access)).status).toBe(405);
      const gone = await api.bearer("DELETE", path, access);
      expect([gone.status, gone.text]).toEqual([204, ""]);
      expect((await api.refresh(refresh)).body["status"]).toBe("BAD_REFRESH_TOKEN");
      expect((await api.refresh(other.refresh)).status).toBe(200);
      expect((await api.bearer("GET", details, access)).status).toBe(200);
      expect((await control.state()).installs.map((i) => i.hubId)).toEqual([62516]);
    });

    it("unknown paths and methods answer in HubSpot's error shape", async () => {
      const { api } = sim();
      const lost = await api.call("GET", "/oauth/2025-09/token");
      expect([lost.status, lost.body["status"]]).toEqual([404, "error"]);
      const wrong = await api.call("DELETE", details);
      expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET"]);
    });
  });
}
