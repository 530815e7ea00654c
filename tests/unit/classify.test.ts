import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { classifyAnswer, retryAfterSeconds, type FailedAnswer } from "@/lib/hubspot/classify";
import { isPassing, type HubSpotErrorKind } from "@/lib/hubspot/errors";

const NOW = new Date("2026-11-21T12:00:00Z");
const SECRET_WORDS = "na1-11111111-2222-4333-8444-555555555555 is not valid";

function classify(
  httpStatus: number,
  body: unknown,
  operation: FailedAnswer["operation"],
  headers: HeadersInit = {},
) {
  return classifyAnswer({ httpStatus, body, operation, headers: new Headers(headers), now: NOW });
}

/** HubSpot's status, RFC 6749 error, meaning on refresh, meaning on exchange. */
const TOKEN_ROWS: [string, string | undefined, HubSpotErrorKind, HubSpotErrorKind][] = [
  ["BAD_REFRESH_TOKEN", "invalid_grant", "dead_grant", "dead_grant"],
  ["BAD_HUB", "access_denied", "dead_grant", "dead_grant"],
  ["BAD_AUTH_CODE", "invalid_grant", "bad_code", "bad_code"],
  ["EXPIRED_AUTH_CODE", "invalid_grant", "bad_code", "bad_code"],
  ["MISMATCH_REDIRECT_URI_AUTH_CODE", "invalid_grant", "redirect_uri", "redirect_uri"],
  ["BAD_REDIRECT_URI", "invalid_request", "redirect_uri", "redirect_uri"],
  ["BAD_CLIENT_ID", "invalid_request", "app_credentials", "app_credentials"],
  ["BAD_CLIENT_SECRET", "invalid_client", "app_credentials", "app_credentials"],
  ["BAD_CODE_VERIFIER", "invalid_grant", "pkce", "pkce"],
  ["BAD_SCOPES", "invalid_scope", "scopes", "scopes"],
  ["BAD_GRANT_TYPE", "unsupported_grant_type", "rejected", "rejected"],
  ["USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED", undefined, "rejected", "rejected"],
  ["SOMETHING_HUBSPOT_ADDS_TOMORROW", "access_denied", "rejected", "rejected"],
];

describe("the token endpoint (400)", () => {
  it.each(TOKEN_ROWS)("%s", (status, error, onRefresh, onExchange) => {
    const extra = { message: SECRET_WORDS, error_description: SECRET_WORDS };
    for (const body of [
      { status },
      { status, ...extra },
      { status, error, ...extra },
      { status, error: null },
    ]) {
      for (const httpStatus of [400, 401, 403]) {
        expect(classify(httpStatus, body, "refresh")).toMatchObject({
          kind: onRefresh,
          httpStatus,
          status,
        });
        expect(classify(httpStatus, body, "exchange").kind).toBe(onExchange);
      }
    }
  });

  it.each<[string, HubSpotErrorKind, HubSpotErrorKind, HubSpotErrorKind]>([
    ["invalid_grant", "dead_grant", "bad_code", "rejected"],
    ["invalid_client", "app_credentials", "app_credentials", "app_credentials"],
    ["unauthorized_client", "app_credentials", "app_credentials", "app_credentials"],
    ["invalid_scope", "scopes", "scopes", "scopes"],
    ["invalid_request", "rejected", "rejected", "rejected"],
    ["access_denied", "rejected", "rejected", "rejected"],
  ])("%s without a status of HubSpot's", (error, onRefresh, onExchange, other) => {
    expect(classify(400, { error }, "refresh")).toMatchObject({ kind: onRefresh, status: error });
    expect(classify(400, { error }, "exchange").kind).toBe(onExchange);
    expect(classify(400, { error }, "other").kind).toBe(other);
  });

  it("415 for a body that is no form", () => {
    expect(classify(415, undefined, "refresh").kind).toBe("rejected");
  });
});

describe("passing failures, whatever the body says", () => {
  it.each<[number, HubSpotErrorKind]>([
    [408, "unavailable"],
    [423, "unavailable"],
    [425, "unavailable"],
    [429, "rate_limited"],
    [477, "moving"],
    ...[500, 502, 503, 504, 521, 522, 523, 524, 525, 526].map(
      (status): [number, HubSpotErrorKind] => [status, "unavailable"],
    ),
  ])("%d", (httpStatus, kind) => {
    for (const body of [
      undefined,
      null,
      "",
      {},
      [],
      "<html></html>",
      { status: "BAD_REFRESH_TOKEN", error: "invalid_grant" },
    ]) {
      const error = classify(httpStatus, body, "refresh");
      expect(error.kind).toBe(kind);
      expect(isPassing(error.kind)).toBe(true);
    }
  });
});

describe("ordinary calls", () => {
  it.each<[number, object, HubSpotErrorKind]>([
    [401, { status: "error", category: "EXPIRED_AUTHENTICATION" }, "access_token"],
    [401, { status: "error", category: "INVALID_AUTHENTICATION" }, "access_token"],
    [401, {}, "access_token"],
    [403, { status: "error", category: "MISSING_SCOPES" }, "missing_scopes"],
    [403, { status: "error", category: "GATED" }, "rejected"],
    [403, { status: "error", category: "FORBIDDEN" }, "rejected"],
    [404, { status: "error", category: "OBJECT_NOT_FOUND" }, "rejected"],
    [414, {}, "rejected"],
    [429, { status: "error", errorType: "RATE_LIMIT", policyName: "DAILY" }, "rate_limited"],
  ])("%d %o", (httpStatus, body, kind) => {
    expect(classify(httpStatus, body, "other").kind).toBe(kind);
  });

  it("collects the scopes of which one would do, from old and new fields", () => {
    const errors = [
      { context: { requiredGranularScopes: ["a", "b"] } },
      { context: { requiredScopes: ["b", "c"] } },
      {},
    ];
    const error = classify(
      403,
      { category: "MISSING_SCOPES", errors, context: { requiredScopes: ["d"] } },
      "other",
    );
    expect(error.requiredScopes.sort()).toEqual(["a", "b", "c", "d"]);
  });

  it("401 on refresh is no reason to give up a grant", () => {
    expect(classify(401, {}, "refresh").kind).toBe("rejected");
  });
});

