import { describe, expect, it } from "vitest";
import { classifyAnswer, type FailedAnswer } from "@/lib/hubspot/classify";
import type { HubSpotErrorKind } from "@/lib/hubspot/errors";

const NOW = new Date("2026-11-21T12:00:00Z");
const CORRELATION = "00000000-0000-4000-8000-0000000000aa";

function classify(httpStatus: number, body: unknown, operation: FailedAnswer["operation"]) {
  return classifyAnswer({ httpStatus, body, operation, headers: new Headers(), now: NOW });
}

interface TokenRow {
  error: string;
  /** HubSpot's sentence where one was seen; undefined where only the status is known. */
  sentence?: string;
  kind: HubSpotErrorKind;
  /** What the RFC 6749 fields alone say, without a known sentence: on refresh, on exchange. */
  bare: [HubSpotErrorKind, HubSpotErrorKind];
}

const invalidGrant: [HubSpotErrorKind, HubSpotErrorKind] = ["dead_grant", "bad_code"];
const rejected: [HubSpotErrorKind, HubSpotErrorKind] = ["rejected", "rejected"];
const credentials: [HubSpotErrorKind, HubSpotErrorKind] = ["app_credentials", "app_credentials"];

/** Table 4.1 of the facts, row by row. */
const TOKEN_ROWS: [string, TokenRow][] = [
  [
    "BAD_REFRESH_TOKEN",
    {
      error: "invalid_grant",
      sentence: "refresh token is invalid, expired or revoked",
      kind: "dead_grant",
      bare: invalidGrant,
    },
  ],
  [
    "BAD_AUTH_CODE",
    {
      error: "invalid_grant",
      sentence: "missing or unknown auth code",
      kind: "bad_code",
      bare: invalidGrant,
    },
  ],
  ["EXPIRED_AUTH_CODE", { error: "invalid_grant", kind: "bad_code", bare: invalidGrant }],
  [
    "MISMATCH_REDIRECT_URI_AUTH_CODE",
    { error: "invalid_grant", kind: "redirect_uri", bare: invalidGrant },
  ],
  ["BAD_REDIRECT_URI", { error: "invalid_request", kind: "redirect_uri", bare: rejected }],
  [
    "BAD_CLIENT_ID",
    {
      error: "invalid_request",
      sentence: "missing or unknown client id",
      kind: "app_credentials",
      bare: rejected,
    },
  ],
  [
    "BAD_CLIENT_SECRET",
    {
      error: "invalid_client",
      sentence: "missing or invalid client secret",
      kind: "app_credentials",
      bare: credentials,
    },
  ],
  ["BAD_GRANT_TYPE", { error: "unsupported_grant_type", kind: "rejected", bare: rejected }],
  ["BAD_CODE_VERIFIER", { error: "invalid_grant", kind: "pkce", bare: invalidGrant }],
  ["BAD_SCOPES", { error: "invalid_scope", kind: "scopes", bare: ["scopes", "scopes"] }],
  [
    "BAD_HUB",
    {
      error: "access_denied",
      sentence: "missing or unknown hub id",
      kind: "dead_grant",
      bare: rejected,
    },
  ],
  [
    "USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED",
    { error: "unauthorized_client", kind: "rejected", bare: credentials },
  ],
];

