import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  readAccountDetails,
  readContactCount,
  readTokenInfo,
  readTokens,
} from "@/lib/hubspot/read";

const answer = (body: unknown) => ({ httpStatus: 200, body, correlationId: "corr-1" });
const TOKENS = {
  token_type: "bearer",
  access_token: "CMOCKaccess0001",
  refresh_token: "na1-refresh",
  expires_in: 1800,
  hub_id: 1_000_001,
  user_id: 2_000_001,
  scopes: ["oauth", "crm.objects.contacts.read"],
};
const malformed = expect.objectContaining({
  name: "HubSpotError",
  kind: "malformed",
  correlationId: "corr-1",
});

describe("tokens", () => {
  it("reads the documented answer", () => {
    const tokens = readTokens(answer(TOKENS));
    expect(tokens).toMatchObject({
      expiresInSeconds: 1800,
      hubId: "1000001",
      userId: "2000001",
      scopes: TOKENS.scopes,
      correlationId: "corr-1",
    });
    expect(tokens.accessToken?.reveal()).toBe("CMOCKaccess0001");
    expect(tokens.refreshToken?.reveal()).toBe("na1-refresh");
    expect(inspect(tokens)).not.toContain("CMOCK");
  });

  it.each(["refresh_token", "hub_id", "user_id", "scopes", "token_type"])(
    "does without %s",
    (field) => {
      for (const missing of [undefined, null, {}, true]) {
        const tokens = readTokens(answer({ ...TOKENS, [field]: missing }));
        expect(tokens.accessToken?.reveal()).toBe("CMOCKaccess0001");
        const read = {
          refresh_token: tokens.refreshToken,
          hub_id: tokens.hubId,
          user_id: tokens.userId,
          scopes: tokens.scopes,
          token_type: undefined,
        };
        expect(read[field as keyof typeof read]).toBeUndefined();
      }
    },
  );

  it.each<[string, object, object]>([
    [
      "ids as strings",
      { hub_id: "1000001", user_id: "9007199254740993" },
      { hubId: "1000001", userId: "9007199254740993" },
    ],
    ["an id that is none", { hub_id: "12a" }, { hubId: undefined }],
    ["an id too great to store", { hub_id: "9999999999999999999" }, { hubId: undefined }],
    ["the greatest id of all", { hub_id: "9223372036854775807" }, { hubId: "9223372036854775807" }],
    ["a negative id", { hub_id: -1 }, { hubId: undefined }],
    ["a broken id", { hub_id: 1.5 }, { hubId: undefined }],
    [
      "a scope string",
      { scopes: undefined, scope: "oauth  content" },
      { scopes: ["oauth", "content"] },
    ],
    ["scopes as a string", { scopes: "oauth,content" }, { scopes: ["oauth", "content"] }],
    ["scopes that are none", { scopes: [1, 2], scope: "oauth" }, { scopes: ["oauth"] }],
    ["expires_in as a string", { expires_in: "1800" }, { expiresInSeconds: 1800 }],
    ["a fraction of a second", { expires_in: 1799.9 }, { expiresInSeconds: 1799 }],
    ["six hours, as it once was", { expires_in: 21_600 }, { expiresInSeconds: 21_600 }],
    ["an id larger than a double holds", { hub_id: 2 ** 53 }, { hubId: undefined }],
    ["a scope that is none", { scopes: ["oauth", "a b", "", "x\0"] }, { scopes: ["oauth"] }],
    [
      "a refresh token no header could carry",
      { refresh_token: "a\nb" },
      { refreshToken: undefined },
    ],
    ["an empty refresh token counts as none", { refresh_token: "" }, { refreshToken: undefined }],
  ])("%s", (_name, change, expected) => {
    expect(readTokens(answer({ ...TOKENS, ...change }))).toMatchObject(expected);
  });

  it.each<[string, unknown]>([
    ["no body", undefined],
    ["null", null],
    ["text", "<html>"],
    ["a list", [TOKENS]],
    ["no token at all", { ...TOKENS, access_token: undefined, refresh_token: undefined }],
    ["two tokens that are none", { ...TOKENS, access_token: "a b", refresh_token: 5 }],
  ])("refuses %s", (_name, body) => {
    expect(() => readTokens(answer(body))).toThrow(malformed);
  });

  it.each<[string, unknown]>([
    ["no access token", undefined],
    ["an empty access token", ""],
    ["an access token with a line break", "C1\r\nX-Other: 1"],
    ["an access token that is no text", 5],
  ])("keeps the refresh token beside %s", (_name, access_token) => {
    const tokens = readTokens(answer({ ...TOKENS, access_token }));
    expect(tokens.accessToken).toBeUndefined();
    expect(tokens.refreshToken?.reveal()).toBe(TOKENS.refresh_token);
  });

  it.each<[unknown, number]>([
    [0, 0],
    [0.4, 0],
    [-1, 0],
    ["-5", 0],
    [undefined, 1800],
    [null, 1800],
    ["soon", 1800],
    [true, 1800],
    [[1800], 1800],
    [Infinity, 1800],
    [NaN, 1800],
    [1e12, 1800],
    [10 * 365 * 24 * 3600, 1800],
  ])("takes expires_in %s for %i seconds and keeps both tokens", (expires_in, expected) => {
    const tokens = readTokens(answer({ ...TOKENS, expires_in }));
    expect(tokens.expiresInSeconds).toBe(expected);
    expect(tokens.accessToken?.reveal()).toBe(TOKENS.access_token);
    expect(tokens.refreshToken?.reveal()).toBe(TOKENS.refresh_token);
  });
});