describe("what is kept for support", () => {
  it("the correlation id: header first, then body, never junk", () => {
    const header = { "X-HubSpot-Correlation-Id": "from-header" };
    expect(classify(400, { correlationId: "from-body" }, "refresh", header).correlationId).toBe(
      "from-header",
    );
    expect(classify(400, { correlationId: "from-body" }, "refresh").correlationId).toBe(
      "from-body",
    );
    expect(classify(400, { correlationId: "<script>" }, "refresh").correlationId).toBeUndefined();
    expect(classify(400, { correlationId: 7 }, "refresh").correlationId).toBeUndefined();
    for (const junk of ["ok!", "!ok", "two words", "a".repeat(81), ""])
      expect(classify(400, { correlationId: junk }, "refresh").correlationId).toBeUndefined();
    const longest = "a-b_c.1".padEnd(80, "0");
    expect(classify(400, { correlationId: longest }, "refresh").correlationId).toBe(longest);
  });

  it.each(["A", "B2", "BAD_REFRESH_TOKEN", "V3.RATE_LIMIT", "invalid_grant", "A".repeat(64)])(
    "a name as HubSpot writes them: %s",
    (status) => {
      expect(classify(400, { status }, "refresh").status).toBe(status);
    },
  );

  it.each([
    ...["A".repeat(65), "BAD-TOKEN", "Bad", "BAD_token", "_BAD", "BAD_", "BAD__NAME", "1BAD"],
    ...["BAD NAME", "bad_Name", "bad_", "_bad", "bad__name", "bad1", "x BAD", "BAD."],
  ])("nothing that only resembles one: %s", (status) => {
    expect(classify(400, { status }, "refresh").status).toBeUndefined();
  });

  it("the name that says most: the policy, what we know, HubSpot's own status, the category, the error", () => {
    const body = { status: "NEW", category: "OTHER", error: "odd", policyName: "DAILY" };
    expect(classify(429, body, "other").status).toBe("DAILY");
    expect(classify(400, body, "other").status).toBe("NEW");
    expect(classify(400, { ...body, status: "error" }, "other").status).toBe("OTHER");
    expect(classify(400, { ...body, subCategory: "BAD_SCOPES" }, "other").status).toBe(
      "BAD_SCOPES",
    );
    expect(classify(400, { status: "error", error: "odd" }, "other").status).toBe("odd");
    expect(classify(400, { status: "error" }, "other").status).toBe("error");
  });

  it("nothing of HubSpot's free text", () => {
    const body = {
      status: "error",
      message: SECRET_WORDS,
      error: SECRET_WORDS,
      error_description: SECRET_WORDS,
    };
    const error = classify(400, body, "refresh", { "x-hubspot-correlation-id": "id" });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain("11111111");
  });

  it("never throws, and never calls an unknown answer dead", () => {
    const bodies = fc.anything({ withBigInt: true });
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), bodies, (httpStatus, body) => {
        expect(classify(httpStatus, body, "refresh").kind).not.toBe("dead_grant");
      }),
    );
  });
});

describe("Retry-After", () => {
  // A date without a zone is one of Greenwich (RFC 9110), wherever this server stands.
  beforeEach(() => vi.stubEnv("TZ", "America/New_York"));
  afterEach(() => vi.unstubAllEnvs());

  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ["", undefined],
    ["0", 0],
    ["120", 120],
    [" 120 ", 120],
    ["90000", 86_400],
    ["9".repeat(400), undefined],
    ["Sat, 21 Nov 2026 12:01:30 GMT", 90],
    ["Sat, 21 Nov 2026 12:00:00 GMT", 0],
    ["Saturday, 21-Nov-26 12:01:30 GMT", 90],
    ["Sat, 21 Nov 2026 11:59:00 GMT", undefined],
    ["Sat Nov 21 12:01:30 2026", 90],
    ["Sat, 21 Nov 2026 12:01:30", 90],
    ["Sat, 21 Nov 2026 12:01:30 UTC", 90],
    ["Sat, 21 Nov 2026 13:01:30 +0100", 90],
    ["Sat, 99 Nov 2026 12:00:00 GMT", undefined],
    ["2026-11-21T12:01:30Z", undefined],
    ["on Sat, 21 Nov 2026 12:01:30 GMT", undefined],
    ["120 seconds", undefined],
    ["x120", undefined],
    ["1.5", undefined],
    ["Sat, 21 Nov 2037 12:00:00 GMT", 86_400],
    ["soon", undefined],
    ["-5", undefined],
  ])("%s is %s seconds", (value, seconds) => {
    const headers = new Headers(value === undefined ? {} : { "retry-after": value });
    expect(retryAfterSeconds(headers, NOW)).toBe(seconds);
    expect(classify(477, undefined, "refresh", headers).retryAfterSeconds).toBe(seconds);
  });
});
