import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { redact, redactDeep } from "@/lib/redact.mjs";

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const base64url = fc.string({
  unit: fc.constantFrom(..."ABCDEFGHabcdefgh0123456789_-"),
  minLength: 24,
  maxLength: 60,
});
/** Tokens as they really look. */
const secrets = fc.oneof(
  fc
    .tuple(fc.constantFrom("na1", "eu1", "ap1", "na2"), hex(8), hex(4), hex(12))
    .map(([region, a, b, c]) => `${region}-${a}-${b}-4${b.slice(1)}-8${b.slice(1)}-${c}`),
  base64url.map((text) => `ptc_${text}`),
  base64url.map((text) => `whsec_${text.replace(/[-_]/g, "/")}=`),
  hex(58).map((text) => `AGE-SECRET-KEY-1${text.toUpperCase()}`),
  fc.tuple(base64url, base64url).map(([a, b]) => `p1.k1.${a}.${b}`),
);
/** Opaque values that only their surroundings give away. */
const carriers: [string, (value: string) => string][] = [
  ["bearer header", (value) => `Authorization: Bearer ${value}`],
  ["basic header", (value) => `authorization: basic ${value}`],
  [
    "callback address",
    (value) => `https://portico.example.com/oauth/callback?code=${value}&state=${value}#x`,
  ],
  [
    "form body",
    (value) => `grant_type=refresh_token&refresh_token=${value}&client_secret=${value}`,
  ],
  ["verifier", (value) => `code_verifier=${value}`],
  [
    "JSON body",
    (value) => JSON.stringify({ access_token: value, refresh_token: value, id_token: value }),
  ],
  ["pretty JSON", (value) => JSON.stringify({ client_secret: value }, null, 2)],
  ["v1 path", (value) => `GET /oauth/v1/access-tokens/${value} failed`],
  [
    "v1 refresh path",
    (value) => `DELETE https://api.hubapi.com/oauth/v1/refresh-tokens/${value}?x=1`,
  ],
  ["database address", (value) => `postgresql://portico:${value}@127.0.0.1:5432/portico`],
  ["mail server's address", (value) => `smtps://portico:${value}@mail.example.com:465`],
];

describe("strings", () => {
  it.each(carriers)("a random value in a %s never survives", (_name, carry) => {
    fc.assert(
      fc.property(base64url, (value) => {
        expect(redact(carry(value))).not.toContain(value);
      }),
    );
  });

  it("tokens of known shape are found anywhere", () => {
    fc.assert(
      fc.property(secrets, fc.constantFrom("", " ", "'", "(", "=", ": "), (secret, before) => {
        expect(redact(`it was${before}${secret} and that`.replace("was", "was "))).not.toContain(
          secret,
        );
      }),
    );
  });

  it.each([
    "Connected acme.example (Hub ID 62515)",
    "BAD_REFRESH_TOKEN from HubSpot, HTTP 400",
    "https://app.hubspot.com/connected-apps/62515/installed",
    "correlation 4f9a3a51-4c2f-4d51-9f4e-0f2a7b1f3b11",
  ])("leaves ordinary text alone: %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe("objects", () => {
  const names = fc.constantFrom("note", "message", "url", "a", "data", "headers");
  const secretNames = fc.constantFrom(
    "accessToken",
    "refresh_token",
    "clientSecret",
    "password",
    "cookie",
    "Authorization",
    "codeVerifier",
    "refreshTokenSealed",
    "setupToken",
    "state",
    "code",
    "encryptionKeys",
  );

  it("a random secret in a random nest never appears", () => {
    const nest = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constant("LEAF"),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(names, tie("tree"), { maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(
      fc.property(
        nest,
        base64url,
        fc.constantFrom(...carriers),
        secretNames,
        (tree, value, [, carry], name) => {
          const fill = (node: unknown): unknown => {
            if (node === "LEAF")
              return {
                text: carry(value),
                [name]: value,
                wrapped: new Secret(value),
                cause: new Error(carry(value)),
              };
            if (Array.isArray(node)) return node.map(fill);
            return Object.fromEntries(
              Object.entries(node as object).map(([key, entry]) => [key, fill(entry)]),
            );
          };
          expect(JSON.stringify(redactDeep(fill(tree)))).not.toContain(value);
        },
      ),
    );
  });

  it("errors: message, stack, code and the whole chain of causes", () => {
    fc.assert(
      fc.property(base64url, fc.constantFrom(...carriers), (value, [, carry]) => {
        const root = Object.assign(new Error(carry(value)), {
          code: carry(value),
          config: { token: value },
        });
        const error = new Error("outer", { cause: new TypeError(carry(value), { cause: root }) });
        const shown = JSON.stringify(redactDeep({ err: error }));
        expect(shown).not.toContain(value);
        expect(shown).toContain("outer");
      }),
    );
  });

  it("ends on circles and depth", () => {
    const circle: Record<string, unknown> = { note: "x" };
    circle.self = circle;
    expect(JSON.stringify(redactDeep(circle))).toContain("[deep]");
  });

  it("keeps what is no secret: counts, times, yes and no", () => {
    const at = new Date(0);
    expect(
      redactDeep({
        n: 1,
        at,
        big: 7n,
        refreshTokenRotated: true,
        token: null,
        tokenType: "bearer",
        scopes: ["oauth"],
      }),
    ).toEqual({
      n: 1,
      at: at.toISOString(),
      big: "7",
      refreshTokenRotated: true,
      token: null,
      tokenType: "bearer",
      scopes: ["oauth"],
    });
  });
});
