import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { parse } from "yaml";
import { startEmbeddedPostgres } from "../../bin/postgres/embedded-postgres.mjs";
import { Database } from "./support/database";
import { expect, test } from "./support/fixtures";
import { addApp, connectPortal } from "./support/journey";
import { setUp } from "./support/people";
import { freePort, ROOT, startProgram, type Program } from "./support/processes";
import { captureAction, replay } from "./support/replay";
import { SETUP_TOKEN, startSimulator, temporaryFolder, type Simulator } from "./support/stack";

interface Compose {
  services: Record<string, { environment: Record<string, string> }>;
}

const HUB_ID = 62515;
const EACH = 10;

test.describe.configure({ mode: "serial", timeout: 120_000 });

const undo: (() => unknown)[] = [];
const servers: Program[] = [];
let runtime = "";
let before: string[] = [];
let secrets = "";
let databaseUrl = "";
let simulator: Simulator;
let ports: number[] = [];
let origin = "";

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const folder = temporaryFolder();
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  runtime = join(folder, "portico");
  execFileSync(process.execPath, ["bin/build/runtime.mjs", runtime], { cwd: ROOT, stdio: "pipe" });
  before = namesOf(runtime);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "database") });
  undo.push(() => postgres.stop());
  databaseUrl = postgres.url;
  ports = [await freePort(), await freePort()];
  origin = `http://localhost:${ports[0]}`;
  simulator = await startSimulator([`${origin}/oauth/callback`]);
  undo.push(() => simulator.program.stop());
  secrets = writeSecrets(join(folder, "secrets"), databaseUrl);
  const { services } = parse(readFileSync(join(ROOT, "compose.yaml"), "utf8"), {
    merge: true,
  }) as Compose;
  for (const [index, port] of ports.entries()) {
    const { environment = {} } = services[`portico-${index + 1}`] ?? {};
    const own = Object.entries(environment).map(([name, value]) => [
      name,
      value.replace("/run/secrets", secrets),
    ]);
    const server = startProgram(
      ["bin/launch.mjs", "start"],
      {
        ...Object.fromEntries(own),
        // What differs on this machine: no TLS, no network between containers, no HubSpot.
        ...{ PORT: String(port), PORTICO_URL: origin, PORTICO_TRUSTED_PROXIES: "0" },
        PORTICO_DATA_DIR: join(folder, `data-${index}`),
        HUBSPOT_API_URL: simulator.origin,
        HUBSPOT_APP_URL: simulator.origin,
        // The first is looked at while it leaves.
        PORTICO_DRAIN_SECONDS: index === 0 ? "5" : "0",
      },
      { cwd: runtime },
    );
    undo.push(() => server.stop());
    servers.push(server);
  }
  // Both migrate at once.
  for (const server of servers) await server.printed("Portico is ready at ");
});

test.afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

/** What the first test has made is where the second one goes on. */
let page: Page;
let portal = "";

test.beforeEach(async ({ browser, guard }) => {
  for (const address of [simulator.origin, origin]) guard.ignore(address);
  if (portal !== "") return;
  const context = await browser.newContext({ baseURL: origin });
  undo.push(() => context.close());
  page = await context.newPage();
});

test("the layout of compose.yaml serves from a folder with what running needs alone, which it cannot change", async () => {
  for (const left of ["tests", "app", "node_modules/typescript", "node_modules/tsx"])
    expect(existsSync(join(runtime, left)), left).toBe(false);
  await setUp(page);
  await addApp(page);
  portal = await connectPortal(page, HUB_ID);
  await page.goto("/settings/system");
  await expect(page.getByRole("main")).toContainText("Answers and works");
  await page.goto("/docs/glossary");
  await expect(page.getByRole("cell", { name: "access token", exact: true })).toBeVisible();

  const verify = startProgram(
    ["bin/launch.mjs", "cli", "audit", "verify"],
    {
      DATABASE_URL: databaseUrl,
      PORTICO_ENCRYPTION_KEYS_FILE: join(secrets, "encryption-keys"),
      NEXTAUTH_SECRET_FILE: join(secrets, "session-secret"),
      PORTICO_DATA_DIR: join(secrets, "../data-0"),
    },
    { cwd: runtime },
  );
  expect(await verify.stop("SIGCONT"), verify.output()).toBe(0);
  // Its file system may be read-only.
  expect(namesOf(runtime)).toEqual(before);
});

