import { rmSync } from "node:fs";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { startEmbeddedPostgres } from "../../bin/postgres/embedded-postgres.mjs";
import { Database } from "./support/database";
import { expect, test } from "./support/fixtures";
import { addApp, connectPortal } from "./support/journey";
import { OWNER, setUp, signIn } from "./support/people";
import { freePort, type Program } from "./support/processes";
import { captureAction, replay } from "./support/replay";
import { launch, startSimulator, temporaryFolder } from "./support/stack";

const EACH = 10;

test("twenty refreshes over two servers on one database make one call, and one that leaves says so first", async ({
  browser,
  guard,
}) => {
  test.setTimeout(300_000);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const folder = temporaryFolder();
    undo.push(async () => rmSync(folder, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "database") });
    undo.push(() => postgres.stop());
    const ports = [await freePort(), await freePort()];
    const origins = ports.map((port) => `http://localhost:${port}`);
    const simulator = await startSimulator(origins.map((origin) => `${origin}/oauth/callback`));
    undo.push(() => simulator.program.stop());
    const env = {
      DATABASE_URL: postgres.url,
      PORTICO_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      NEXTAUTH_SECRET: randomBytes(33).toString("base64"),
    };
    const servers: Program[] = [];
    for (const [index, port] of ports.entries()) {
      const dataDir = join(folder, `server-${index}`);
      // The first is looked at while it leaves.
      const own = { ...env, PORTICO_DRAIN_SECONDS: index === 0 ? "8" : "0" };
      const options = { port, dataDir, simulatorOrigin: simulator.origin, env: own };
      const server = await launch(options);
      servers.push(server);
      undo.push(() => server.stop());
    }

    // The answer below is not the server's own, so what the pages make of it is nobody's fault.
    for (const origin of [simulator.origin, ...origins]) guard.ignore(origin);
    const open = async (origin: string) => {
      const context = await browser.newContext({ baseURL: origin });
      undo.push(() => context.close());
      await guard.watch(context);
      return context.newPage();
    };
    const [first, second] = [await open(origins[0] ?? ""), await open(origins[1] ?? "")];
    await setUp(first);
    await addApp(first);
    const path = await connectPortal(first, 62515);
    await second.goto("/login");
    await signIn(second, OWNER);

    const database = await Database.connect(postgres.url);
    undo.push(() => database.close());
    await database.postponeRefreshes();
    await simulator.control.expireTokens({ hubId: 62515 });

    const actions = [];
    for (const page of [first, second]) {
      await page.goto(path);
      // Kept from its server, so that the twenty below are the only ones.
      await page.route("**/portals/*", (route) =>
        route.request().method() === "POST"
          ? route.fulfill({ status: 200, contentType: "text/x-component", body: "0:null\n" })
          : route.continue(),
      );
      const action = await captureAction(page, () =>
        page.getByRole("button", { name: "Refresh now" }).click(),
      );
      actions.push({ page, action });
    }
    await simulator.control.clearRequests();
    await simulator.control.addFault({ match: { path: "/token" }, times: 0, delayMs: 500 });
    const answers = await Promise.all(
      actions.flatMap(({ page, action }) =>
        Array.from({ length: EACH }, () => replay(page.request, action)),
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

    const ready = (index: number) => first.request.get(`${origins[index]}/api/health/ready`);
    expect((await ready(0)).status()).toBe(200);
    const stopped = servers[0]?.stop();
    await expect.poll(async () => (await ready(0)).status()).toBe(503);
    expect(await (await ready(0)).json()).toMatchObject({
      status: "stopping",
      checks: { database: true, migrations: true, keys: true },
    });
    // It answers on, and wants the next connection to go elsewhere.
    const page = await first.request.get(`${origins[0]}/login`);
    expect(page.status()).toBe(200);
    expect(page.headers().connection).toBe("close");
    expect(await stopped).toBe(0);
    expect((await ready(1)).status()).toBe(200);
  } finally {
    for (const step of undo.reverse()) await step();
  }
});
