import { beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { exportActivity } from "@/lib/audit/export";
import { ACTIVITY_PAGE, countActivity, listActivity, parseActivityQuery } from "@/lib/audit/query";
import { recordAlone } from "@/lib/audit/record";
import { getTimeline } from "@/lib/portals/look-up/timeline";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { eventsOf, expectNoPlaintext } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";
import { anyText } from "../support/arbitraries";

const world = useWorld();
let made: ConnectedPortal;
const FORMULAS = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  ` =HYPERLINK("http://evil.example")`,
];
const BULK = 70;

beforeAll(async () => {
  made = await makePortal(world(), { account: { domain: "acme.example" } });
  for (const label of FORMULAS) {
    await recordAlone(made.owner.ctx, {
      action: "app.updated",
      target: { kind: "app", label },
      details: { note: label },
    });
  }
  for (let n = 0; n < BULK; n += 1) {
    const { id } = made.portal;
    await recordAlone(world().context(), {
      action: "portal.tested",
      portalId: id,
      target: { kind: "portal", id, label: "acme.example" },
      details: { results: [`n ${n}`] },
    });
  }
});

const list = (parameters: Record<string, string | string[]>) =>
  listActivity(made.owner.ctx, parseActivityQuery(parameters));

describe("the activity list", () => {
  it("pages through everything once, newest first", async () => {
    const total = await countActivity(made.owner.ctx, parseActivityQuery({}));
    const seen: string[] = [];
    for (let before: string | null = ""; before !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list({ before });
      expect(page.items.length).toBeLessThanOrEqual(ACTIVITY_PAGE);
      seen.push(...page.items.map(({ seq }) => seq));
      before = page.nextBefore;
    }
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => Number(b) - Number(a)));
    expect(seen).toHaveLength(total);
  });

  it.each([
    ["kind", { kind: "portal.tested" }, BULK],
    ["portal by domain", { portal: "ACME", kind: "portal.tested" }, BULK],
    ["person", { person: "@team.example", kind: "app.updated" }, FORMULAS.length],
    ["outcome", { outcome: "denied" }, 0],
    ["an unknown request", { request: "11111111-2222-4333-8444-555555555555" }, 0],
    ["an unknown portal", { portal: "999999" }, 0],
    ["the past", { to: "2020-01-01T00:00" }, 0],
    ["the future", { from: "2999-01-01T00:00" }, 0],
  ])("filters by %s", async (_name, parameters, count) => {
    expect(await countActivity(made.owner.ctx, parseActivityQuery(parameters))).toBe(count);
  });

  it("by Hub ID and portal id", async () => {
    const byHub = await countActivity(
      made.owner.ctx,
      parseActivityQuery({ portal: String(made.hubId) }),
    );
    const byId = await countActivity(
      made.owner.ctx,
      parseActivityQuery({ portal: made.portal.id }),
    );
    expect(byHub).toBe(byId);
    expect(byHub).toBeGreaterThan(BULK);
  });

  it("never fails on what a link may hold", async () => {
    const value = fc.oneof(
      anyText,
      fc.constantFrom(
        "99999",
        "-000001-01-01T00:00:00Z",
        "+200000-01-01T00:00:00Z",
        "\0",
        "toString",
        "9".repeat(18),
      ),
    );
    const parameters = fc.record({
      person: value,
      kind: value,
      portal: value,
      outcome: value,
      from: value,
      to: value,
      before: value,
    });
    await fc.assert(
      fc.asyncProperty(parameters, async (query) => {
        await list(query);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the export", () => {
  const csv = async (parameters: Record<string, string>) => {
    const stream = await exportActivity(made.owner.ctx, parseActivityQuery(parameters));
    return new Response(stream).text();
  };

  it("holds every matching event and is itself recorded before the first row leaves", async () => {
    const text = await csv({ kind: "portal.tested" });
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(BULK + 1);
    expect(lines[0]).toBe(
      "sequence,time_utc,actor,actor_kind,role,ip,action,outcome,target,changes,details,request_id,hubspot_correlation_id",
    );
    const [event] = await eventsOf(world(), "activity.exported");
    expect(event).toMatchObject({
      actorId: made.owner.person.id,
      details: { rows: BULK, filters: { kind: "portal.tested" } },
    });
  });

  it("defuses formulas in every cell", async () => {
    const text = await csv({ kind: "app.updated" });
    for (const label of FORMULAS) {
      // A tab or line break ends a cell where quotes are text: what follows is defused, too.
      const defused = label.replace(/(?<=[\t\r])=/, "'=").replaceAll('"', '""');
      expect(text).toContain(`'${defused}`);
    }
    for (const cell of parseCsv(text)) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
  });

  it("is as JSON Lines what it is as CSV, and keeps what changed apart from its words", async () => {
    const query = parseActivityQuery({ kind: "app.updated" });
    const text = await new Response(await exportActivity(made.owner.ctx, query, "jsonl")).text();
    const lines = text.trimEnd().split("\n");
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const columns = (await csv({ kind: "app.updated" })).split("\r\n")[0]?.split(",");
    expect(Object.keys(rows[0] ?? {})).toEqual(columns);
    expect(rows.map(({ action }) => action)).toEqual(rows.map(() => "app.updated"));
    expect(rows.map(({ target }) => target)).toEqual(expect.arrayContaining(FORMULAS));
    for (const { changes, details } of rows)
      expect([typeof changes, typeof details]).toEqual(["object", "object"]);
    const [event] = await world().db.auditEvent.findMany({
      where: { action: "activity.exported", details: { path: ["format"], equals: "jsonl" } },
    });
    expect(event?.details).toMatchObject({ rows: rows.length });
  });

  it("holds no secret", async () => {
    const text = await csv({});
    const { refreshTokens, accessTokens } = await world().control.state();
    const secrets = [...refreshTokens, ...accessTokens].map(({ token }) => token);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(text).not.toContain(made.app.clientSecret);
    await expectNoPlaintext(world());
  });
});

/** The cells of an RFC 4180 text, unquoted. */
function parseCsv(text: string): string[] {
  const cells = text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g);
  return [...cells].map(([, cell = ""]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

describe("a portal's timeline", () => {
  it("tells in words what happened, newest first, page by page", async () => {
    const fresh = await makePortal(world());
    await world().control.addFault({
      match: { clientId: fresh.app.clientId, path: "/token" },
      status: 503,
    });
    const input = { portalId: fresh.portal.id, trigger: "person" as const };
    await refreshPortal(fresh.owner.ctx, input);
    await refreshPortal(fresh.owner.ctx, input);
    const { entries, nextBefore } = await getTimeline(fresh.owner.ctx, fresh.portal.id);
    expect(nextBefore).toBeNull();
    expect(entries.map(({ title }) => title)).toEqual([
      "Refreshing works again",
      "A refresh failed",
      "Connected a portal",
    ]);
    expect(entries[1]).toMatchObject({ outcome: "failed", actor: fresh.owner.person.email });
    expect(entries[1]?.facts).toEqual(expect.arrayContaining(["HTTP 503", "Attempt 1"]));
    expect(entries[0]?.facts).toContain("After 1 failed tries");
    const first = await getTimeline(made.owner.ctx, made.portal.id);
    expect(first.entries).toHaveLength(50);
    const second = await getTimeline(made.owner.ctx, made.portal.id, BigInt(first.nextBefore ?? 0));
    const both = [...first.entries, ...second.entries].map(({ seq }) => seq);
    expect(new Set(both).size).toBe(both.length);
    expect(second.nextBefore).toBeNull();
  });
});
