import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noticesFor } from "@/app/(console)/notices";
import { actOn } from "@/lib/bulk/act";
import type { Context } from "@/lib/context";
import { parseKeyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { createVault } from "@/lib/crypto/vault";
import { readiness } from "@/lib/http/readiness";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { waitingAnswers } from "@/lib/portals/look-up/waiting-answers";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { createSpill, spillFolder, type Spill } from "@/lib/spill/spill";
import { expectRefused, portalRow, tokenCalls } from "../../support/checks";
import { leaveAnswers, leftFiles } from "../../support/dead-server";
import { makePortal, type ConnectedPortal } from "../../support/makers";
import { startOtherServer } from "../../support/other-server";
import { runCli } from "../../support/run-cli";
import { randomKey, useWorld } from "../../support/world";

const world = useWorld();
vi.setConfig({ testTimeout: 180_000 });
let made: ConnectedPortal;
let blocked: Spill;
let ctx: Context;

const visitor = vi.hoisted(() => ({ ctx: undefined as unknown }));
vi.mock("@/lib/auth/session", () => ({ anonymousContext: async () => visitor.ctx }));
vi.mock("@/lib/env", async (actual) => ({
  ...(await actual<typeof import("@/lib/env")>()),
  getEnv: () => ({ isDemo: false }),
}));

beforeEach(async () => {
  made = await makePortal(world());
  // Root may write anywhere, so the folder is a file: that stops everybody.
  const dataDir = join(world().env.dataDir, "blocked");
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(spillFolder(dataDir), "");
  blocked = createSpill(spillFolder(dataDir), world().vault);
  ctx = { ...world().context(), spill: blocked };
  visitor.ctx = ctx;
});
afterEach(async () => {
  await blocked.close();
  rmSync(dirname(blocked.folder), { recursive: true, force: true });
  for (const name of leftFiles(world())) rmSync(join(world().spill.folder, name));
});

const calls = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;
const bannerOf = async (of: Context) => renderToStaticMarkup((await noticesFor(of)) ?? null);

describe("a disk that can keep no answer", () => {
  it("is said on every page, by the health check and to whoever asks", async () => {
    expect(await waitingAnswers(ctx)).toEqual({ waiting: 0, isWritable: false });
    expect(await bannerOf(ctx)).toContain("so no token is renewed");
    expect(await readiness()).toMatchObject({
      checks: { database: true, migrations: true, keys: true },
      details: { spillWritable: false, waitingAnswers: 0 },
    });
    await expect(recoverAnswers(ctx)).resolves.toBe(0);
  });

  it("begins no refresh: not for a person, not for the schedule, not for many", async () => {
    const before = await portalRow(world(), made.portal.id);
    const order = { portalId: made.portal.id, trigger: "person" as const };
    await expectRefused(refreshPortal(ctx, order), "spill_unwritable");
    expect(await actOn(ctx, "refresh", made.portal.id)).toMatchObject({
      status: "failed",
      words: expect.stringContaining("HubSpot was not asked") as string,
    });
    const nextRefreshAt = new Date(0);
    await world().db.portal.update({ where: { id: made.portal.id }, data: { nextRefreshAt } });
    await expectRefused(refreshDuePortals(ctx), "spill_unwritable");
    expect(await calls()).toBe(0);
    expect(await portalRow(world(), made.portal.id)).toMatchObject({
      status: "connected",
      leaseVersion: before.leaseVersion,
      refreshStartedAt: null,
    });
    // As soon as it can be written again, everything goes on.
    rmSync(blocked.folder);
    expect(await refreshDuePortals(ctx)).toBeGreaterThan(0);
    expect(await bannerOf(ctx)).toBe("");
  });

  it("is full for a server whose files may not grow: it asks HubSpot nothing", async () => {
    const server = await startOtherServer(world(), { fileLimitKiB: 512 });
    try {
      const { id: portalId, leaseVersion: seenVersion } = made.portal;
      const report = await server.refresh({ portalId, seenVersion });
      expect(report).toEqual({ error: expect.stringContaining("spill_unwritable") as string });
    } finally {
      await server.kill();
    }
    expect(await calls()).toBe(0);
    // Nothing half made is left behind.
    expect(
      readdirSync(world().spill.folder).filter((name) => !name.startsWith(world().spill.owner)),
    ).toEqual([]);
  });
});

describe("answers that wait", () => {
  const answer = () => ({
    kind: "refresh" as const,
    portalId: made.portal.id,
    appId: made.app.id,
    grantId: made.portal.currentGrantId ?? "",
    fence: 99,
    startedAt: new Date(),
    tokens: { refreshToken: new Secret("na1-waits-on-the-disk"), expiresInSeconds: 1800 },
  });

  it("are counted on every page and by the health check", async () => {
    await leaveAnswers(world(), [answer()]);
    visitor.ctx = world().context();
    expect(await bannerOf(world().context())).toContain("One answer of HubSpot is safe on");
    expect((await readiness()).details).toEqual({
      waitingAnswers: 1,
      spillWritable: true,
      databaseWritable: true,
    });
    await leaveAnswers(world(), [answer(), answer()]);
    expect(await bannerOf(world().context())).toContain("3 answers of HubSpot are safe on");
  });
});

describe("doctor", () => {
  const line = (output: string) => /^. kept answers +(.*)$/m.exec(output)?.[1];
  const noDatabase = { DATABASE_URL: "postgresql://portico:none@127.0.0.1:1/portico" };

  it("counts what waits although the database is away, and names a disk that cannot be written", async () => {
    const tokens = { refreshToken: new Secret("na1-waits-on-the-disk"), expiresInSeconds: 1800 };
    const about = { appId: made.app.id, startedAt: new Date(), tokens };
    await leaveAnswers(world(), [{ ...about, kind: "code", attemptId: made.app.id }]);
    const away = await runCli(world(), ["doctor"], noDatabase);
    expect(line(away.stdout)).toMatch(/^1 safe in .*spill and not stored yet/);
    const dataDir = dirname(blocked.folder);
    const full = await runCli(world(), ["doctor"], { PORTICO_DATA_DIR: dataDir });
    expect(line(full.stdout)).toMatch(/cannot be written, so no token is renewed/);
  });

  it("names a key that an answer needs and that is not loaded", async () => {
    const tokens = { refreshToken: new Secret("na1-waits-on-the-disk"), expiresInSeconds: 1800 };
    const about = { appId: made.app.id, startedAt: new Date(), tokens };
    await leaveAnswers(world(), [{ ...about, kind: "code", attemptId: made.app.id }]);
    const others = { PORTICO_ENCRYPTION_KEYS: `k2:${randomKey()}`, ...noDatabase };
    const { stdout } = await runCli(world(), ["doctor"], others);
    expect(line(stdout)).toMatch(
      /1 answer of HubSpot is kept in .* under key k1, which is not loaded/,
    );
  });

  it("a start is refused for that, before anybody asks HubSpot with an older token", async () => {
    const strange = createVault(parseKeyring(`k7:${randomKey()}`), {
      fingerprintKey: Buffer.alloc(32),
      auditKey: Buffer.alloc(32),
    });
    const tokens = { refreshToken: new Secret("na1-waits-on-the-disk"), expiresInSeconds: 1800 };
    const about = { appId: made.app.id, startedAt: new Date(), tokens };
    const answers = [{ ...about, kind: "code" as const, attemptId: made.app.id }];
    await leaveAnswers({ ...world(), vault: strange }, answers);
    const { code, stderr } = await runCli(world(), ["audit", "verify"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /under key k7, which is not loaded\. Add the missing key to PORTICO_ENCRYPTION_KEYS/,
    );
  });
});
