import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { prepare } from "@/bin/run/prepare.mjs";
import { startProgram } from "@/bin/run/serve.mjs";
import { readSettings } from "@/bin/settings/settings.mjs";
import { collectOutput } from "../support/output";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { randomKey } from "../support/world";

const isLinux = process.platform === "linux";
const OWN = {
  PORTICO_ENCRYPTION_KEYS: `k1:${randomKey()}`,
  NEXTAUTH_SECRET: "b7Tq4Zx9Lw2Kd8Vn5Rm3Hs6Pj1Gc0Yf-",
  PORTICO_SETUP_TOKEN: "operators-own-setup-4f7a91",
  OIDC_CLIENT_SECRET: "operators-oidc-secret-93b1",
};

interface Report {
  databaseUrl: string;
  keyIds: string[];
  sessionSecret: string;
  setupToken: string;
  childSees: string;
}

let folder = "";
let database: TestDatabase;
let password = "";
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "portico-handover-"));
  database = await createTestDatabase();
  password = new URL(database.url).password;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What `npm start` does up to its server, with a probe in the server's place. */
async function startProbe(operators: Record<string, string>) {
  // What is no secret and belongs to one of them.
  const provider = operators.OIDC_CLIENT_SECRET
    ? { OIDC_ISSUER: "https://login.team.example", OIDC_CLIENT_ID: "portico" }
    : {};
  const set = { ...operators, ...provider, PORTICO_DATA_DIR: folder };
  for (const [name, value] of Object.entries(set)) vi.stubEnv(name, value);
  const lifecycle = {
    stopRequested: new Promise<void>(() => undefined),
    isStopping: () => false,
    checkpoint: () => undefined,
    onEnd: () => undefined,
    end: async () => undefined,
  };
  const { env, handover, secrets } = await prepare(readSettings(), collectOutput(), lifecycle);
  const file = join(folder, "report.json");
  const args = ["--conditions=react-server", "--import", "tsx", "tests/support/secrets-probe.ts"];
  const program = startProgram(args, { ...env, PROBE_FILE: file }, handover);
  await eventually(() => expect(existsSync(file)).toBe(true));
  const report = JSON.parse(readFileSync(file, "utf8")) as Report;
  const proc = (name: string) =>
    isLinux ? readFileSync(`/proc/${program.pid}/${name}`, "utf8") : "";
  const seen = { environ: proc("environ"), cmdline: proc("cmdline"), child: report.childSees };
  program.stop();
  await program.exited;
  return { report, secrets, seen };
}

function expectNowhere(seen: Record<string, string>, values: string[]): void {
  for (const [place, text] of Object.entries(seen))
    for (const value of values) expect(text, `${value} in ${place}`).not.toContain(value);
}

describe(`secrets reach the server outside of its environment${isLinux ? "" : " (its /proc is not looked at: no Linux)"}`, () => {
  it("those the operator set as variables", async () => {
    const { report, seen } = await startProbe({ ...OWN, DATABASE_URL: database.url });
    expect(report).toMatchObject({
      databaseUrl: database.url,
      keyIds: ["k1"],
      sessionSecret: OWN.NEXTAUTH_SECRET,
      setupToken: OWN.PORTICO_SETUP_TOKEN,
    });
    expectNowhere(seen, [...Object.values(OWN), OWN.PORTICO_ENCRYPTION_KEYS.slice(3), password]);
    expect(seen.child).toContain("PORTICO_DATA_DIR");
  });

  it("those Portico made, and an address that came by file", async () => {
    const urlFile = join(folder, "database-url");
    writeFileSync(urlFile, `${database.url}\n`, { mode: 0o600 });
    const { report, secrets, seen } = await startProbe({ DATABASE_URL_FILE: urlFile });
    expect(report).toMatchObject({
      databaseUrl: database.url,
      sessionSecret: secrets.NEXTAUTH_SECRET.value,
      setupToken: secrets.PORTICO_SETUP_TOKEN.value,
    });
    const values = Object.values(secrets).map(({ value }) => value);
    expect(values.every((value) => value.length > 20)).toBe(true);
    expectNowhere(seen, [...values, password]);
  });
});
