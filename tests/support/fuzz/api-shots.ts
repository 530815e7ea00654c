import fc from "fast-check";
import type { Furnished } from "../../e2e/support/furnish";
import { brokenBody } from "./action-inputs";
import { query } from "./addresses";
import { hostileEncoded, hostileShort, hostileText, hostileType } from "./hostile";
import type { Shot } from "./shot";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** At what programs call: the API, and the stand-in for HubSpot's token endpoint. */
export function apiShots(world: Furnished): fc.Arbitrary<Shot> {
  const hub = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(String(world.hubId), String(world.otherHubId)) },
    { weight: 2, arbitrary: hostileEncoded.map((text) => text.slice(0, 900)) },
  );
  const tails = [
    "",
    "/token",
    "/refresh",
    "/grant",
    "/hubspot/crm/v3/objects/contacts",
    "/hubspot/",
  ];
  const below = fc.oneof(
    { weight: 2, arbitrary: fc.constant("/api/v1/portals") },
    {
      weight: 6,
      arbitrary: fc
        .tuple(hub, fc.constantFrom(...tails))
        .map(([id, tail]) => `/api/v1/portals/${id}${tail}`),
    },
    {
      weight: 1,
      arbitrary: hostileEncoded.map((text) => `/api/v1/portals/${world.hubId}/hubspot/${text}`),
    },
    { weight: 1, arbitrary: fc.constantFrom("/api/v1/openapi.json", "/api/v1/", "/api/v1/x") },
    {
      weight: 2,
      arbitrary: fc.constantFrom("v1", "2026-09", "v9").map((v) => `/hubspot/oauth/${v}/token`),
    },
  );
  const names = ["app", "status", "q", "cursor", "limit", "min_ttl", "__proto__", "hubId"];
  const key = fc.constantFrom(
    world.apiKey,
    world.apiKey,
    world.apiKey,
    "",
    "ptc_",
    "x".repeat(9_000),
  );
  const form = fc
    .record({
      client_id: fc.oneof(fc.constant("5d1f0a77-0000-4000-8000-markedclient"), hostileText),
      client_secret: fc.oneof(fc.constant(world.apiKey), hostileText),
      grant_type: fc.oneof(fc.constant("refresh_token"), hostileText),
      refresh_token: fc.oneof(fc.constant(`ptc-hub-${world.hubId}`), hostileText),
    })
    .map((fields) => ({
      type: "application/x-www-form-urlencoded",
      body: Buffer.from(new URLSearchParams(fields).toString()),
    }));
  const json = fc
    .tuple(hostileType, hostileText)
    .map(([type, text]) => ({ type, body: Buffer.from(text, "utf8") }));
  return fc
    .record({
      method: fc.oneof({ weight: 3, arbitrary: fc.constant("GET") }, fc.constantFrom(...METHODS)),
      path: below,
      search: query(names, world.cursor),
      key,
      sent: fc.oneof(form, json, brokenBody),
      wait: fc.option(
        hostileShort.map((text) => text.replace(/[^\x20-\x7e]/g, "")),
        { freq: 9 },
      ),
    })
    .map(({ method, path, search, key, sent, wait }): Shot => {
      const isForm = path.startsWith("/hubspot/");
      const hasBody = isForm || (method !== "GET" && method !== "HEAD");
      const headers = {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(hasBody && { "content-type": sent.type, "content-length": String(sent.body.length) }),
        ...(wait !== null && { "portico-app": wait }),
      };
      return {
        kind: "api",
        target: isForm ? "the drop-in token endpoint" : "the API",
        request: {
          method: isForm ? "POST" : method,
          path: path + (isForm ? "" : search),
          headers,
          ...(hasBody && { body: sent.body }),
        },
      };
    });
}
