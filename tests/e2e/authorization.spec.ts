import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { builtIn, can, ROLES } from "@/lib/auth/roles";
import { SEALED_COLUMNS } from "@/lib/keys/sealed-columns.mjs";
import { SECRET_NAMES } from "@/lib/settings/secret-names.mjs";
import { MarkSearch } from "../support/canary/marks";
import { rawRequest } from "../support/raw-request";
import * as rows from "../support/surface/rows";
import { builtActions, returned, sendAction } from "../support/surface/server-actions";
import { filesBelow, gatherCanaries, markedSettings, type Canaries } from "./support/canary";
import {
  crawlActions,
  crawlApi,
  crawlPages,
  sendSecrets,
  UNSTORABLE,
  type Told,
  type Visitors,
} from "./support/crawl";
import { expect, test } from "./support/fixtures";
import { cookieOf, fill, furnish, type Furnished } from "./support/furnish";
import { printedAndStored } from "./support/printed-and-stored";
import { ROOT } from "./support/processes";
import { serverLog } from "./support/server-log";
import { Stack } from "./support/stack";
import { makeLeavers, makeTeam, type Team } from "./support/team";
import { ACTING, readAction, readPage, readRoute, verdict, VISITORS } from "./support/verdicts";

// One furnished installation in which every secret is marked. Each page, handler and action is asked once as everybody:
// that it answers exactly those whose role allows it, and that no answer holds a secret, is read from the same answers.
test.describe.configure({ mode: "serial", timeout: 240_000 });

const settings = markedSettings();
const sent = `canary-${randomBytes(24).toString("base64url")}`;
let stack: Stack;
let team: Team;
let world: Furnished;
let canaries: Canaries;
let search: MarkSearch;
let secretsAlone: MarkSearch;
let visitors: Visitors;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  stack = await Stack.start(settings.env);
  const database = await stack.database();
  team = await makeTeam(database, stack.dataDir);
  world = await furnish(stack, team.owner);
  const leavers = await makeLeavers(database, stack.dataDir);
  canaries = await gatherCanaries(stack, { team, world, settings: settings.marks });
  canaries.secrets.push({ kind: "what somebody sent", value: sent });
  search = new MarkSearch([...canaries.secrets, ...canaries.hashes]);
  secretsAlone = new MarkSearch(canaries.secrets);
  const madeUp = `portico.session=${cookieOf(team.owner).slice(-40)}`;
  visitors = { "signed out": "", "made up": madeUp };
  for (const [name, member] of Object.entries({ ...team, ...leavers }))
    visitors[name] = cookieOf(member);
});
test.afterAll(() => stack?.stop());

const place = (who: string[] = VISITORS) => ({
  origin: stack.origin,
  world,
  visitors: Object.fromEntries(who.map((one) => [one, visitors[one] ?? ""])),
});

let asked: ReturnType<typeof crawlPages> | undefined;
const pages = () => (asked ??= crawlPages(place()));
let tried: ReturnType<typeof crawlActions> | undefined;
const actions = () => (tried ??= crawlActions(place(ACTING)));

/** Where something was found, and what kind of secret it is. */
function leaksIn(told: Told[], look = search): string[] {
  return told.flatMap(({ place: at, text }) => look.in(text).map((kind) => `${kind} in ${at}`));
}

test("every page is given to exactly those whose role may see it", async () => {
  const given = (await pages()).filter(
    ({ pattern, isPayload }) => pattern in rows.PAGES && !isPayload,
  );
  expect(given).toHaveLength(Object.keys(rows.PAGES).length * VISITORS.length);
  for (const { visitor, pattern, answer } of given) {
    const what = `${visitor} at ${pattern}`;
    const permission = rows.PAGES[pattern] ?? "self.manage";
    expect(readPage(answer), what).toBe(verdict(visitor, permission));
    if (verdict(visitor, permission) === "refused")
      expect(answer.body, what).toContain("Your role does not allow this");
  }
});

