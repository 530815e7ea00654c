import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  API_VERSIONS,
  daysUntilV1End,
  DEFAULT_API_VERSION,
  isApiVersion,
} from "@/lib/hubspot/api-version";
import { authorizeUrl } from "@/lib/hubspot/authorize-url";
import { isHubSpotOrigin, isLoopback } from "@/lib/hubspot/origins.mjs";
import { redirectUriAdvice, redirectUriProblem } from "@/lib/hubspot/redirect-uri";
import { anyText, anyWellFormedText } from "../support/arbitraries";

const base = {
  appUrl: "https://app.hubspot.com",
  clientId: "11111111-2222-4333-8444-555555555555",
  redirectUri: "https://portico.example.com/oauth/callback",
  scopes: ["oauth", "crm.objects.contacts.read"],
};

describe("the consent page's address", () => {
  it("has HubSpot's own form, spaces as %20", () => {
    expect(authorizeUrl(base)).toBe(
      "https://app.hubspot.com/oauth/authorize?client_id=11111111-2222-4333-8444-555555555555&redirect_uri=https%3A%2F%2Fportico.example.com%2Foauth%2Fcallback&scope=oauth%20crm.objects.contacts.read",
    );
  });

  it("adds optional scopes, state and PKCE, and preselects an account", () => {
    const url = new URL(
      authorizeUrl({
        ...base,
        optionalScopes: ["content", "tickets"],
        state: "s&t=a",
        codeChallenge: "c",
        hubId: "62515",
      }),
    );
    expect(url.pathname).toBe("/oauth/62515/authorize");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      optional_scope: "content tickets",
      state: "s&t=a",
      code_challenge: "c",
      code_challenge_method: "S256",
    });
  });

  it("leaves out what is not there", () => {
    const url = authorizeUrl({ ...base, optionalScopes: [] });
    for (const name of [
      "optional_scope",
      "state",
      "code_challenge",
      "undefined",
      "client_secret",
    ]) {
      expect(url).not.toContain(name);
    }
  });

  it("carries every value unharmed, and always to HubSpot", () => {
    const text = anyWellFormedText;
    fc.assert(
      fc.property(text, text, text, (clientId, redirectUri, state) => {
        const url = new URL(authorizeUrl({ ...base, clientId, redirectUri, state }));
        expect(url.origin).toBe("https://app.hubspot.com");
        expect([
          url.searchParams.get("client_id"),
          url.searchParams.get("redirect_uri"),
          url.searchParams.get("state"),
        ]).toEqual([clientId, redirectUri, state]);
      }),
    );
  });
});

describe("redirect URIs", () => {
  it.each([
    "https://portico.example.com/oauth/callback",
    "https://portico.example.com:8443/a?b=c",
    "http://localhost:3000/oauth/callback",
    "http://localhost/cb",
    "https://localhost/cb",
    "HTTPS://Portico.Example.com/cb",
    "https://10.0.0.1.portico.example.com/cb",
  ])("takes %s", (uri) => {
    expect(redirectUriProblem(uri)).toBeUndefined();
  });

  it.each([
    ["", "not_a_url"],
    ["portico.example.com/cb", "not_a_url"],
    ["//portico.example.com/cb", "not_a_url"],
    ["/oauth/callback", "not_a_url"],
    ["https://", "not_a_url"],
    ["https:portico.example.com", "not_a_url"],
    ["https://intranet/cb", "not_a_url"],
    ["https://[::1/cb", "not_a_url"],
    ["https://portico.example.com:99999/cb", "not_a_url"],
    ["https:portico.example.com/cb?to=https://portico.example.com/cb", "not_a_url"],
    ["myapp://v1.2.3.4/cb", "not_https"],
    ["http://portico.example.com/cb", "not_https"],
    ["http://localhost.evil.example/cb", "not_https"],
    ["ftp://portico.example.com/cb", "not_https"],
    ["https://203.0.113.7/cb", "ip_address"],
    ["http://127.0.0.1:3000/cb", "ip_address"],
    ["https://0x7f.1/cb", "ip_address"],
    ["https://2130706433/cb", "ip_address"],
    ["https://[::1]/cb", "ip_address"],
    ["https://portico.example.com/cb#x", "fragment"],
    ["https://portico.example.com/cb#", "fragment"],
    ["https://user@portico.example.com/cb", "credentials"],
    ["https://user:pass@portico.example.com/cb", "credentials"],
    ["https://:pass@portico.example.com/cb", "credentials"],
    [" https://portico.example.com/cb", "whitespace"],
    ["https://portico.example.com/c b", "whitespace"],
    ["https://portico.example.com/cb\n", "whitespace"],
  ] as const)("refuses %s: %s", (uri, problem) => {
    expect(redirectUriProblem(uri)).toBe(problem);
    expect(redirectUriAdvice(problem).length).toBeGreaterThan(20);
  });

  it("never throws", () => {
    fc.assert(fc.property(anyText, (text) => void redirectUriProblem(text)));
  });
});

describe("origins", () => {
  it.each([
    ["https://api.hubapi.com", true],
    ["https://api-eu1.hubapi.com", true],
    ["https://app.hubspot.com", true],
    ["https://hubapi.com", true],
    ["http://api.hubapi.com", false],
    ["https://evilhubapi.com", false],
    ["https://hubapi.com.evil.example", false],
    ["https://api.hubapi.com@evil.example", false],
    ["https://169.254.169.254", false],
  ])("%s belongs to HubSpot: %s", (origin, expected) => {
    expect(isHubSpotOrigin(new URL(origin))).toBe(expected);
  });

  it.each([
    ["http://localhost:4010", true],
    ["http://127.0.0.1", true],
    ["http://[::1]:3000", true],
    ["http://127.1", true],
    ["http://localhost.evil.example", false],
    ["http://127.0.0.1.evil.example", false],
    ["http://192.168.0.1", false],
    ["http://0.0.0.0", false],
  ])("%s is this machine: %s", (origin, expected) => {
    expect(isLoopback(new URL(origin))).toBe(expected);
  });
});

describe("API versions", () => {
  it("know each other", () => {
    expect(API_VERSIONS.every(isApiVersion)).toBe(true);
    expect(isApiVersion("v3")).toBe(false);
    expect(DEFAULT_API_VERSION).not.toBe("v1");
  });

  it.each([
    ["2026-11-21T12:00:00Z", 87],
    ["2027-02-15T00:00:00Z", 1],
    ["2027-02-15T23:59:59Z", 1],
    ["2027-02-16T00:00:00Z", 0],
    ["2027-02-17T00:00:01Z", -1],
  ])("on %s v1 has %d days left", (now, days) => {
    expect(daysUntilV1End(new Date(now))).toBe(days);
  });
});
