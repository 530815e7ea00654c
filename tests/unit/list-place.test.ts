import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listHref, portalHref } from "@/app/(console)/portals/list-href";
import { listPlaceSearch, parseListPlace } from "@/lib/portals/look-up/list-place";
import { parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { anyText } from "../support/arbitraries";

const ID = "01900000-0000-7000-8000-000000000000";

describe("the list that a portal's page was opened from", () => {
  it("comes back from the portal's address as it was, with its page", () => {
    const query = parsePortalListQuery({
      ...{ q: "a&b=c", status: "degraded,revoked", app: "crm", is: "never_read" },
      ...{ connected: "7d", sort: "expires", order: "desc", limit: "50", cursor: "abc" },
    });
    const address = new URL(portalHref(query, { id: ID, at: "here" }), "https://portico.example");
    expect(address.pathname).toBe(`/portals/${ID}`);
    const place = parseListPlace(Object.fromEntries(address.searchParams));
    expect(place).toEqual({ query, at: "here" });
  });

  it("is none when the page was opened otherwise", () => {
    expect(parseListPlace({})).toBeNull();
    expect(parseListPlace({ before: "12" })).toBeNull();
  });

  it.each([
    "https://elsewhere.example/?q=1",
    "//elsewhere.example",
    "javascript:alert(1)",
    "../../settings?q=1",
    "status=bogus&limit=7",
  ])("is never another page: %s", (from) => {
    const place = parseListPlace({ from, at: from });
    const href = place && listHref(place.query, { cursor: place.query.cursor });
    expect(href).toMatch(/^\/portals(\?q=1)?$/);
  });

  it("is the list of portals, whatever the address says", () => {
    const some = fc.oneof(anyText, fc.array(anyText, { maxLength: 3 }));
    fc.assert(
      fc.property(some, some, (from, at) => {
        const place = parseListPlace({ from, at });
        if (!place) return;
        const list = new URL(listHref(place.query, {}), "https://portico.example");
        expect([list.origin, list.pathname]).toEqual(["https://portico.example", "/portals"]);
        const again = parseListPlace(
          Object.fromEntries(new URLSearchParams(listPlaceSearch(place))),
        );
        expect(again?.query).toEqual(place.query);
      }),
    );
  });
});