/** A request to one of the servers as a load balancer sends it on. */
const behind = (index: number) => ({
  at: (path: string) => `http://localhost:${ports[index]}${path}`,
  headers: { host: new URL(origin).host },
});

test("twenty refreshes over two servers on one database make one call, and one that leaves says so first", async () => {
  const database = await Database.connect(databaseUrl);
  undo.push(() => database.close());
  await database.postponeRefreshes();
  await simulator.control.expireTokens({ hubId: HUB_ID });
  await page.goto(portal);
  // Kept from its server, so that the twenty below are the only ones.
  await page.route("**/portals/*", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 200, contentType: "text/x-component", body: "0:null\n" })
      : route.continue(),
  );
  const action = await captureAction(page, () =>
    page.getByRole("button", { name: "Refresh now" }).click(),
  );
  await page.goto("about:blank");
  await simulator.control.clearRequests();
  await simulator.control.addFault({ match: { path: "/token" }, times: 0, delayMs: 500 });
  const answers = await Promise.all(
    [behind(0), behind(1)].flatMap(({ at, headers }) =>
      Array.from({ length: EACH }, () => {
        const sent = { ...action, url: at(portal), headers: { ...action.headers, ...headers } };
        return replay(page.request, sent, origin);
      }),
    ),
  );
  expect(answers).toHaveLength(2 * EACH);
  for (const answer of answers) {
    expect(answer.status()).toBe(200);
    expect(await answer.text()).toContain("The access token was refreshed");
  }
  const calls = await simulator.control.requests({ path: "/token" });
  expect(calls.filter(({ form }) => form["grant_type"] === "refresh_token")).toHaveLength(1);
  expect(await database.count("AuditEvent", `action = 'portal.refreshed'`)).toBe(1);

  const get = (index: number, path: string) =>
    page.request.get(behind(index).at(path), { headers: behind(index).headers });
  const ready = (index: number) => get(index, "/api/health/ready");
  expect((await ready(0)).status()).toBe(200);
  const stopped = servers[0]?.stop();
  await expect.poll(async () => (await ready(0)).status(), { intervals: [50] }).toBe(503);
  expect(await (await ready(0)).json()).toMatchObject({
    status: "stopping",
    checks: { database: true, migrations: true, keys: true },
  });
  // It answers on, and wants the next connection to go elsewhere.
  const leaving = await get(0, "/login");
  expect(leaving.status()).toBe(200);
  expect(leaving.headers().connection).toBe("close");
  expect(await stopped).toBe(0);
  expect((await ready(1)).status()).toBe(200);
  expect(await servers[1]?.stop()).toBe(0);
  expect(namesOf(runtime)).toEqual(before);
});

/** Every file with the time of its last change. */
function namesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path).mtimeMs}`)
    .sort();
}

/** As docs/deploy.md has them made. @returns the folder */
function writeSecrets(folder: string, databaseUrl: string): string {
  mkdirSync(folder);
  const secrets = {
    "database-url": databaseUrl,
    "encryption-keys": `k1:${randomBytes(32).toString("base64")}`,
    "session-secret": randomBytes(33).toString("base64"),
    "setup-token": SETUP_TOKEN,
  };
  for (const [name, value] of Object.entries(secrets)) {
    writeFileSync(join(folder, name), `${value}\n`);
    chmodSync(join(folder, name), 0o400);
  }
  return folder;
}