test("what a page holds is not given away as the payload of a navigation either", async () => {
  const refusal = /"digest":"NEXT_HTTP_ERROR_FALLBACK;403"/;
  const given = (await pages()).filter(
    ({ pattern, isPayload }) => pattern in rows.PAGES && isPayload,
  );
  expect(given).toHaveLength(Object.keys(rows.PAGES).length * VISITORS.length);
  for (const { visitor, pattern, answer } of given) {
    const what = `${visitor} at ${pattern}: ${answer.status}`;
    const expected = verdict(visitor, rows.PAGES[pattern] ?? "self.manage");
    if (expected === "given") expect(answer.status, what).toBe(200);
    if (expected === "given") expect(answer.body, what).not.toMatch(refusal);
    if (expected === "refused") expect(answer.body, what).toMatch(refusal);
    if (expected === "sign in")
      expect(`${answer.headers.location ?? ""} ${answer.body}`, what).toContain("/login");
    if (expected !== "given") expect(answer.body, what).not.toContain("Marked App");
  }
});

test("every route handler answers exactly those whose role may call it", async () => {
  for (const [name, permission] of Object.entries(rows.ROUTES))
    for (const visitor of VISITORS) {
      const [method = "", pattern = ""] = name.split(" ");
      // A stream of changes does not end by itself.
      const path = fill(pattern, world.places) + (pattern === "/api/live" ? "?once=1" : "");
      const headers = { origin: stack.origin, cookie: visitors[visitor] ?? "" };
      const answer = await rawRequest(stack.origin, { method, path, headers });
      expect(readRoute(answer), `${visitor}: ${name}`).toBe(verdict(visitor, permission));
    }
});

test("every action is done for exactly those whose role may do it", async () => {
  const named = [...Object.keys(rows.ACTIONS), ...Object.keys(rows.PUBLIC_ACTIONS)];
  expect(
    builtActions()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(named.sort());
  const wrong = (await actions()).flatMap(({ visitor, name, answer }) => {
    const permission = rows.ACTIONS[name];
    const expected = permission ? verdict(visitor, permission) : "given";
    const given = readAction(answer);
    return given === expected ? [] : [`${visitor}: ${name}: ${given}, not ${expected}`];
  });
  expect(wrong).toEqual([]);
  expect(await actions()).toHaveLength(named.length * ACTING.length);
});

test("what a session alone must not do asks who is there, and nothing else does", async () => {
  const database = await stack.database();
  await database.rows(`UPDATE "Session" SET "confirmedAt" = now() - interval '11 minutes'`);
  const cookie = visitors.owner ?? "";
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
      headers: { origin: stack.origin, cookie },
    });
    if (body.includes('"confirmation_needed"')) asking.push(name);
  }
  await database.rows(`UPDATE "Session" SET "confirmedAt" = now()`);
  expect(asking.sort()).toEqual([...rows.STEP_UP].sort());
});

