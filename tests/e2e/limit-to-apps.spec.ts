import { builtIn, can, isAboutApps, type Permission } from "@/lib/auth/roles";
import { rawRequest } from "../support/raw-request";
import { APP_ACTS, NO_IDS } from "../support/surface/app-acts";
import * as rows from "../support/surface/rows";
import { builtActions, redirectOf, returned, sendAction } from "../support/surface/server-actions";
import { crawlPages, type Told } from "./support/crawl";
import { beginWith, expect, test } from "./support/fixtures";
import { cookieOf, fill, furnish, type Furnished } from "./support/furnish";
import { addSide, placesOf, rowsOf, type SideOfTwo } from "./support/two-sides";

beginWith("team");

// An installation with everything, two apps in it, and an admin who is limited to the first: whatever they ask for, they
// learn nothing of the second and change nothing of it.
let world: Furnished;
let mine: SideOfTwo;
let theirs: SideOfTwo;
let cookie = "";
const limited = () => builtIn("admin", [mine.ids.app]);

test.beforeAll(async ({ stack, owner }) => {
  world = await furnish(stack, owner);
  mine = await addSide(stack, owner, "mineral", 7_771_001);
  theirs = await addSide(stack, owner, "walnut", 7_771_002);
});

test.beforeEach(async ({ hire, stack }) => {
  if (cookie) return;
  const person = { name: "Lim", email: "lim@team.example", password: "slate meadow ringing bell" };
  const member = await hire(person, "admin");
  const database = await stack.database();
  await database.rows(
    `UPDATE "Person" SET "isLimited" = true, "appIds" = ARRAY[$1]::uuid[] WHERE email = $2`,
    [mine.ids.app, member.email],
  );
  // What the background does to them is not what is looked for.
  await database.postponeRefreshes();
  cookie = cookieOf(member);
});

/** What of other apps stands in answers; an address that asked for it names it itself. Who may own a portal is no app's. */
function leaksIn(told: Told[]): string[] {
  return told.flatMap(({ place, text }) =>
    [...theirs.marks, "Marked App", ...world.ids.slice(0, -1)]
      .filter((mark) => text.includes(mark) && !place.includes(mark))
      .map((mark) => `${mark} in ${place}`),
  );
}

test("no page, payload of a navigation or handler tells of another app", async ({
  stack,
  owner,
}) => {
  const place = (side: SideOfTwo, visitors: Record<string, string>) => ({
    origin: stack.origin,
    world: { ...world, places: placesOf(side, world) },
    visitors,
  });
  const told = await crawlPages(place(mine, { limited: cookie }));
  expect(leaksIn(told)).toEqual([]);
  // What nobody is told proves nothing.
  for (const path of ["/portals", "/apps", "/activity", "/portals/export", "/activity/export"])
    expect(told.find((one) => one.place === `limited at ${path} : 200`)?.text, path).toContain(
      "mineral",
    );
  expect(leaksIn(await crawlPages(place(theirs, { limited: cookie })))).toEqual([]);
  const all = await crawlPages(place(mine, { owner: cookieOf(owner) }));
  expect(leaksIn(all).length).toBeGreaterThan(50);
});

test("searches and filters that name it find nothing", async ({ stack }) => {
  const { ids, places } = theirs;
  const asked = [
    ...["walnut", "walnut-customer.example", "7771002", ids.portal].map((q) => `/portals?q=${q}`),
    `/portals?app=${places["[slug]"]}`,
    "/portals?tag=walnut-tag",
    `/activity?portal=${ids.portal}`,
    "/activity?portal=7771002",
    "/activity/export?portal=7771002",
    "/portals/export?q=walnut&format=json",
    ...["walnut", "7771002", "walnut-customer.example"].map((q) => `/api/find?q=${q}`),
    `/portals/connect?app=${places["[slug]"]}&portal=${ids.portal}`,
    `/portals/import?app=${ids.app}`,
    `/inspector?app=${ids.app}`,
  ];
  const told: Told[] = [];
  for (const path of asked) {
    const { status, body, headers } = await rawRequest(stack.origin, { path, headers: { cookie } });
    expect(status, path).toBeLessThan(500);
    const { "set-cookie": _own, ...others } = headers;
    // A page says again what was typed.
    const text = decodeURIComponent(path.replace(/^[^?]*\?/, "")).split(/[=&]/);
    const kept = text.reduce((left, one) => (one ? left.replaceAll(one, "") : left), body);
    told.push({ place: path, text: JSON.stringify(others) + kept });
  }
  expect(leaksIn(told)).toEqual([]);
});

