import { describe, expect, it } from "vitest";
import { useSimulator } from "./harness";
import { sampleApp, tokenFields } from "./test-calls";

const { clientId, redirectUri, scope } = sampleApp;

const authorizePath = (changes: Record<string, string | null> = {}, hub = "") => {
  const fields = { client_id: clientId, redirect_uri: redirectUri, scope, ...changes };
  const kept = Object.entries(fields).flatMap(([k, v]) => (v === null ? [] : [[k, v]]));
  return `/oauth/${hub}authorize?${new URLSearchParams(kept)}`;
};

export function describeConsent(): void {
  describe("consent", () => {
    const sim = useSimulator();
    const insufficient = "the provided scopes are insufficient";
    const mismatch = "mismatch between the scopes in the install URL";
    it.each<[string, Record<string, string | null>, string]>([
      ["unknown client", { client_id: "nobody" }, "no app with this client ID"],
      ["unregistered redirect", { redirect_uri: `${redirectUri}/` }, "registered redirect URL"],
      ["no redirect", { redirect_uri: null }, "registered redirect URL"],
      ["required missing", { scope: "oauth" }, insufficient],
      ["required as optional", { scope: "oauth", optional_scope: scope }, insufficient],
      ["unknown to the app", { scope: `${scope} tickets` }, mismatch],
      ["optional in scope", { scope: `${scope} content` }, mismatch],
      ["conditional as optional", { optional_scope: "crm.objects.deals.read" }, mismatch],
      ["required repeated as optional", { optional_scope: "oauth" }, mismatch],
      ["plain PKCE", { code_challenge: "x", code_challenge_method: "plain" }, "must be S256"],
      ["bad challenge", { code_challenge: "x", code_challenge_method: "S256" }, "not a SHA-256"],
    ])("%s stays on HubSpot's page", async (_name, changes, text) => {
      const { api } = sim();
      const page = await api.call("GET", authorizePath(changes));
      expect(page.status).toBe(200);
      expect(page.headers.get("location")).toBeNull();
      expect(page.text).toContain("Couldn't complete the connection");
      expect(page.text).toContain(text);
      const fields = Object.fromEntries(new URL(authorizePath(changes), "http://x").searchParams);
      const posted = await api.form("/oauth/authorize", { ...fields, hub_id: "62515" });
      expect(posted.status).toBe(200);
      expect(posted.text).toContain(text);
    });

    it("shows accounts, users, scopes and both buttons, and only the preselected account", async () => {
      const { api } = sim();
      const all = await api.call("GET", authorizePath({ state: `"><script>` }));
      for (const text of [
        "Choose account",
        "Choose user",
        "Connect app",
        "Cancel",
        "globex.example",
      ])
        expect(all.text).toContain(text);
      expect(all.text).not.toContain("<script>");
      const one = await api.call("GET", authorizePath({}, "62516/"));
      expect(one.text).toContain("globex.example");
      expect(one.text).not.toContain("acme.example");
    });

    it("approval redirects with a regional code and the state exactly, cancel goes nowhere", async () => {
      const { api, control } = sim();
      const state = "a b&c=%25/é+";
      const fields = { client_id: clientId, redirect_uri: redirectUri, scope, hub_id: "62516" };
      const yes = await api.form("/oauth/authorize", { ...fields, state });
      expect(yes.status).toBe(302);
      const to = new URL(yes.headers.get("location") ?? "");
      expect(to.origin + to.pathname).toBe(redirectUri);
      expect(to.searchParams.get("code")).toMatch(/^eu1-[0-9a-f-]{36}$/);
      expect(to.searchParams.get("state")).toBe(state);
      const stateless = await api.form("/oauth/authorize", fields);
      expect(stateless.headers.get("location")).not.toContain("state=");
      const no = await api.form("/oauth/authorize", { ...fields, decision: "cancel" });
      expect([no.status, no.headers.get("location")]).toEqual([200, null]);
      expect((await control.state()).installs).toEqual([]);
    });

    it.each<[string, Record<string, string>, string]>([
      ["a user who may not install", { user_id: "2062516" }, "Request for Integration Permissions"],
      ["a user of another account", { user_id: "2062520" }, "doesn't belong"],
      ["an account that does not exist", { hub_id: "1" }, "This account doesn't exist"],
    ])("%s is refused on the page", async (_name, changes, text) => {
      const { api } = sim();
      const fields = { client_id: clientId, redirect_uri: redirectUri, scope, hub_id: "62515" };
      const page = await api.form("/oauth/authorize", { ...fields, ...changes });
      expect([page.status, page.headers.get("location")]).toEqual([200, null]);
      expect(page.text).toContain(text);
    });

    it("drops tiered optional scopes, refuses tiered required ones, honours the install cap", async () => {
      const { api, control } = sim();
      const optionalScope = "crm.objects.companies.read content";
      const granted = async (hubId: number) =>
        (await api.exchange(await api.code({ hubId, optionalScope }))).body["scopes"];
      const plain = ["oauth", "crm.objects.contacts.read", "crm.objects.companies.read"];
      expect(await granted(62517)).toEqual(plain);
      expect(await granted(62516)).toEqual([...plain, "content"]);
      const app = { clientId: "tiered", clientSecret: "s", redirectUris: [redirectUri] };
      await control.putApp({ ...app, requiredScopes: ["oauth", "hubdb"], installCap: 1 });
      const ask = { clientId: "tiered", scope: "oauth hubdb" };
      await expect(api.code({ ...ask, hubId: 62517 })).rejects.toThrow("subscription");
      const code = await api.code(ask);
      await api.token({ ...tokenFields(code), client_id: "tiered", client_secret: "s" });
      await expect(api.code({ ...ask, hubId: 62518 })).rejects.toThrow("limit of 1");
      expect(await api.code(ask)).toMatch(/^na1-/);
    });
  });
}