test("each refusal is in the audit log, and none of them is a failure", async () => {
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

test("what is public answers everybody alike, and gives nothing of the installation", async () => {
  const isPublic = (pattern: string) =>
    pattern in rows.PUBLIC_PAGES || `GET ${pattern}` in rows.PUBLIC_ROUTES;
  const strangers = ["signed out", "disabled", "made up"];
  const given = (await pages()).filter(
    ({ visitor, pattern }) => isPublic(pattern) && strangers.includes(visitor),
  );
  expect(given.length).toBeGreaterThan(60);
  for (const { place: what, pattern, answer } of given) {
    // This installation has a token for its metrics.
    if (pattern === "/api/metrics") expect(answer.status, what).toBe(401);
    else expect(answer.status < 500 && answer.status !== 401, what).toBe(true);
    for (const told of ["olivia@team.example", "62515", "Marked receiver", ...world.ids])
      expect(answer.body.includes(told), `${what} tells ${told}`).toBe(false);
  }
});

test("every secret setting and every sealed column is marked", () => {
  const kinds = new Set(canaries.secrets.map(({ kind }) => kind));
  const columns = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  // The same headers under another name.
  const names = SECRET_NAMES.filter((name) => name !== "OTEL_EXPORTER_OTLP_TRACES_HEADERS");
  expect([...columns, ...names].filter((kind) => !kinds.has(kind))).toEqual([]);
  const hashed = new Set(canaries.hashes.map(({ kind }) => kind));
  for (const kind of [
    "Person.passwordHash",
    "Session.tokenHash",
    "ApiKey.keyHash",
    "KeyCheck.checkValue",
  ])
    expect(hashed).toContain(kind);
});

test("the search finds a secret that was put where pages, the API and exports show it", async () => {
  const database = await stack.database();
  const [{ name = "" } = {}] = await database.rows<{ name: string }>(
    `SELECT name FROM "HubSpotApp"`,
  );
  const shown = ["/apps", "/portals"];
  const planted = canaries.secrets.find(({ kind }) => kind === "Grant.refreshTokenSealed");
  const rename = (to: string) => database.rows(`UPDATE "HubSpotApp" SET name = $1`, [to]);
  await rename(planted?.value ?? "");
  const found = leaksIn(await crawlPages(place(), (path) => shown.includes(path))).join("\n");
  await rename(name);
  for (const at of ["owner at /apps :", "admin at /apps (payload)", "support at /portals :"])
    expect(found).toContain(`Grant.refreshTokenSealed in ${at}`);
});

test("no page, payload of a navigation or handler holds a secret, whoever asks", async () => {
  const told = await pages();
  expect(told.length).toBeGreaterThan(300);
  expect(told.filter(({ place: at }) => at.endsWith(": 200")).length).toBeGreaterThan(150);
  expect(leaksIn(told)).toEqual([]);
});

test("no action's refusal holds one, nor the answer to one that was sent to the wrong place", async () => {
  const token = canaries.secrets.find(({ kind }) => kind === "access token")?.value ?? "";
  const told: Told[] = [...(await actions()), ...(await sendSecrets(place(), sent, token))];
  expect(leaksIn(told)).toEqual([]);
});

test("the API gives a token where it is asked for one, and nothing else", async () => {
  const told = await crawlApi(place());
  const state = await stack.control.state();
  const given = (text: string) => state.accessTokens.filter(({ token }) => text.includes(token));
  const giving = told.filter(({ text }) => given(text).length > 0);
  expect(giving.map(({ place: at }) => at)).toEqual([
    `API GET /portals/{hubId}/token: 200`.replace("{hubId}", String(world.hubId)),
  ]);
  expect(giving.flatMap(({ text }) => given(text))).toHaveLength(1);
  const rest = told.map(({ place: at, text }) => ({
    place: at,
    text: given(text).reduce((left, { token }) => left.replaceAll(token, ""), text),
  }));
  expect(leaksIn(rest)).toEqual([]);
});

test("the key file goes to an owner who asks for it by name, and exports hold no secret", async () => {
  const post = (path: string, cookie: string, body = "") =>
    rawRequest(stack.origin, {
      ...{ method: "POST", path, body },
      headers: {
        origin: stack.origin,
        cookie,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
  const keys = await post("/settings/system/keys", visitors.owner ?? "");
  expect(search.in(keys.body)).toEqual(["PORTICO_ENCRYPTION_KEYS"]);
  for (const visitor of ["admin", "support", "signed out"]) {
    const refused = await post("/settings/system/keys", visitors[visitor] ?? "");
    expect(search.in(refused.body), visitor).toEqual([]);
  }
  const about = await post("/settings/data/export", visitors.owner ?? "", `about=${world.hubId}`);
  expect(about.body).toContain(String(world.hubId));
  expect(search.in(about.body)).toEqual([]);
  const metrics = await rawRequest(stack.origin, {
    path: "/api/metrics",
    headers: { authorization: `Bearer ${settings.env.PORTICO_METRICS_TOKEN}` },
  });
  expect(metrics.body).toContain("portico_info");
  expect(search.in(metrics.body)).toEqual([]);
});

test("no command, bundle, backup, log or file of the build or data folder holds one", async () => {
  const { printed, stored } = await printedAndStored(stack);
  expect(stack.output()).toContain('"level":');
  expect(leaksIn(printed)).toEqual([]);
  // Whoever opens a backup without the keys has hashes and sealed values.
  expect(stored[0]?.text).toContain("Marked App");
  expect(leaksIn(stored, secretsAlone)).toEqual([]);

  const build = filesBelow(join(ROOT, ".next"), (path) =>
    /^(static|server)\/.*\.(m?js|css|map|html|rsc|json|body|meta)$/.test(path),
  );
  expect(build.length).toBeGreaterThan(200);
  const server = new MarkSearch(canaries.secrets.filter(({ kind }) => !kind.startsWith("NEXT_")));
  expect(leaksIn(build.filter(({ place: at }) => at.startsWith("static")))).toEqual([]);
  expect(leaksIn(build, server)).toEqual([]);
});
