import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { confirmImport } from "@/lib/imports/decide";
import { getImport } from "@/lib/imports/queries";
import { identifyGrants } from "@/lib/jobs/identify-grants";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { verifyAudit } from "@/lib/audit/verify";
import { accountFor } from "../support/account-for";
import { startBusyServer } from "../support/busy-server";
import { leftFiles } from "../support/dead-server";
import { makeBulkGrants, upload, workOff } from "../support/imports";
import { makeApp, makePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const KILLS = Number(process.env.PORTICO_TEST_KILLS ?? 200);
const SERVERS = 2;
const IMPORTED = 40;
/** Rows that are still being imported while servers die. */
const ROWS = 300;
/** Counted from a server's first refresh. */
const LONGEST_LIFE_MS = Number(process.env.PORTICO_TEST_LIFE_MS ?? 2_000);

it("servers killed at random under load, with rotating tokens: none is lost in silence", async () => {
  await world().control.setSettings({
    rotateRefreshTokens: true,
    accessTokenTtlSeconds: 40,
    delayMs: 20,
    answerDelayMs: 60,
    rateLimitMax: 0,
  });
  const owner = await makePerson(world(), "owner");
  const app = await makeApp(world(), owner.ctx);
  const first = await importOf(IMPORTED);
  await workOff(world(), first);
  const jobId = await importOf(ROWS);

  async function importOf(rows: number): Promise<string> {
    const grants = await makeBulkGrants(world(), app, rows);
    const lines = grants.map(({ refreshToken }) => `${refreshToken},,`);
    const id = await upload(owner.ctx, app, lines);
    await workOff(world(), id);
    await confirmImport(owner.ctx, id);
    return id;
  }

  let kills = 0;
  const load = { controlUrl: world().controlUrl, appId: app.id, personId: owner.person.id };
  const lane = async (number: number) => {
    for (let life = 0; kills < KILLS; life += 1) {
      const firstHubId = 50_000_000 + number * 10_000_000 + life * 10_000;
      const server = await startBusyServer(world(), { ...load, firstHubId });
      await sleep(randomInt(LONGEST_LIFE_MS));
      await server.kill();
      kills += 1;
      if (kills % 20 === 0) process.stdout.write(`${kills} kills\n`);
    }
  };
  await Promise.all(Array.from({ length: SERVERS }, (_, number) => lane(number)));

  const ctx = world().context();
  await recoverAnswers(ctx);
  expect(leftFiles(world())).toEqual([]);
  await refreshDuePortals(ctx);
  const { counts } = await workOff(world(), jobId);
  await identifyGrants(ctx);
  await giveBackGrants(ctx);

  const account = await accountFor(world(), app.id);
  const { counters } = await world().control.state();
  const recovered = await world().db.auditEvent.count({
    where: { action: "portal.answer_recovered" },
  });
  const said = account.saidLost;
  process.stdout.write(
    [
      `kills: ${kills}`,
      `refreshes: ${counters.refreshes}, rotations: ${counters.rotations}, codes: ${counters.exchanges}, rows imported: ${counts.imported} of ${ROWS}`,
      `answers stored from the disk of a dead server: ${recovered}`,
      `grants living at HubSpot: ${account.living}, newest token stored: ${account.stored}`,
      `in flight when killed, and said to be lost: ${said.refreshes} refreshes, ${said.rows} rows, ${said.codes} codes`,
      `lost in silence: ${account.silentlyLost.length}`,
      "",
    ].join("\n"),
  );
  expect(account.silentlyLost).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(counters.refreshes).toBeGreaterThan(kills);
  expect(counts.unchecked + counts.importable).toBe(0);
  expect((await getImport(owner.ctx, jobId)).status).toBe("finished");
  // Nobody is left behind as being at it, and the log has held.
  expect(await world().db.portal.count({ where: { refreshStartedAt: { not: null } } })).toBe(0);
  expect((await verifyAudit(ctx)).brokenAt).toBeFalsy();
});
