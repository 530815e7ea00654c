import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { eventsOf, expectNoPlaintext } from "../support/checks";
import { makeBulkGrants } from "../support/imports";
import { makeApp, makePerson, randomSecret } from "../support/makers";
import { settings, useWorld } from "../support/world";

const world = useWorld();
let folder: string;
let app: Awaited<ReturnType<typeof makeApp>>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portico-import-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  const owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
});

/** Runs the operator CLI as the launcher does, on this world's database and HubSpot. */
function portico(args: string[], input = ""): Promise<{ code: number | null; said: string }> {
  const { databaseUrl, encryptionKeys, apiUrl, env } = world();
  const set = settings(databaseUrl, encryptionKeys, apiUrl, env.dataDir);
  const child = spawn(process.execPath, ["--conditions=react-server", inject("cliFile"), ...args], {
    env: { ...process.env, ...set, INIT_CWD: folder },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
  child.stdin.end(input);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

const portals = () => world().db.portal.count({ where: { appId: app.id } });
const sealed = () => world().db.importRow.count({ where: { refreshTokenSealed: { not: null } } });

describe("portico import", () => {
  it("looks first, names the bad lines, and imports on --yes", async () => {
    const [one, two, dead] = await makeBulkGrants(world(), app, 3);
    await world().control.revokeGrants({ clientId: app.clientId, hubId: dead?.hubId ?? 0 });
    const tokens = [one, two, dead].map((grant) => grant?.refreshToken ?? "");
    writeFileSync(join(folder, "tokens.json"), JSON.stringify([...tokens, {}]));

    const dry = await portico(["import", "tokens.json", "--app", app.slug, "--dry-run"]);
    expect(dry.said).toContain("4 rows: 2 importable, 1 dead, 1 invalid.");
    expect(dry.said).toContain("line 4: Invalid. The line has no refresh token.");
    expect(dry.said).toContain("Dry run: nothing was imported.");
    expect([dry.code, await portals(), await sealed()]).toEqual([0, 0, 0]);

    const real = await portico(["import", "tokens.json", "--app", app.slug, "--yes"]);
    expect(real.said).toContain("4 rows: 2 imported, 1 dead, 1 invalid.");
    expect([real.code, await portals(), await sealed()]).toEqual([0, 2, 0]);
    expect(tokens.filter((token) => (dry.said + real.said).includes(token))).toEqual([]);
    const [event] = await eventsOf(world(), "import.confirmed", { appId: app.id });
    expect(event).toMatchObject({ actorKind: "operator" });
    await expectNoPlaintext(world());
  }, 120_000);

  it("reads standard input, and stops once when HubSpot refuses the app", async () => {
    const [grant] = await makeBulkGrants(world(), app, 1);
    const args = ["import", "-", "--app", app.slug, "--yes"];
    await world().control.setSecret(app.clientId, randomSecret(world()));
    const refused = await portico(args, `refresh_token\n${grant?.refreshToken}`);
    expect(refused.said).toContain("HubSpot refuses the client ID or secret");
    expect([refused.code, await sealed()]).toEqual([1, 0]);
  }, 60_000);

  it.each([
    [["import"], "Usage: npm run portico -- import FILE --app SLUG"],
    [["import", "none.csv", "--app", "x", "--yes"], "cannot be read"],
    [["import", "none.csv", "--app", "x"], "Add --dry-run to look, or --yes to import"],
    [["import", "-", "--app", "no-such-app", "--yes"], 'There is no app "no-such-app"'],
  ])(
    "says what is wrong with %j",
    async (args, words) => {
      const { code, said } = await portico(args);
      expect(said).toContain(words);
      expect(code).toBe(1);
    },
    60_000,
  );
});
