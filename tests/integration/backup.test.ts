import { createHash, randomUUID } from "node:crypto";
import { readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import fc from "fast-check";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { migrationNames } from "@/bin/database/migrate.mjs";
import { verifyAudit } from "@/lib/audit/verify";
import { checkRestore } from "@/lib/boot";
import { dump } from "@/lib/backup/dump";
import { readBackup } from "@/lib/backup/read-backup";
import { opened, sealed } from "@/lib/backup/sealed-file";
import { writeBackup } from "@/lib/backup/write-backup";
import { parseKeyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { createDb } from "@/lib/db/client";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { makeLock, restoreInto, rowsOf, useBackups } from "../support/backups";
import { eventsOf, storedTokens } from "../support/checks";
import { makePerson, makePortal } from "../support/makers";
import { buildWorld, endWorld, randomKey, useWorld } from "../support/world";

const world = useWorld();
const backups = useBackups();

/** A backup of a world with something of everything. */
async function makeBackup(withKeys = false) {
  const kept = await makePortal(world(), { account: { domain: "käse\ttab\\.example" } });
  const ended = await makePortal(world(), { app: kept.app, owner: kept.owner });
  await revokePortal(kept.owner.ctx, ended.portal.id);
  await world().db.session.create({
    data: {
      tokenHash: `hash-${kept.hubId}`,
      personId: kept.owner.person.id,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  const file = backups.file();
  const { lock, opener } = await makeLock();
  const written = await writeBackup(kept.owner.ctx, { file, lock, withKeys });
  return { ...kept, file, lock, opener, written };
}

/** What whoever can seal a file for the same opener makes of it: one table more, and an end that agrees with it. */
function forged(text: string, copy: string, rows: number): string {
  const at = text.lastIndexOf("-- End of backup: ");
  const end = JSON.parse(text.slice(at + 18)) as { rows: Record<string, number> };
  const body = `${text.slice(0, at)}${copy}\\.\n`;
  const [, table = ""] = /^COPY "(\w+)"/.exec(copy) ?? [];
  const sha256 = createHash("sha256").update(body).digest("hex");
  return `${body}-- End of backup: ${JSON.stringify({ rows: { ...end.rows, [table]: rows }, sha256 })}\n`;
}

async function rewrite(
  { file, opener, lock }: Pick<Awaited<ReturnType<typeof makeBackup>>, "file" | "opener" | "lock">,
  change: (text: string) => string,
): Promise<void> {
  let text = "";
  for await (const piece of opened(file, opener)) text += piece.toString();
  const changed = change(text);
  expect(changed).not.toBe(text);
  const out = await sealed(Readable.from([Buffer.from(changed)]), lock);
  writeFileSync(file, Buffer.concat((await out.toArray()) as Buffer[]));
}

describe("a backup", () => {
  it("brings everything back: each row, the keys' proof, the audit log, and tokens that work", async () => {
    const { file, opener, portal } = await makeBackup();
    const before = await rowsOf(world().databaseUrl);
    const url = await backups.empty();
    const restored = await restoreInto(world(), url, { file, opener });
    const after = await rowsOf(url);
    expect(before.Session?.length).toBeGreaterThan(0);
    expect(after.Session).toEqual([]);
    const { SystemFact: facts, ...rows } = after;
    expect(facts).toEqual([expect.stringContaining("restored_at")]);
    const { SystemFact: none, ...were } = before;
    expect(none).toEqual([]);
    expect(rows).toEqual({ ...were, Session: [], RateLimiterFlexible: [], Throttle: [] });
    expect(restored.portalsToCheck).toBe(
      await world().db.portal.count({ where: { status: { in: ["connected", "degraded"] } } }),
    );
    const db = createDb(url);
    backups.onEnd(() => db.$disconnect());
    const ctx = { ...world().context(), db };
    expect(await verifyAudit(ctx)).toEqual({ checked: restored.auditLines + 1 });
    const { portal: fresh } = await refreshPortal(ctx, { portalId: portal.id, trigger: "person" });
    expect(fresh.status).toBe("connected");
    await db.portal.update({ where: { id: portal.id }, data: { status: "needs_reconnect" } });
    expect(await db.alertEvent.count()).toBe(before.AlertEvent!.length + 1);
    const [event] = await db.auditEvent.findMany({ where: { action: "backup.restored" } });
    expect(event).toMatchObject({ actorKind: "operator", outcome: "ok" });
  });

  it("is a file of its owner alone, without a token or key in it, and leaves a line", async () => {
    const { file, opener, portal, written } = await makeBackup();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(written.bytes).toBe(statSync(file).size);
    let text = "";
    for await (const piece of opened(file, opener)) text += piece.toString();
    const { access, refresh } = await storedTokens(world(), portal.id);
    for (const secret of [access, refresh, world().encryptionKeys.split(":")[1]])
      expect(text).not.toContain(secret);
    expect(text).toContain(portal.id);
    const events = await eventsOf(world(), "backup.written");
    expect(events.map(({ details }) => details)).toContainEqual(
      expect.objectContaining({ withKeys: false, bytes: written.bytes }),
    );
  });

  it("brings its keys along when asked, and only where they are needed", async () => {
    const { file, opener } = await makeBackup(true);
    const kept: string[] = [];
    const keepKeys = (keys: string) => void kept.push(keys);
    await restoreInto(world(), await backups.empty(), { file, opener, keepKeys });
    expect(kept).toEqual([]);
    const other = await buildWorld(await backups.empty(), world());
    backups.onEnd(() => endWorld(other));
    const url = await backups.empty();
    await restoreInto(other, url, { file, opener, keepKeys });
    expect(kept).toEqual([world().encryptionKeys]);
  });

  it("is of one instant, whatever happens while it is written", async () => {
    await makePerson(world(), "support");
    const client = new pg.Client({ connectionString: world().databaseUrl });
    await client.connect();
    const before = await world().db.person.count();
    const pieces: Buffer[] = [];
    const options = { version: "1", now: new Date(), keys: undefined, onProgress: () => undefined };
    for await (const piece of dump(client, options)) {
      if (pieces.length === 0) await makePerson(world(), "support");
      pieces.push(piece);
    }
    await client.end();
    const { rows, header } = await readBackup(
      (async function* () {
        for (const piece of pieces) yield await Promise.resolve(piece);
      })(),
    );
    expect(header).toMatchObject({ format: 1, migrations: migrationNames() });
    expect(rows.Person).toBe(before);
    expect(await world().db.person.count()).toBe(before + 1);
  });

  it("opens with its passphrase alone", async () => {
    const { ctx } = await makePerson(world(), "owner");
    const file = backups.file();
    const passphrase = new Secret("correct horse battery staple");
    await writeBackup(ctx, { file, lock: { passphrase }, withKeys: false });
    const wrong = { passphrase: new Secret("correct horse battery stable") };
    const url = await backups.empty();
    await expect(restoreInto(world(), url, { file, opener: wrong })).rejects.toThrow(
      "The passphrase or identity does not open this file.",
    );
  });

  it("brings no session along, whoever wrote it, and no leave to reveal tokens", async () => {
    await world().db.systemFact.create({ data: { name: "token_reveal", value: "on" } });
    const { file, opener, lock, owner } = await makeBackup();
    await world().db.systemFact.deleteMany();
    const columns = '"id", "tokenHash", "personId", "expiresAt"';
    const row = `${randomUUID()}\tplanted\t${owner.person.id}\t2999-01-01 00:00:00+00\n`;
    await rewrite({ file, opener, lock }, (text) =>
      forged(text, `COPY "Session" (${columns}) FROM stdin;\n${row}`, 1),
    );
    const url = await backups.empty();
    await restoreInto(world(), url, { file, opener });
    const SystemFact = [expect.stringContaining("restored_at")];
    expect(await rowsOf(url)).toMatchObject({ Session: [], SystemFact });
  });

  it("never takes the place of a file", async () => {
    const { file, lock, owner } = await makeBackup();
    const before = readFileSync(file);
    const again = writeBackup(owner.ctx, { file, lock, withKeys: false });
    await expect(again).rejects.toThrow(/exists already/);
    expect(readFileSync(file).equals(before)).toBe(true);
    const nowhere = `${file}/nowhere/x`;
    await expect(writeBackup(owner.ctx, { file: nowhere, lock, withKeys: false })).rejects.toThrow(
      /is not there/,
    );
  });
});

describe("a restore changes nothing", () => {
  const isUntouched = async (url: string) =>
    Object.entries(await rowsOf(url)).every(([, rows]) => rows.length === 0);

  it("when the file is cut off or changed anywhere", async () => {
    const { file, opener } = await makeBackup();
    const whole = readFileSync(file);
    const url = await backups.empty();
    const damage = fc.record({
      at: fc.integer({ min: 0, max: whole.byteLength - 1 }),
      isCut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, isCut }) => {
        const bytes = Buffer.from(whole);
        if (!isCut) bytes[at] = (bytes[at] ?? 0) ^ 0x10;
        writeFileSync(file, bytes);
        if (isCut) truncateSync(file, at);
        await expect(restoreInto(world(), url, { file, opener })).rejects.toThrow(
          /damaged|cut off|does not open/,
        );
      }),
      { numRuns: 25 },
    );
    expect(await isUntouched(url)).toBe(true);
  }, 60_000);

  it.each([
    ["has no end", (text: string) => text.slice(0, text.lastIndexOf("-- End"))],
    [
      "lacks a row",
      (text: string) => text.replace(/\n[^\n]+\n\\\.\nCOPY "Portal"/, '\n\\.\nCOPY "Portal"'),
    ],
    ["is of a later format", (text: string) => text.replace('"format":1', '"format":2')],
    [
      "is of a later release",
      (text: string) => text.replace('"migrations":[', '"migrations":["29990101000000_later",'),
    ],
    ["is something else", () => "hello\n"],
    [
      "would go into a table of PostgreSQL's own",
      (text: string) => forged(text, 'COPY "pg_db_role_setting" ("setdatabase") FROM stdin;\n', 0),
    ],
    ["is a line that never ends", () => "a".repeat(20 * 1024 * 1024)],
  ])("when what is in it %s", async (_what, change) => {
    const { file, opener, lock } = await makeBackup();
    await rewrite({ file, opener, lock }, change);
    const url = await backups.empty();
    await expect(restoreInto(world(), url, { file, opener })).rejects.toThrow();
    expect(await isUntouched(url)).toBe(true);
  });

  it("when the keys are missing or others", async () => {
    const { file, opener } = await makeBackup();
    const url = await backups.empty();
    for (const id of ["other", "k1"]) {
      const keyring = parseKeyring(`${id}:${randomKey()}`);
      await expect(restoreInto(world(), url, { file, opener, keyring })).rejects.toThrow(
        id === "k1"
          ? /is not the key this database was written with/
          : /needs the encryption key k1/,
      );
    }
    expect(await isUntouched(url)).toBe(true);
  });

  it("when the audit log in it was tampered with", async () => {
    const { ctx } = await makePerson(world(), "owner");
    const url = await backups.empty();
    const tampered = await buildWorld(await backups.empty(), world());
    backups.onEnd(() => endWorld(tampered));
    await makePortal(tampered);
    await tampered.db.$executeRawUnsafe('ALTER TABLE "AuditEvent" DISABLE TRIGGER USER');
    await tampered.db.$executeRawUnsafe(
      `UPDATE "AuditEvent" SET "actorLabel" = 'somebody else' WHERE "seq" = 1`,
    );
    const file = backups.file();
    const { lock, opener } = await makeLock();
    await writeBackup(tampered.context(ctx.actor), { file, lock, withKeys: false });
    await expect(restoreInto(tampered, url, { file, opener })).rejects.toThrow(
      /tampered with: at line 1, it was changed/,
    );
    expect(await isUntouched(url)).toBe(true);
  });

  it("of one that was cut off: no server starts on that, and the next restore begins anew", async () => {
    const { file, opener } = await makeBackup();
    const url = await backups.empty();
    await restoreInto(world(), url, { file, opener });
    const db = createDb(url);
    backups.onEnd(() => db.$disconnect());
    await checkRestore(db);
    await db.systemFact.create({ data: { name: "restore_unfinished", value: "x" } });
    await expect(checkRestore(db)).rejects.toThrow(/was cut off before it was checked/);
    await db.$disconnect();
    const again = await restoreInto(world(), url, { file, opener });
    expect(again.auditLines).toBeGreaterThan(0);
    const fresh = createDb(url);
    backups.onEnd(() => fresh.$disconnect());
    await checkRestore(fresh);
  });

  it("when the installation is in use, or a server is running on it", async () => {
    const { file, opener } = await makeBackup();
    const here = restoreInto(world(), world().databaseUrl, { file, opener });
    await expect(here).rejects.toThrow(/is not empty/);
    const other = await buildWorld(await backups.empty(), world());
    backups.onEnd(() => endWorld(other));
    await other.db.person.count();
    await expect(restoreInto(world(), other.databaseUrl, { file, opener })).rejects.toThrow(
      /Stop it, then restore again/,
    );
  });
});