describe("the token endpoint, in every form a body may take", () => {
  it.each(TOKEN_ROWS)("%s", (status, { error, sentence = "some other words", kind }) => {
    const words = { message: sentence, error_description: sentence };
    const forms: [string, object][] = [
      ["both shapes", { status, error, ...words }],
      ["both shapes and a correlation id", { status, error, ...words, correlationId: CORRELATION }],
      ["as before 2026: no RFC fields", { status, message: sentence, correlationId: CORRELATION }],
      ["the status alone", { status }],
      ["an error the RFC does not know", { status, error: "something_else" }],
      ["fields of the wrong type", { status, error: 7, message: {}, errors: "none" }],
      ["the name as a category", { status: "error", category: status, message: sentence }],
      ["the name as an errorType", { status: "error", errorType: status }],
      ["the name in place of the RFC code", { error: status, error_description: sentence }],
      ["fields of tomorrow", { status, error, ...words, tomorrow: [{ a: 1 }] }],
    ];
    for (const [form, body] of forms) {
      for (const httpStatus of [400, 401, 403]) {
        for (const operation of ["refresh", "exchange", "other"] as const) {
          expect(classify(httpStatus, body, operation), form).toMatchObject({ kind, status });
        }
      }
    }
  });

  it.each(TOKEN_ROWS)("%s as bare RFC 6749, without a sentence", (_status, { error, bare }) => {
    for (const body of [{ error }, { error, error_description: "some other words" }]) {
      expect(classify(400, body, "refresh")).toMatchObject({ kind: bare[0], status: error });
      expect(classify(400, body, "exchange").kind).toBe(bare[1]);
    }
  });

  it.each(TOKEN_ROWS.filter(([, row]) => row.sentence))(
    "%s by its sentence, when that is all there is",
    (status, { error, sentence = "", kind }) => {
      const loud = `${sentence.toUpperCase()}.`;
      for (const body of [
        { message: sentence },
        { message: loud },
        { status: "error", message: sentence, correlationId: CORRELATION },
        { error, error_description: sentence },
      ]) {
        expect(classify(400, body, "refresh")).toMatchObject({ kind, status });
      }
    },
  );

  it("the older sentence of a dead refresh token", () => {
    const body = { message: "missing or invalid refresh token" };
    expect(classify(400, body, "refresh")).toMatchObject({
      kind: "dead_grant",
      status: "BAD_REFRESH_TOKEN",
    });
  });

  it("a sentence decides in the answers that may hold one, 400 and 401", () => {
    const body = { message: "missing or invalid refresh token" };
    for (const [httpStatus, kind] of [
      [400, "dead_grant"],
      [401, "dead_grant"],
      [402, "rejected"],
      [403, "rejected"],
    ] as const)
      expect(classify(httpStatus, body, "refresh").kind).toBe(kind);
  });

  it.each<[string, number, object]>([
    ["only resembles a known one", 400, { message: "the refresh token is invalid" }],
    ["stands inside a longer one", 400, { message: "x: missing or invalid refresh token" }],
    ["comes with another name", 400, { status: "NEW", message: "missing or unknown hub id" }],
    ["comes with another HTTP status", 404, { message: "missing or invalid refresh token" }],
  ])("a sentence decides nothing when it %s", (_why, httpStatus, body) => {
    expect(classify(httpStatus, body, "refresh").kind).toBe("rejected");
  });

  it("names that every object has are no names of HubSpot's", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      const body = { status: name, error: name, message: name };
      expect(classify(400, body, "refresh").kind).toBe("rejected");
    }
  });
});

const old = "2026-11-21T11:55:00.000Z";
const said = (age: string) => `The OAuth token used to make this call expired ${age} ago.`;

describe("an access token that is none (the 20,000 days)", () => {
  const category = "EXPIRED_AUTHENTICATION";
  const context = (time: string) => ({ context: { "expire time": [time] } });

  it.each<[string, object, HubSpotErrorKind]>([
    ["five minutes old", { message: said("5 minute(s)"), ...context(old) }, "access_token"],
    ["six hundred days old", { message: said("600 day(s)") }, "access_token"],
    ["expired in 1970", context("1970-01-01T00:00:00Z"), "wrong_token"],
    ["20,780 days old, in words", { message: said("20780 day(s)") }, "wrong_token"],
    ["20,780 days old, plainly", { message: said("20780 days") }, "wrong_token"],
    ["of an unreadable time", context("long ago"), "access_token"],
    ["of no time at all", {}, "access_token"],
  ])("%s", (_name, extra, kind) => {
    const body = { status: "error", correlationId: CORRELATION, category, ...extra };
    expect(classify(401, body, "other")).toMatchObject({ kind, status: category });
    expect(classify(401, extra, "other").kind).toBe(kind);
  });

  it("in the context of an error inside the list", () => {
    const errors = [context("1970-01-01T00:00:00.000Z")];
    expect(classify(401, { category, errors }, "other").kind).toBe("wrong_token");
  });
});

describe("what may be shown", () => {
  it.each<[string, object, string | undefined]>([
    ["the policy of a rate limit", { errorType: "RATE_LIMIT", policyName: "DAILY" }, "DAILY"],
    ["RATE_LIMIT without a policy", { errorType: "RATE_LIMIT" }, "RATE_LIMIT"],
    ["no policy that is a sentence", { policyName: "you had too many" }, undefined],
  ])("%s", (_name, body, status) => {
    expect(classify(429, body, "other").status).toBe(status);
  });

  it.each([
    "na1-11111111-2222-4333-8444-555555555555",
    "11111111-2222-4333-8444-555555555555",
    "abcdefab-cdef-4abc-8def-abcdefabcdef",
    "CMOCKaccess0001",
    "a sentence",
    "<b>",
  ])("a name that could be a token or a sentence is dropped: %s", (value) => {
    const body = { status: value, category: value, error: value, errorType: value };
    expect(classify(400, body, "refresh").status).toBeUndefined();
  });

  it("required scopes are scopes, and not without end", () => {
    const many = Array.from({ length: 80 }, (_, n) => `scope.${n}`);
    const requiredGranularScopes = ["a.read", "has a space", "a.read", ...many];
    const errors = [{ context: { requiredGranularScopes } }];
    const { requiredScopes } = classify(403, { category: "MISSING_SCOPES", errors }, "other");
    expect(requiredScopes).toHaveLength(50);
    expect(requiredScopes.slice(0, 2)).toEqual(["a.read", "scope.0"]);
  });
});
