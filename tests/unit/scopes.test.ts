import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAppInput, scopesField, updateAppInput } from "@/lib/hubspot-apps/schemas";
import {
  describeScope,
  diffScopes,
  parseScopes,
  scopeCatalogue,
  unknownScopes,
  withOauth,
} from "@/lib/hubspot/scopes";

const names = fc.uniqueArray(fc.constantFrom(...scopeCatalogue().map(({ name }) => name)), {
  maxLength: 12,
});

describe("reading a pasted list", () => {
  it("any separator gives the same scopes in the same order", () => {
    const separators = fc.constantFrom(
      " ",
      ",",
      "\n",
      "\r\n",
      "\t",
      ";",
      "+",
      "%20",
      ", ",
      '","',
      "|",
      " ,; ",
      "']['",
    );
    fc.assert(
      fc.property(names, separators, (scopes, separator) => {
        expect(parseScopes(scopes.join(separator))).toEqual({ scopes, malformed: [] });
      }),
    );
  });

  it.each([
    ["", []],
    [" \n ", []],
    ["oauth oauth,oauth", ["oauth"]],
    ['["oauth", "content"]', ["oauth", "content"]],
    ["oauth%20content", ["oauth", "content"]],
    [
      "crm.objects.contacts.read\ncrm.schemas.custom.read",
      ["crm.objects.contacts.read", "crm.schemas.custom.read"],
    ],
  ])("%j", (text, scopes) => {
    expect(parseScopes(text)).toEqual({ scopes, malformed: [] });
  });

  it("names what cannot be a scope instead of dropping it", () => {
    expect(parseScopes("oauth crm/objects héllo <b>").malformed).toEqual([
      "crm/objects",
      "héllo",
      "<b>",
    ]);
    expect(parseScopes("a".repeat(121)).malformed).toHaveLength(1);
  });

  it("the form says which name is wrong", () => {
    const result = scopesField.safeParse("oauth crm/objects");
    expect(result.error?.issues[0]?.message).toContain("crm/objects");
    expect(
      scopesField.safeParse(Array.from({ length: 301 }, (_, n) => `s${n}`).join(" ")).success,
    ).toBe(false);
  });
});

describe("comparing requested and granted", () => {
  it("sorts every scope into exactly one place", () => {
    fc.assert(
      fc.property(names, names, (requested, granted) => {
        const diff = diffScopes(requested, granted);
        expect([...diff.granted, ...diff.missing].sort()).toEqual([...requested].sort());
        expect([...diff.granted, ...diff.extra].sort()).toEqual([...granted].sort());
        expect(diff.missing.filter((name) => granted.includes(name))).toEqual([]);
      }),
    );
  });
});

describe("the catalogue", () => {
  it("has unique names with words, and knows oauth", () => {
    const all = scopeCatalogue();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name, description } of all) {
      expect(parseScopes(name).malformed, name).toEqual([]);
      expect(description.length, name).toBeGreaterThan(3);
    }
    expect(describeScope("oauth")).toBeDefined();
  });

  it("unknown names are a warning, not an error", () => {
    expect(unknownScopes(["oauth", "brand.new.scope"])).toEqual(["brand.new.scope"]);
    expect(parseScopes("brand.new.scope").scopes).toEqual(["brand.new.scope"]);
  });
});

describe("an app's three lists", () => {
  const app = (more: object) => ({
    name: "Acme",
    clientId: "11111111-2222-4333-8444-555555555555",
    clientSecret: "99999999-8888-4777-8666-555555555555",
    redirectUri: "https://portico.example.com/oauth/callback",
    apiVersion: "2026-09",
    ...more,
  });
  const problems = (more: object) =>
    (createAppInput.safeParse(app(more)).error?.issues ?? []).map(({ path }) => String(path[0]));

  it("oauth is always required, once and first", () => {
    expect(createAppInput.parse(app({ requiredScopes: "content oauth" })).requiredScopes).toEqual([
      "oauth",
      "content",
    ]);
    expect(withOauth([])).toEqual(["oauth"]);
  });

  it.each([
    [
      "a scope in two lists",
      { requiredScopes: "content", optionalScopes: "content" },
      ["optionalScopes"],
    ],
    ["oauth elsewhere", { conditionalScopes: "oauth" }, ["conditionalScopes"]],
    ["no name", { name: "  " }, ["name"]],
    ["control characters in the name", { name: "A\u0007" }, ["name"]],
    ["a client ID with a space", { clientId: "a b" }, ["clientId"]],
    ["a short secret", { clientSecret: "short" }, ["clientSecret"]],
    ["a secret with a line break", { clientSecret: "0123456789\n0123" }, ["clientSecret"]],
    ["a bad redirect URI", { redirectUri: "http://portico.example.com/cb" }, ["redirectUri"]],
    ["an unknown version", { apiVersion: "v3" }, ["apiVersion"]],
  ])("refuses %s", (_name, more, fields) => {
    expect(problems(more)).toEqual(fields);
  });

  it("refuses fields it does not know: nobody sets an id or a seal from outside", () => {
    expect(createAppInput.safeParse(app({ clientSecretSealed: "x" })).success).toBe(false);
    const { clientSecret: _secret, ...rest } = app({
      appId: "00000000-0000-4000-8000-000000000000",
      updatedAt: new Date(),
    });
    expect(updateAppInput.safeParse(rest).success).toBe(true);
    expect(updateAppInput.safeParse({ ...rest, createdById: "x" }).success).toBe(false);
    expect(updateAppInput.safeParse({ ...rest, clientSecret: "a-new-secret" }).success).toBe(false);
  });

  it("trims what was pasted", () => {
    const parsed = createAppInput.parse(
      app({ clientSecret: "  99999999-8888-4777-8666-555555555555 " }),
    );
    expect(parsed.clientSecret).toBe("99999999-8888-4777-8666-555555555555");
  });
});
