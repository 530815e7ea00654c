import { expect, it } from "vitest";
import { confirmImport } from "@/lib/imports/decide";
import { importResultCsv } from "@/lib/imports/result-csv";
import { expectNoPlaintext } from "../support/checks";
import { makeBulkGrants, rowsOf, sealedTokens, upload, workOff } from "../support/imports";
import { connect, makeApp, makePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();

it("a thousand rows with thirty bad ones: 970 portals, 30 reasons, no token left", async () => {
  const owner = await makePerson(world(), "owner");
  const app = await makeApp(world(), owner.ctx);
  const grants = await makeBulkGrants(world(), app, 985);
  // 970 good; of the other fifteen grants ten are dead and five belong to portals that are connected already.
  for (const { hubId } of grants.slice(970, 980))
    await world().control.revokeGrants({ clientId: app.clientId, hubId });
  for (const { hubId } of grants.slice(980)) await connect(world(), owner.ctx, app, { hubId });
  const lines = grants.map(({ refreshToken, hubId }) => `${refreshToken},${hubId},`);
  const bad = [
    ...lines.slice(0, 5),
    ...Array.from({ length: 5 }, () => ",7,no token"),
    ...grants.slice(5, 10).map(({ refreshToken }) => `${refreshToken} ${refreshToken},,`),
  ];
  const jobId = await upload(owner.ctx, app, [...lines, ...bad]);
  await workOff(world(), jobId);
  const states = Object.values(await rowsOf(world(), jobId)).map(([state]) => state);
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  expect(["importable", "duplicate", "dead", "invalid"].map(count)).toEqual([970, 10, 10, 10]);

  await confirmImport(owner.ctx, jobId);
  const job = await workOff(world(), jobId);
  expect(job).toMatchObject({ status: "finished", counts: { imported: 970, failed: 0 } });
  expect(await world().db.portal.count({ where: { appId: app.id, status: "connected" } })).toBe(
    975,
  );
  expect(await sealedTokens(world(), jobId)).toBe(0);
  const csv = await importResultCsv(owner.ctx, jobId);
  expect(csv.trim().split("\r\n")).toHaveLength(1_001);
  expect(grants.some(({ refreshToken }) => csv.includes(refreshToken))).toBe(false);
  await expectNoPlaintext(world());
});
