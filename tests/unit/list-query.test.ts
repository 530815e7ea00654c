import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS, isAuditAction } from "@/lib/audit/events";
import { parseActivityQuery } from "@/lib/audit/query";
import { decodeCursor, encodeCursor } from "@/lib/portals/look-up/cursor";
import { hasWallTime } from "@/lib/portals/look-up/date-range";
import {
  PAGE_SIZES,
  parsePortalListQuery,
  parsePortalListSearch,
  PORTAL_SORTS,
  PORTAL_TRAITS,
  portalListSearch,
} from "@/lib/portals/look-up/list-query";
import { hasLiveGrant, isPortalStatus, PORTAL_STATUSES, STATUS_WORDS } from "@/lib/portals/status";
import { anyText, anyWellFormedText } from "../support/arbitraries";

const DEFAULTS = {
  q: "",
  status: [],
  apps: [],
  tags: [],
  owners: [],
  traits: [],
  ranges: {},
  sort: "trouble",
  order: "asc",
  limit: null,
  cursor: "",
};
const parameter = fc.option(fc.oneof(anyText, fc.array(anyText, { maxLength: 3 })), {
  nil: undefined,
});

describe("the portal list's address", () => {
  it.each<[object, object]>([
    [{}, {}],
    [{ sort: "nothing", order: "up", limit: "7", status: "sleeping" }, {}],
    [{ sort: "", order: "", limit: "", status: "", q: "", app: "", cursor: "" }, {}],
    [{ limit: "1e2" }, { limit: 100 }],
    [{ limit: "999999999" }, {}],
    [{ limit: "-25" }, {}],
    [{ q: "  acme \u0000\u200b " }, { q: "acme" }],
    [{ q: ["first", "second"] }, { q: "first" }],
    [{ status: "degraded,connected" }, { status: ["connected", "degraded"] }],
    [{ status: ["revoked", "bogus"] }, { status: ["revoked"] }],
    [
      { sort: ["expires", "app"], order: "desc" },
      { sort: "expires", order: "desc" },
    ],
    [{ toString: "x" }, {}],
    [{ app: "acme" }, { apps: ["acme"] }],
    [{ app: ["b", " a ", "b", ""] }, { apps: ["a", "b"] }],
    [{ is: ["never_read", "shiny"] }, { traits: ["never_read"] }],
    [{ tag: ["VIP", " beta ", "", "beta"] }, { tags: ["beta", "vip"] }],
    [
      { owner: ["me", "0193a000-0000-7000-8000-000000000001"] },
      { owners: ["0193a000-0000-7000-8000-000000000001"] },
    ],
    [{ connected: "7d" }, { ranges: { connected: { preset: "7d" } } }],
    [
      { connected: "8d", refreshed: "past", expires: ["past"] },
      { ranges: { expires: { preset: "past" } } },
    ],
    [{ connected: "any", connected_from: "2026-06-01T10:00Z" }, {}],
    [
      { connected: "custom", connected_from: "2026-06-01T10:00", connected_to: "2026-06-31T10:00" },
      { ranges: { connected: { from: new Date("2026-06-01T08:00:00Z"), to: null } } },
    ],
    [
      { refreshed_to: "2026-06-01T10:00:07Z", refreshed_from: "yesterday" },
      { ranges: { refreshed: { from: null, to: new Date("2026-06-01T10:00:07Z") } } },
    ],
    [{ expires_from: "+020000-01-01T00:00Z", expires_to: "0001-01-01T00:00Z" }, {}],
  ])("%j", (parameters, expected) => {
    expect(parsePortalListQuery(parameters as never, "Europe/Berlin")).toEqual({
      ...DEFAULTS,
      ...expected,
    });
  });

  it("never throws and always gives something usable", () => {
    const parameters = fc.record({
      q: parameter,
      status: parameter,
      app: parameter,
      sort: parameter,
      order: parameter,
      limit: parameter,
      cursor: parameter,
      is: parameter,
      connected: parameter,
      connected_from: parameter,
    });
    fc.assert(
      fc.property(parameters, (raw) => {
        const query = parsePortalListQuery(raw);
        expect(PORTAL_SORTS).toContain(query.sort);
        expect([null, ...PAGE_SIZES]).toContain(query.limit);
        expect(query.status.every(isPortalStatus)).toBe(true);
        expect(`${query.q}${query.apps.join("")}${query.cursor}`).not.toMatch(/\p{C}/u);
        expect(query.q.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe("an address that Portico writes", () => {
  const written = fc.record({
    q: fc.constantFrom("", "acme & co", "62515"),
    status: fc.subarray([...PORTAL_STATUSES]),
    app: fc.subarray(["a", "b"]),
    is: fc.subarray([...PORTAL_TRAITS]),
    connected: fc.constantFrom("", "24h"),
    refreshed_from: fc.constantFrom("", "2026-06-01T10:00Z", "2026-06-01T10:00"),
    expires: fc.constantFrom("", "past"),
    sort: fc.constantFrom(...PORTAL_SORTS),
    order: fc.constantFrom("asc", "desc"),
    limit: fc.constantFrom("", "25", "50"),
  });

  it("is read as what it was written from, in every zone alike", () => {
    fc.assert(
      fc.property(written, (parameters) => {
        const query = parsePortalListQuery(parameters, "Asia/Tokyo");
        const search = portalListSearch(query);
        expect(parsePortalListSearch(search)).toEqual(query);
        expect(portalListSearch(parsePortalListSearch(search))).toBe(search);
        expect(hasWallTime(Object.fromEntries(new URLSearchParams(search)))).toBe(false);
      }),
    );
  });
});

describe("cursors", () => {
  const cursor = fc.record({
    keys: fc.array(anyWellFormedText, { maxLength: 4 }),
    id: fc.uuid(),
    direction: fc.constantFrom("next" as const, "previous" as const),
  });

  it("come back as they were", () => {
    fc.assert(
      fc.property(cursor, (place) => {
        const text = encodeCursor(place);
        expect(text).toMatch(/^[\w-]*$/);
        expect(decodeCursor(text)).toEqual(place);
      }),
    );
  });

  it("made of garbage are none", () => {
    const garbage = fc.oneof(
      anyText,
      fc.json().map((json) => Buffer.from(json).toString("base64url")),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        expect(decodeCursor(text)).toBeNull();
      }),
    );
  });
});

describe("the activity list's address", () => {
  it("never throws and keeps to its limits", () => {
    const parameters = fc.record({
      person: parameter,
      kind: parameter,
      portal: parameter,
      outcome: parameter,
      from: parameter,
      to: parameter,
      before: parameter,
    });
    fc.assert(
      fc.property(parameters, (raw) => {
        const query = parseActivityQuery(raw);
        expect(query.kind === "" || isAuditAction(query.kind)).toBe(true);
        expect(query.before).toMatch(/^\d{0,18}$/);
        for (const at of [query.from, query.to])
          expect(at === null || !Number.isNaN(at.getTime())).toBe(true);
      }),
    );
  });

  it.each([
    ["2026-11-21T09:30", "2026-11-21T09:30:00.000Z"],
    ["2026-11-21T09:30:15", "2026-11-21T09:30:15.000Z"],
    ["2026-11-21T09:30:00Z", "2026-11-21T09:30:00.000Z"],
    ["2026-11-21", "2026-11-21T00:00:00.000Z"],
    ["yesterday", undefined],
    ["+200000-01-01T00:00:00Z", undefined],
    ["", undefined],
  ])("reads %j as UTC %s", (from, expected) => {
    expect(parseActivityQuery({ from }).from?.toISOString()).toBe(expected);
  });

  it("reads a time without a zone as the viewer's clock shows it, and one with a zone as it is", () => {
    const parameters = { from: "2026-11-21T09:30", to: "2026-11-21T09:30:00Z" };
    const { from, to } = parseActivityQuery(parameters, "Europe/Berlin");
    expect(from?.toISOString()).toBe("2026-11-21T08:30:00.000Z");
    expect(to?.toISOString()).toBe("2026-11-21T09:30:00.000Z");
  });

  it.each(["toString", "constructor", "__proto__", "portal.hacked"])(
    "%s is no kind of event",
    (kind) => {
      expect(parseActivityQuery({ kind }).kind).toBe("");
    },
  );
});

describe("statuses and events", () => {
  it("all have words", () => {
    for (const status of PORTAL_STATUSES) {
      const { label, meaning, whoActs } = STATUS_WORDS[status];
      for (const words of [label, meaning, whoActs]) expect(words.length).toBeGreaterThan(5);
    }
    expect(new Set(Object.values(AUDIT_ACTIONS)).size).toBe(Object.keys(AUDIT_ACTIONS).length);
    for (const action of Object.keys(AUDIT_ACTIONS)) expect(action).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  it("only three statuses can be worked with", () => {
    expect(PORTAL_STATUSES.filter(hasLiveGrant)).toEqual(["connected", "degraded", "app_error"]);
    expect(isPortalStatus("toString")).toBe(false);
  });
});
