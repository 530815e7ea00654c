import { afterEach, describe, expect, it, vi } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { createTransport, TOKEN_TIMEOUT_MS } from "@/lib/hubspot/transport";

const app = {
  clientId: "client",
  clientSecret: new Secret("secret-of-the-app"),
  apiVersion: "2026-09",
} as const;
const token = new Secret("na1-a-token");

afterEach(() => {
  vi.restoreAllMocks();
});

/** How long each call would be waited for; nobody listens, so none of them lasts. */
async function patienceOf(
  call: (client: ReturnType<typeof createHubSpotClient>) => Promise<unknown>,
) {
  const timeout = vi.spyOn(AbortSignal, "timeout").mockClear();
  const client = createHubSpotClient("http://127.0.0.1:1", createTransport());
  await call(client).catch(() => undefined);
  return timeout.mock.calls.map(([ms]) => ms);
}

describe("how long HubSpot is waited for", () => {
  it("a minute where giving up could cost a grant", async () => {
    expect(TOKEN_TIMEOUT_MS).toBeGreaterThanOrEqual(60_000);
    const code = { code: "c", redirectUri: "http://localhost:3000/oauth/callback" };
    expect(await patienceOf((client) => client.refresh(app, token))).toEqual([60_000]);
    expect(await patienceOf((client) => client.exchangeCode(app, code))).toEqual([60_000]);
  });

  it("a quarter of that everywhere else", async () => {
    expect(await patienceOf((client) => client.accountDetails(app, token))).toEqual([15_000]);
    expect(await patienceOf((client) => client.introspect(app, token, "access_token"))).toEqual([
      15_000,
    ]);
    expect(await patienceOf((client) => client.revoke(app, token))).toEqual([15_000]);
  });
});