describe("the camelCase of some of HubSpot's pages", () => {
  it("is read where the right name is absent", () => {
    const tokens = readTokens(
      answer({
        accessToken: "CMOCKaccess0002",
        refreshToken: "na1-camel",
        expiresIn: 1800,
        hubId: 5,
        userId: 6,
        scopes: ["oauth"],
      }),
    );
    expect(tokens).toMatchObject({ expiresInSeconds: 1800, hubId: "5", userId: "6" });
    expect(tokens.accessToken?.reveal()).toBe("CMOCKaccess0002");
    expect(tokens.refreshToken?.reveal()).toBe("na1-camel");
    const both = readTokens(answer({ ...TOKENS, accessToken: "COTHER" }));
    expect(both.accessToken?.reveal()).toBe("CMOCKaccess0001");
    const body = { active: true, hubDomain: "b.example", tokenUse: "access_token", clientId: "c" };
    expect(readTokenInfo(answer(body), { activeWhenAbsent: false })).toMatchObject({
      hubDomain: "b.example",
      clientId: "c",
    });
  });
});

describe("what HubSpot echoes and nobody needs", () => {
  it("`id_token`, `token` and `signed_access_token` are dropped at the door", () => {
    const echoes = {
      id_token: "CIDTOKEN",
      idToken: "CIDTOKEN",
      token: "CECHOED",
      signed_access_token: { signature: "CSIGNED" },
      signedAccessToken: { signature: "CSIGNED" },
    };
    const tokens = readTokens(answer({ ...TOKENS, ...echoes }));
    const info = readTokenInfo(answer({ active: true, ...echoes }), { activeWhenAbsent: false });
    const names = [...Object.keys(tokens), ...Object.keys(info)];
    expect(names.filter((name) => /^(token|id_?token|signed)/i.test(name))).toEqual(["tokenUse"]);
    expect(inspect([tokens, info], { depth: 9, showHidden: true })).not.toMatch(
      /CIDTOKEN|CECHOED|CSIGNED/,
    );
  });
});

describe("token information", () => {
  it.each([
    "a\u0000.example",
    "a\u001b[2J",
    "a\u0085",
    "a\u202e",
    "\u2066a",
    "a\u200f",
    "a\u2028b",
  ])(
    "names nobody by a text that steers a terminal or turns what stands beside it round: %j",
    (text) => {
      const body = { active: true, hub_id: 62515, hub_domain: text, user: text };
      const info = readTokenInfo(answer(body), { activeWhenAbsent: false });
      expect(info).toMatchObject({ hubId: "62515", hubDomain: undefined, userEmail: undefined });
    },
  );

  const INFO = {
    active: true,
    hub_id: 1,
    user_id: 2,
    app_id: 3,
    client_id: "c",
    user: "a@b.example",
    hub_domain: "b.example",
    scopes: ["oauth"],
    expires_in: 1754,
    token_use: "access_token",
  };

  it("drops the token and the signed token HubSpot echoes", () => {
    const echoed = { ...INFO, token: "CSECRET", signed_access_token: { signature: "CSIGNED" } };
    const info = readTokenInfo(answer(echoed), { activeWhenAbsent: false });
    expect(info).toMatchObject({
      active: true,
      hubId: "1",
      userId: "2",
      appId: "3",
      clientId: "c",
      userEmail: "a@b.example",
      expiresInSeconds: 1754,
    });
    expect(JSON.stringify(info)).not.toMatch(/CSECRET|CSIGNED/);
  });

  it("a dead token has nothing else", () => {
    const info = readTokenInfo(answer({ active: false }), { activeWhenAbsent: false });
    expect(info).toMatchObject({ active: false, scopes: [] });
    expect(info.userEmail).toBeUndefined();
  });

  it("v1 has no `active`: an answer that names somebody means alive", () => {
    const { active: _active, ...body } = INFO;
    expect(readTokenInfo(answer(body), { activeWhenAbsent: true }).active).toBe(true);
    expect(() => readTokenInfo(answer({}), { activeWhenAbsent: true })).toThrow(malformed);
  });

  it("without `active` an introspection says nothing, least of all that a token is dead", () => {
    const { active: _active, ...body } = INFO;
    for (const unclear of [body, {}, { ...body, active: "yes" }, { ...body, active: null }]) {
      expect(() => readTokenInfo(answer(unclear), { activeWhenAbsent: false })).toThrow(malformed);
    }
  });

  it("refuses what is no object", () => {
    expect(() => readTokenInfo(answer("ok"), { activeWhenAbsent: true })).toThrow(malformed);
  });
});

describe("account details and contacts", () => {
  it.each([
    ["app.hubspot.com", "app.hubspot.com"],
    ["app-eu1.hubspot.com", "app-eu1.hubspot.com"],
    ["hubspot.com", undefined],
    ["evil-hubspot.com", undefined],
    ["app.hubspot.com.evil.example", undefined],
    ["app.hubspot.com/@evil.example", undefined],
    ["javascript:alert(1)", undefined],
    [7, undefined],
  ])("UI domain %s becomes %s", (uiDomain, expected) => {
    expect(readAccountDetails(answer({ portalId: 1, uiDomain })).uiDomain).toBe(expected);
  });

  it("reads an empty object as nothing known", () => {
    expect(Object.values(readAccountDetails(answer({}))).filter(Boolean)).toEqual([]);
    expect(() => readAccountDetails(answer([]))).toThrow(malformed);
  });

  it("counts contacts", () => {
    expect(readContactCount(answer({ results: [] }))).toEqual({ count: 0, more: false });
    const paging = { next: { after: "2" } };
    expect(readContactCount(answer({ results: [{ id: "1" }, { id: 2 }], paging }))).toEqual({
      count: 2,
      more: true,
    });
    expect(() => readContactCount(answer({}))).toThrow(malformed);
  });
});
