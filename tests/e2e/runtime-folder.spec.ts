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
import { parse } from "yaml";
import { startEmbeddedPostgres } from "../../bin/postgres/embedded-postgres.mjs";
import { expect, test } from "./support/fixtures";
import { addApp, connectPortal } from "./support/journey";
import { setUp } from "./support/people";
import { freePort, ROOT, startProgram, type Program } from "./support/processes";
import { SETUP_TOKEN, startSimulator, temporaryFolder } from "./support/stack";

interface Compose {
  services: Record<string, { environment: Record<string, string> }>;
}

test("the layout of compose.yaml serves from a folder with what running needs alone, which it cannot change", async ({
  browser,
  guard,
}) => {
  test.setTimeout(300_000);
  const undo: (() => unknown)[] = [];
  try {
    const folder = temporaryFolder();
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const runtime = join(folder, "portico");
    execFileSync(process.execPath, ["bin/build/runtime.mjs", runtime], {
      cwd: ROOT,
      stdio: "pipe",
    });
    for (const left of ["tests", "app", "node_modules/typescript", "node_modules/tsx"])
      expect(existsSync(join(runtime, left)), left).toBe(false);
    const before = namesOf(runtime);

    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "database") });
    undo.push(() => postgres.stop());
    const ports = [await freePort(), await freePort()];
    const origin = `http://localhost:${ports[0]}`;
    const simulator = await startSimulator([`${origin}/oauth/callback`]);
    undo.push(() => simulator.program.stop());
    const secrets = writeSecrets(join(folder, "secrets"), postgres.url);

    const { services } = parse(readFileSync(join(ROOT, "compose.yaml"), "utf8"), {
      merge: true,
    }) as Compose;
    const servers: Program[] = [];
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
        },
        { cwd: runtime },
      );
      undo.push(() => server.stop());
      servers.push(server);
    }
    // Both migrate at once.
    for (const server of servers) await server.printed("Portico is ready at ");

    for (const address of [simulator.origin, origin]) guard.ignore(address);
    const context = await browser.newContext({ baseURL: origin });
    undo.push(() => context.close());
    const page = await context.newPage();
    await setUp(page);
    await addApp(page);
    await connectPortal(page, 62515);
    await page.goto("/settings/system");
    await expect(page.getByRole("main")).toContainText("Answers and works");
    await page.goto("/docs/glossary");
    await expect(page.getByRole("cell", { name: "access token", exact: true })).toBeVisible();
    const other = await fetch(`http://127.0.0.1:${ports[1]}/api/health/ready`, {
      headers: { host: new URL(origin).host },
    });
    expect(other.status).toBe(200);

    const doctor = startProgram(
      ["bin/launch.mjs", "cli", "audit", "verify"],
      {
        DATABASE_URL: postgres.url,
        PORTICO_ENCRYPTION_KEYS_FILE: join(secrets, "encryption-keys"),
        NEXTAUTH_SECRET_FILE: join(secrets, "session-secret"),
        PORTICO_DATA_DIR: join(folder, "data-0"),
      },
      { cwd: runtime },
    );
    expect(await doctor.stop("SIGCONT"), doctor.output()).toBe(0);
    for (const server of servers) expect(await server.stop()).toBe(0);
    // Its file system may be read-only.
    expect(namesOf(runtime)).toEqual(before);
  } finally {
    for (const step of undo.reverse()) await step();
  }
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
