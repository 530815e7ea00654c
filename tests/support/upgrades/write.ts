// Writes what an installation of this release holds, for the releases after it to open: see tests/fixtures/upgrades.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyMigrations, migrationNames } from "@/bin/database/migrate.mjs";
import { startEmbeddedPostgres } from "@/bin/postgres/embedded-postgres.mjs";
import { cutLines } from "@/lib/audit/cut-lines";
import { recordAlone } from "@/lib/audit/record";
import { sealAllLines } from "@/lib/audit/seal-lines";
import { writeBackup } from "@/lib/backup/write-backup";
import { Secret } from "@/lib/crypto/secret";
import { flushKeyUses } from "@/lib/keys/key-uses";
import { hostMark } from "@/lib/spill/host";
import packageJson from "@/package.json";
import { startSimulator } from "../../hubspot-simulator/server";
import { leftFiles } from "../dead-server";
import { buildWorld, endWorld, type World } from "../world";
import { fillCare } from "./fill-care";
import { fillPeople } from "./fill-people";
import { fillPortals } from "./fill-portals";
import { fillRights } from "./fill-rights";
import { fillForgotten, fillWork, leaveWork } from "./fill-work";
import {
  adminUrlOf,
  asSuperuser,
  BACKUP_PASSPHRASE,
  FIXTURE_KEYS,
  FIXTURES,
  tablesOf,
  writeFixture,
} from "./fixture";
import { lookAround } from "./look-around";
import { recordStatements } from "./record-statements";

const DAY_MS = 24 * 3_600_000;
/** Kept for servers of an earlier release; this one writes nothing there. */
const EMPTY = ["RateLimiterFlexible"];

const lastMigration = migrationNames().at(-1)?.split("_")[0] ?? "";
const folder = join(FIXTURES, `${packageJson.version}_${lastMigration}`);
if (existsSync(folder)) throw new Error(`${folder} is there already: fixtures stay as they are.`);
const dataDir = mkdtempSync(join(tmpdir(), "portico-fixture-"));
const postgres = await startEmbeddedPostgres({ dataDir });
const adminUrl = adminUrlOf(postgres.url, postgres.adminUrl);
const simulator = await startSimulator();
const world = await startWorld();
try {
  const stopRecording = recordStatements();
  await cutOldLines();
  const people = await fillPeople(world);
  const portals = await fillPortals(world, people);
  await fillForgotten(world, people);
  await fillWork(world, people, portals);
  await fillCare(people, portals);
  await fillRights(people, portals);
  const beat = await leaveWork(world, people, portals);
  await lookAround(people.owner);
  await flushKeyUses({ db: world.db, keyring: people.owner.vault.keyring });
  const backup = join(dataDir, "portico.backup");
  const lock = { passphrase: new Secret(BACKUP_PASSPHRASE) };
  await writeBackup(people.owner, { file: backup, lock, withKeys: false });
  await assertFilled();
  const statements = stopRecording();
  // The machine it was written on is nobody's business.
  await world.db.serverSeen.updateMany({ data: { name: "a-server, process 1" } });
  await writeFixture(folder, adminUrl, statements);
  await beat.end();
  cpSync(backup, join(folder, "portico.backup"));
  copySpill();
  process.stdout.write(`Wrote ${folder}; read it before you commit it.\n`);
} finally {
  await endWorld(world);
  await simulator.close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function startWorld(): Promise<World> {
  await applyMigrations(postgres.url);
  return buildWorld(postgres.url, simulator, FIXTURE_KEYS);
}

/** A log that was cut: its first lines are older than a year, by the database's clock too, which only its owner can say. */
async function cutOldLines(): Promise<void> {
  const now = () => new Date(Date.now() - 400 * DAY_MS);
  for (let n = 0; n < 3; n += 1)
    await recordAlone({ ...world.context(), now }, { action: "app.updated" });
  await sealAllLines(world);
  await asSuperuser(adminUrl, (client) =>
    client.query(
      `SET session_replication_role = replica; UPDATE "AuditLink" SET "linkedAt" = "linkedAt" - interval '400 days'`,
    ),
  );
  await cutLines(world.context(), new Date());
}

/** A table without a row proves nothing to the next release. */
async function assertFilled(): Promise<void> {
  const empty: string[] = [];
  await asSuperuser(adminUrl, async (client) => {
    for (const { table } of await tablesOf(client)) {
      const { rows } = await client.query(`SELECT 1 FROM "${table}" LIMIT 1`);
      if (rows.length === 0 && !EMPTY.includes(table)) empty.push(table);
    }
  });
  if (empty.length > 0)
    throw new Error(`Nothing was written into ${empty.join(", ")}: extend fill-*.ts.`);
}

/** What a dead server left, without the empty room at the end of its files. */
function copySpill(): void {
  mkdirSync(join(folder, "spill"));
  for (const name of leftFiles(world)) {
    const text = readFileSync(join(world.spill.folder, name), "utf8");
    const isElsewhere = name.replace(hostMark(), "00000000");
    writeFileSync(join(folder, "spill", isElsewhere), text.replace(/\0+$/, ""));
  }
}
