// An OpenID Connect provider as a process of its own, for tests of single sign-on: a certified library, with people who sign in by
// their name alone. It prints its issuer; what is posted to /people changes who is there.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [origin = "", port = "0"] = process.argv.slice(2);

/** @type {Map<string, Record<string, unknown>>} */
const people = new Map([
  ["olivia", { email: "olivia@team.example", email_verified: true, name: "Olivia Owner" }],
  ["nina", { email: "nina@team.example", email_verified: true, name: "Nina New", groups: ["crm"] }],
  ["mallory", { email: "olivia@team.example", email_verified: false, name: "Mallory" }],
]);

const server = createServer();
await new Promise((resolve) => server.listen(Number(port), "127.0.0.1", () => resolve(undefined)));
const address = server.address();
const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "portico",
      client_secret: "a-client-secret-for-tests-alone",
      redirect_uris: [`${origin}/api/auth/callback/oidc`],
      grant_types: ["authorization_code", "refresh_token"],
      backchannel_logout_uri: `${origin}/api/oidc/back-channel-logout`,
      backchannel_logout_session_required: true,
    },
  ],
  claims: { openid: ["sub", "groups"], email: ["email", "email_verified"], profile: ["name"] },
  scopes: ["openid", "offline_access", "email", "profile"],
  features: {
    devInteractions: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  pkce: { required: () => true },
  issueRefreshToken: async () => true,
  // Its own refuses addresses of this machine, where Portico is.
  fetch: (url, { dispatcher: _own, ...options }) => fetch(url, options),
  ttl: {
    AccessToken: 600,
    IdToken: 600,
    Session: 3600,
    Grant: 3600,
    RefreshToken: 3600,
    Interaction: 600,
  },
  cookies: { keys: ["cookies of a provider for tests"] },
  findAccount(_ctx, sub) {
    const claims = people.get(sub);
    return claims && { accountId: sub, claims: () => ({ sub, ...claims }) };
  },
});

const answer = provider.callback();
server.on("request", (request, response) => {
  if (request.method !== "DELETE") return void answer(request, response);
  people.delete((request.url ?? "").slice("/people/".length));
  response.end();
});
process.stdout.write(`${issuer}\n`);
