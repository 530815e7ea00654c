import { builtIn, can, ROLES, type Permission, type Role } from "@/lib/auth/roles";
import { rawRequest, type RawAnswer } from "../support/raw-request";
import * as rows from "../support/surface/rows";
import {
  builtActions,
  redirectOf,
  returned,
  sendAction,
  type ActionRequest,
} from "../support/surface/server-actions";
import { beginWith, expect, test, type Member } from "./support/fixtures";
import { cookieOf, fill, furnish, type Furnished } from "./support/furnish";
import { serverLog } from "./support/server-log";
import type { Stack } from "./support/stack";

beginWith("team");

/** Everybody who may stand before a page: a role, nobody, or somebody whose session no longer counts. */
type Visitor = Role | "signed out" | "disabled" | "ended" | "made up";
const VISITORS: Visitor[] = [...ROLES, "signed out", "disabled", "ended", "made up"];
/** Actions are many; whether a session counts is decided in one place for all of them. */
const ACTING: Visitor[] = [...ROLES, "signed out", "disabled"];
const roleOf = (visitor: Visitor) => ROLES.find((role) => role === visitor);

/** One visitor does not wait for another. */
const each = (visitors: Visitor[], look: (visitor: Visitor) => Promise<void>) =>
  Promise.all(visitors.map(look));

let world: Furnished;
const cookies = new Map<Visitor, string>();

test.beforeAll(async ({ stack, owner, admin, support }) => {
  world = await furnish(stack, owner);
  for (const [role, member] of Object.entries({ owner, admin, support }))
    cookies.set(role as Role, cookieOf(member));
  cookies.set("made up", `portico.session=${cookieOf(owner).slice(-40)}`);
});

test.beforeEach(async ({ hire, stack }) => {
  if (cookies.has("disabled")) return;
  const person = (email: string) => ({
    name: "Gone",
    email,
    password: "slate meadow ringing bell",
  });
  const disabled = await hire(person("disabled@team.example"), "admin");
  const ended = await hire(person("ended@team.example"), "admin");
  const database = await stack.database();
  const update = (sql: string, { email }: Member) => database.rows(sql, [email]);
  await update(`UPDATE "Person" SET "disabledAt" = now() WHERE email = $1`, disabled);
  await update(
    `UPDATE "Session" SET "endedAt" = now()
     WHERE "personId" = (SELECT id FROM "Person" WHERE email = $1)`,
    ended,
  );
  cookies.set("disabled", cookieOf(disabled)).set("ended", cookieOf(ended));
});

const cookieFor = (visitor: Visitor) => ({ cookie: cookies.get(visitor) ?? "" });
const told = (stack: Stack) => ({ origin: stack.origin });

/** What the permission table says must happen. */
function verdict(visitor: Visitor, permission: Permission): "given" | "refused" | "sign in" {
  const role = roleOf(visitor);
  if (!role) return "sign in";
  return can(builtIn(role), permission) ? "given" : "refused";
}

function readPage({ status, headers }: RawAnswer): string {
  if (status === 200) return "given";
  if (status === 403) return "refused";
  if (status === 307 && /^\/login(\?|$)/.test(String(headers.location))) return "sign in";
  return `${status} ${headers.location ?? ""}`;
}

test("every page is given to exactly those whose role may see it", async ({ stack }) => {
  for (const [pattern, permission] of Object.entries(rows.PAGES))
    await each(VISITORS, async (visitor) => {
      const path = fill(pattern, world.places);
      const answer = await rawRequest(stack.origin, { path, headers: cookieFor(visitor) });
      const what = `${visitor} at ${pattern}`;
      expect(readPage(answer), what).toBe(verdict(visitor, permission));
      if (verdict(visitor, permission) === "refused")
        expect(answer.body, what).toContain("Your role does not allow this");
    });
});

/** What a navigation inside the console loads; the framework first sends it to an address that caches may tell apart. */
async function navigate(stack: Stack, path: string, visitor: Visitor): Promise<RawAnswer> {
  const headers = { rsc: "1", ...cookieFor(visitor) };
  const first = await rawRequest(stack.origin, { path, headers });
  const place = new URL(String(first.headers.location ?? path), stack.origin);
  const isSame = first.status === 307 && place.pathname === path;
  return isSame ? rawRequest(stack.origin, { path: path + place.search, headers }) : first;
}

test("what a page holds is not given away as the payload of a navigation either", async ({
  stack,
}) => {
  const refusal = /"digest":"NEXT_HTTP_ERROR_FALLBACK;403"/;
  for (const [pattern, permission] of Object.entries(rows.PAGES))
    await each(VISITORS, async (visitor) => {
      const answer = await navigate(stack, fill(pattern, world.places), visitor);
      const what = `${visitor} at ${pattern}: ${answer.status}`;
      const expected = verdict(visitor, permission);
      if (expected === "given") expect(answer.status, what).toBe(200);
      if (expected === "given") expect(answer.body, what).not.toMatch(refusal);
      if (expected === "refused") expect(answer.body, what).toMatch(refusal);
      if (expected === "sign in")
        expect(`${answer.headers.location ?? ""} ${answer.body}`, what).toContain("/login");
      if (expected !== "given") expect(answer.body, what).not.toContain("Marked App");
    });
});

