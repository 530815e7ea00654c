import { addRecipient } from "@/lib/alerts/recipients";
import { addRecipientInput } from "@/lib/alerts/schemas";
import { sendTest } from "@/lib/alerts/send-again";
import { rotateWebhookSecret } from "@/lib/alerts/webhooks";
import { makeBackupKey } from "@/lib/backup/backup-key";
import { setBackupSchedule } from "@/lib/backup/schedule";
import { getBulk } from "@/lib/bulk/get";
import { startBulk, startBulkInput } from "@/lib/bulk/start";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { confirmImport } from "@/lib/imports/decide";
import { getImport } from "@/lib/imports/queries";
import { startWorker } from "@/lib/jobs/worker";
import { eraseAbout } from "@/lib/personal-data/erase";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { announce, type Announcement } from "@/lib/servers/announce";
import { addHook, openContext } from "../alerts";
import { portalRow } from "../checks";
import { leaveAnswers } from "../dead-server";
import { startDoor, makeKey } from "../door";
import { eventually } from "../eventually";
import { makeBulkGrants, upload } from "../imports";
import { startReceiver } from "../receiver";
import type { World } from "../world";
import type { FilledPeople } from "./fill-people";
import { connectOne, type FilledPortal, type FilledPortals } from "./fill-portals";

/** What an answer that a dead server left brings. */
export const LEFT_REFRESH_TOKEN = "na1-left-by-a-dead-server";

/** The log begins later than the installation, and somebody had everything about them erased. */
export async function fillForgotten(world: World, { owner }: FilledPeople): Promise<void> {
  const grant = await world.db.grant.findFirst({
    where: { installerEmail: { not: null }, revokedAt: { not: null } },
  });
  await eraseAbout(owner, { kind: "installer", email: grant?.installerEmail ?? "" });
}

/** Work that is done: keys that were used, an import, an act on many portals, webhooks that got their events. */
export async function fillWork(
  world: World,
  { owner, admin }: FilledPeople,
  { app, connected }: FilledPortals,
): Promise<void> {
  const receiver = await startReceiver();
  const ctx = openContext(world, owner);
  const { targetId } = await addHook(ctx, receiver.url);
  await rotateWebhookSecret(ctx, { targetId, overlapHours: 24 });
  await sendTest(ctx, targetId);
  const slack = { kind: "slack", address: receiver.url, name: "Operations", eventTypes: [] };
  await addRecipient(ctx, addRecipientInput.parse(slack), "Europe/Berlin");
  const { recipient } = await makeBackupKey();
  await setBackupSchedule(owner, { time: "03:30", keep: 7, recipient }, "Europe/Berlin");
  await readTokens(world, connected);

  const grants = await makeBulkGrants(world, app, 2);
  const lines = grants.map(({ refreshToken, hubId }) => `${refreshToken},${hubId},Imported`);
  const importId = await upload(admin, app, [...lines, "too,many,words,here"]);
  const chosen = startBulkInput.parse({ portalIds: idsOf(connected), seen: connected.length });
  const { jobId } = await startBulk(admin, "refresh", chosen);
  await work(openContext(world), async () => {
    await eventually(async () => {
      expectSame((await getImport(admin, importId)).status, "ready");
      expectSame((await getBulk(admin, jobId)).status, "finished");
    });
    await confirmImport(admin, importId);
    await eventually(async () => {
      expectSame((await getImport(admin, importId)).status, "finished");
      if (receiver.posts.length < 3) throw new Error("webhooks are not delivered yet");
    });
  });
  await receiver.close();
}

/** Tokens over the API, one of them renewed for it. */
async function readTokens(world: World, portals: FilledPortal[]): Promise<void> {
  const [first, second] = portals;
  const door = await startDoor(world);
  const { key } = await makeKey(world);
  await world.db.grant.updateMany({
    where: { currentOf: { id: second?.portalId } },
    data: { accessTokenExpiresAt: new Date(), refreshedAt: new Date(Date.now() - 3_600_000) },
  });
  await door.call("/portals", { key });
  for (const portal of [first, second, first]) {
    const { status } = await door.call(`/portals/${portal?.hubId}/token`, { key });
    expectSame(status, 200);
  }
  await door.close();
}

function idsOf(portals: FilledPortal[]): string {
  return portals.map(({ portalId }) => portalId).join(",");
}

/**
 * What the release after this one finds: everything that a server can be in the middle of.
 * @returns the announcement of a server that works on
 */
export async function leaveWork(
  world: World,
  { owner, admin }: FilledPeople,
  { app, connected }: FilledPortals,
): Promise<Announcement> {
  const announced = announce({ db: world.db, vault: world.vault }, "server");
  const grants = await makeBulkGrants(world, app, 2);
  await upload(
    admin,
    app,
    grants.map(({ refreshToken, hubId }) => `${refreshToken},${hubId},To be imported`),
  );
  await startBulk(
    admin,
    "refresh",
    startBulkInput.parse({ portalIds: idsOf(connected), seen: connected.length }),
  );
  const lost = await connectOne(world, owner, app);
  await world.control.revokeGrants({ clientId: app.clientId, hubId: lost.hubId });
  await refreshPortal(admin, { portalId: lost.portalId, trigger: "person" });

  const rotated = connected[1];
  const match = { hubId: rotated?.hubId, path: "/token" };
  await world.control.addFault({ match, rotate: true });
  await refreshPortal(admin, { portalId: rotated?.portalId ?? "", trigger: "person" });

  const { portalId = "" } = connected[0] ?? {};
  const { leaseVersion, currentGrantId } = await portalRow(world, portalId);
  await leaveAnswers(world, [
    {
      kind: "refresh",
      portalId,
      appId: app.id,
      grantId: currentGrantId ?? "",
      fence: leaseVersion + 1,
      startedAt: new Date(),
      tokens: {
        accessToken: new Secret("access-token-left-by-a-dead-server"),
        refreshToken: new Secret(LEFT_REFRESH_TOKEN),
        expiresInSeconds: 1800,
      },
    },
  ]);
  return announced;
}

/** Lets a worker do what there is to do for as long as something takes. */
async function work(ctx: Context, during: () => Promise<void>): Promise<void> {
  const stop = await startWorker(async () => ctx);
  try {
    await during();
  } finally {
    await stop();
  }
}

function expectSame<T>(found: T, wanted: T): void {
  if (found !== wanted) throw new Error(`It is ${String(found)}, not ${String(wanted)}`);
}
