import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { SEALED_COLUMNS } from "@/lib/keys/sealed-columns.mjs";
import { SECRET_NAMES } from "@/lib/settings/secret-names.mjs";
import { MarkSearch } from "../support/canary/marks";
import { rawRequest } from "../support/raw-request";
import { filesBelow, gatherCanaries, markedSettings, type Canaries } from "./support/canary";
import {
  crawlActions,
  crawlApi,
  crawlPages,
  sendSecrets,
  type Told,
  type Visitors,
} from "./support/crawl";
import { expect, test } from "./support/fixtures";
import { cookieOf, furnish, type Furnished } from "./support/furnish";
import { ROOT } from "./support/processes";
import { Stack } from "./support/stack";
import { makeTeam, type Team } from "./support/team";

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
  canaries = await gatherCanaries(stack, { team, world, settings: settings.marks });
  canaries.secrets.push({ kind: "what somebody sent", value: sent });
  search = new MarkSearch([...canaries.secrets, ...canaries.hashes]);
  secretsAlone = new MarkSearch(canaries.secrets);
  visitors = { owner: "", admin: "", support: "", nobody: "" };
  for (const [role, member] of Object.entries(team)) visitors[role] = cookieOf(member);
});
test.afterAll(() => stack?.stop());

const place = () => ({ origin: stack.origin, world, visitors });

/** Where something was found, and what kind of secret it is. */
function leaksIn(told: Told[], look = search): string[] {
  return told.flatMap(({ place: at, text }) => look.in(text).map((kind) => `${kind} in ${at}`));
}

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
  const told = await crawlPages(place());
  expect(told.length).toBeGreaterThan(300);
  expect(told.filter(({ place: at }) => at.endsWith(": 200")).length).toBeGreaterThan(150);
  expect(leaksIn(told)).toEqual([]);
});

test("no action's refusal holds one, nor the answer to one that was sent to the wrong place", async () => {
  const token = canaries.secrets.find(({ kind }) => kind === "access token")?.value ?? "";
  const told = [...(await crawlActions(place())), ...(await sendSecrets(place(), sent, token))];
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
  for (const visitor of ["admin", "support", "nobody"]) {
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
  const told: Told[] = [];
  const bundle = join(stack.dataDir, "bundle.json");
  const backup = join(stack.dataDir, "portico.backup");
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const commands = [
    ["doctor", "--bundle", bundle],
    ["keys", "status"],
    ["api-keys", "list"],
    ["audit", "verify"],
    ["backup", backup, "--recipient", recipient],
  ];
  const printed = await Promise.all(commands.map((args) => stack.cli(args)));
  for (const [n, text] of printed.entries())
    told.push({ place: `portico ${commands[n]?.[0]}`, text });
  told.push({ place: "the bundle", text: readFileSync(bundle, "utf8") });
  told.push({ place: "the log", text: stack.output() });
  expect(stack.output()).toContain('"level":');
  expect(leaksIn(told)).toEqual([]);

  // Whoever opens a backup without the keys has hashes and sealed values.
  const opener = new Decrypter();
  opener.addIdentity(identity);
  const opened = gunzipSync(await opener.decrypt(readFileSync(backup))).toString("utf8");
  expect(opened).toContain("Marked App");
  const dump = await (await stack.database()).dump();
  const stored = [
    { place: "the backup", text: opened },
    { place: "the database", text: dump },
    ...filesBelow(stack.dataDir, (path) => !/^(secrets|postgres|postgres-users)\//.test(path)),
  ];
  expect(leaksIn(stored, secretsAlone)).toEqual([]);

  const build = filesBelow(join(ROOT, ".next"), (path) =>
    /^(static|server)\/.*\.(m?js|css|map|html|rsc|json|body|meta)$/.test(path),
  );
  expect(build.length).toBeGreaterThan(200);
  const server = new MarkSearch(canaries.secrets.filter(({ kind }) => !kind.startsWith("NEXT_")));
  expect(leaksIn(build.filter(({ place: at }) => at.startsWith("static")))).toEqual([]);
  expect(leaksIn(build, server)).toEqual([]);
});