function readRoute({ status, headers, body }: RawAnswer): string {
  const isProblem = String(headers["content-type"]).startsWith("application/problem+json");
  if (isProblem && status === 401) return "sign in";
  if (isProblem && status === 403) return "refused";
  // With nothing in its form a handler says what it misses, once it knows who asks.
  return status === 200 || (isProblem && status === 400) ? "given" : `${status} ${body}`;
}

test("every route handler answers exactly those whose role may call it", async ({ stack }) => {
  for (const [name, permission] of Object.entries(rows.ROUTES))
    for (const visitor of VISITORS) {
      const [method = "", pattern = ""] = name.split(" ");
      // A stream of changes does not end by itself.
      const path = fill(pattern, world.places) + (pattern === "/api/live" ? "?once=1" : "");
      const headers = { ...told(stack), ...cookieFor(visitor) };
      const answer = await rawRequest(stack.origin, { method, path, headers });
      expect(readRoute(answer), `${visitor}: ${name}`).toBe(verdict(visitor, permission));
    }
});

/** A form that no action takes: it is refused after the permission is known and before anything is done. */
const UNSTORABLE: ActionRequest["fields"] = [["matrix", "\0"]];

function readAction(answer: RawAnswer): string {
  const result = returned(answer);
  if (answer.status === 200 && result?.fieldErrors?.matrix) return "given";
  if (answer.status === 403 && !result) return "refused";
  if (!result && redirectOf(answer).startsWith("/login")) return "sign in";
  return `${answer.status} ${JSON.stringify(result)} ${redirectOf(answer)}`;
}

test("every action is done for exactly those whose role may do it", async ({ stack }) => {
  const all = builtActions();
  const named = [...Object.keys(rows.ACTIONS), ...Object.keys(rows.PUBLIC_ACTIONS)];
  expect(all.map(({ name }) => name).sort()).toEqual(named.sort());
  const wrong: string[] = [];
  for (const { id, name, pages } of all)
    await each(ACTING, async (visitor) => {
      const address = fill(pages[0] ?? "", world.places);
      const { cookie } = cookieFor(visitor);
      const answer = await sendAction(stack.origin, { id, address, fields: UNSTORABLE, cookie });
      const permission = rows.ACTIONS[name];
      const expected = permission ? verdict(visitor, permission) : "given";
      if (readAction(answer) !== expected)
        wrong.push(`${visitor}: ${name} at ${address}: ${readAction(answer)}, not ${expected}`);
    });
  expect(wrong).toEqual([]);
});

test("what a session alone must not do asks who is there, and nothing else does", async ({
  stack,
}) => {
  const database = await stack.database();
  await database.rows(`UPDATE "Session" SET "confirmedAt" = now() - interval '11 minutes'`);
  const { cookie } = cookieFor("owner");
  const asking: string[] = [];
  for (const { id, name, pages } of builtActions()) {
    const address = fill(pages[0] ?? "", world.places);
    const answer = await sendAction(stack.origin, { id, address, fields: UNSTORABLE, cookie });
    if (returned(answer)?.confirm) asking.push(name);
  }
  for (const name of Object.keys(rows.ROUTES)) {
    const [method = "", pattern = ""] = name.split(" ");
    const path = fill(pattern, world.places) + (pattern === "/api/live" ? "?once=1" : "");
    const { body } = await rawRequest(stack.origin, {
      method,
      path,
      headers: { ...told(stack), cookie },
    });
    if (body.includes('"confirmation_needed"')) asking.push(name);
  }
  await database.rows(`UPDATE "Session" SET "confirmedAt" = now()`);
  expect(asking.sort()).toEqual([...rows.STEP_UP].sort());
});

test("each refusal is in the audit log, and none of them is a failure", async ({ stack }) => {
  const database = await stack.database();
  const denied = await database.rows<{ permission: string; role: string }>(
    `SELECT DISTINCT details->>'permission' AS permission, "actorRole" AS role
     FROM "AuditEvent" WHERE action = 'access.denied'`,
  );
  const asked = [rows.PAGES, rows.ROUTES, rows.ACTIONS].flatMap((one) => Object.values(one));
  const expected = ROLES.flatMap((role) =>
    [...new Set(asked)].filter((one) => !can(builtIn(role), one)).map((one) => `${role} ${one}`),
  );
  expect(denied.map(({ role, permission }) => `${role} ${permission}`).sort()).toEqual(
    expected.sort(),
  );
  const lines = await serverLog(stack);
  expect(lines.filter(({ level }) => ["error", "fatal"].includes(level))).toEqual([]);
});

test("what is public answers everybody alike, and gives nothing of the installation", async ({
  stack,
}) => {
  const pages = Object.keys(rows.PUBLIC_PAGES);
  const gets = Object.keys(rows.PUBLIC_ROUTES).filter((name) => name.startsWith("GET "));
  for (const pattern of [...pages, ...gets.map((name) => name.slice(4))]) {
    const path = fill(pattern, world.places);
    for (const visitor of ["signed out", "disabled", "made up"] as const) {
      const answer = await rawRequest(stack.origin, { path, headers: cookieFor(visitor) });
      const what = `${visitor} at ${path}: ${answer.status}`;
      expect(answer.status < 500 && answer.status !== 401, what).toBe(true);
      for (const told of ["olivia@team.example", "62515", "Marked receiver", ...world.ids])
        expect(answer.body.includes(told), `${what} tells ${told}`).toBe(false);
    }
  }
});