test("its addresses are as those of nothing", async ({ stack }) => {
  const nothing = Object.fromEntries(
    Object.entries(theirs.places).map(([bracket, place]) => [
      bracket,
      place.replace(/[^/]+$/, bracket === "[slug]" ? "none" : NO_IDS.app),
    ]),
  );
  const named = Object.keys(rows.PAGES).filter((pattern) =>
    Object.keys(theirs.places).some((bracket) => pattern.includes(bracket)),
  );
  expect(named.length).toBeGreaterThan(10);
  for (const pattern of named) {
    const [status, other] = await Promise.all(
      [theirs.places, nothing].map(async (places) => {
        const path = fill(pattern, places);
        return (await rawRequest(stack.origin, { path, headers: { cookie } })).status;
      }),
    );
    expect([status, other], pattern).toEqual([404, 404]);
  }
  const result = fill("/portals/import/[jobId]/result", theirs.places);
  const answer = await rawRequest(stack.origin, { path: result, headers: { cookie } });
  expect(answer.status).toBe(404);
});

test("what concerns the whole installation is refused, page by page", async ({ stack }) => {
  const gets = Object.entries(rows.ROUTES).filter(([name]) => name.startsWith("GET "));
  const asked = [
    ...Object.entries(rows.PAGES),
    ...gets.map(([name, permission]) => [name.slice(4), permission] as const),
  ];
  for (const [pattern, permission] of asked) {
    const path = fill(pattern, placesOf(mine, world)) + (pattern === "/api/live" ? "?once=1" : "");
    const { status } = await rawRequest(stack.origin, { path, headers: { cookie } });
    const isGiven = isAboutApps(permission) || permission === "self.manage";
    expect(status, pattern).toBe(isGiven ? 200 : 403);
    expect(can(limited(), permission), pattern).toBe(isGiven);
  }
});

/** Every action with a form for something: what it answers, and where it leads. */
async function send(origin: string, name: string, fields: ReturnType<(typeof APP_ACTS)[string]>) {
  const action = builtActions().find((one) => one.name === name);
  const address = fill(action?.pages[0] ?? "", placesOf(mine, world));
  const sent = { id: action?.id ?? "", address, fields, cookie };
  const answer = await sendAction(origin, sent);
  return { answer, result: returned(answer), goesTo: redirectOf(answer) };
}

test("every action on it answers as for an id that there is not, and changes nothing", async ({
  stack,
}) => {
  const about = Object.entries(rows.ACTIONS).filter(([, permission]) => isAboutApps(permission));
  expect(Object.keys(APP_ACTS).sort()).toEqual(about.map(([name]) => name).sort());
  const before = await rowsOf(stack, theirs.ids);
  const told: Told[] = [];
  for (const [name, fieldsFor] of Object.entries(APP_ACTS)) {
    const forTheirs = await send(stack.origin, name, fieldsFor(theirs.ids));
    const forNothing = await send(stack.origin, name, fieldsFor(NO_IDS));
    const said = ({ answer, result, goesTo }: typeof forTheirs) => ({
      ...{ status: answer.status, goesTo, message: result?.message },
      ...{ fields: result?.fieldErrors, data: result?.data },
    });
    expect(said(forTheirs), name).toEqual(said(forNothing));
    // A form that was refused for its fields would prove nothing.
    const isRefused = name.startsWith("bulk") || name === "countExportAction";
    if (!isRefused) expect(forTheirs.result?.message, name).toMatch(/There is nothing here/);
    // What was typed comes back into its form.
    told.push({ place: name, text: JSON.stringify(said(forTheirs)) });
  }
  expect(leaksIn(told)).toEqual([]);
  expect(await rowsOf(stack, theirs.ids)).toBe(before);
});

test("every action on the whole installation is refused", async ({ stack }) => {
  const others = Object.entries(rows.ACTIONS).filter(
    ([, permission]) => !isAboutApps(permission) && permission !== "self.manage",
  );
  expect(others.length).toBeGreaterThan(30);
  for (const [name] of others as [string, Permission][]) {
    const { answer, result } = await send(stack.origin, name, [["none", "\0"]]);
    expect([answer.status, result], name).toEqual([403, undefined]);
  }
});
