import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";
import { config, proxy } from "@/proxy";

const env = vi.hoisted(() => ({ isSecureOrigin: false, hubspotAppUrl: "https://app.hubspot.com" }));
vi.mock("@/lib/env", () => ({ getEnv: () => env }));

const headersOf = async (path: string) =>
  (await proxy(new NextRequest(new URL(path, "http://localhost:3000")))).headers;

describe("the headers of a page", () => {
  it("keep it to itself", async () => {
    expect(Object.fromEntries(await headersOf("/portals?q=a"))).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "x-frame-options": "DENY",
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
    });
    expect((await headersOf("/")).has("strict-transport-security")).toBe(false);
  });

  it("let no style attribute and no text become a script", async () => {
    const policy = (await headersOf("/")).get("content-security-policy")?.split("; ") ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "style-src-attr 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy.join()).not.toContain("unsafe");
  });

  it("are a policy that an evaluator of somebody else's finds nothing against", async () => {
    const findings = (policy: string) =>
      new CspEvaluator(new CspParser(policy).csp)
        .evaluate()
        // NONE is a remark: 'self' says something to browsers before CSP 3 alone.
        .filter(({ severity }) => severity !== Severity.NONE)
        .map(({ directive, value, description }) => `${directive} ${value}: ${description}`);
    expect(findings("script-src 'self' 'unsafe-inline'")).not.toEqual([]);
    expect(findings((await headersOf("/")).get("content-security-policy") ?? "")).toEqual([]);
  });

  it.each([
    "/oauth/callback",
    "/oauth/callback?code=a&state=b",
    "/portals?code=a",
    "/login?state=b",
    "/api/auth/csrf",
  ])("let the address %s go into no Referer, and nothing be kept", async (path) => {
    expect((await headersOf(path)).get("referrer-policy")).toBe("no-referrer");
    expect((await headersOf(path)).get("cache-control")).toBe("no-store");
  });

  it("hold browsers to https where that is the origin", async () => {
    env.isSecureOrigin = true;
    expect((await headersOf("/")).get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
    env.isSecureOrigin = false;
  });

  it.each([
    ["/", true],
    ["/portals", true],
    ["/api/auth/csrf", true],
    ["/mark/icon.svg", false],
    ["/mark/icon.ico", false],
    ["/mark/nothing", true],
    ["/_next/staticx", true],
    ["/mark/icon.svg/more", true],
    ["/mark/", true],
    ["/brand/000000.css", false],
    ["/brand/nothing", true],
    ["/_next/static/chunks/a.js", false],
  ])("are there for %s: %j, also where there is nothing but the page that says so", (path, are) => {
    const { matcher } = config;
    expect(unstable_doesMiddlewareMatch({ config: { matcher }, url: path })).toBe(are);
  });
});
