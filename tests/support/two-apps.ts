import { startBulk } from "@/lib/bulk/start";
import type { Context } from "@/lib/context";
import { askReconnect } from "@/lib/portals/care/ask-reconnect";
import { noteLook } from "@/lib/portals/care/looks";
import { addNote } from "@/lib/portals/care/notes";
import { setCare } from "@/lib/portals/care/set-care";
import { upload } from "./imports";
import { connect, makeAccount, makeApp, makePerson } from "./makers";
import type { World } from "./world";

/** An app with one of all that belongs to one. */
export interface Side {
  app: Awaited<ReturnType<typeof makeApp>>;
  portalId: string;
  hubId: number;
  noteId: string;
  importId: string;
  attemptId: string;
  bulkId: string;
  /** Found somewhere, it is of this app. */
  marks: string[];
}

/** Two apps, an owner, and an admin who is limited to the first. */
export interface TwoApps {
  mine: Side;
  theirs: Side;
  owner: Context;
  limited: Context;
}

export async function makeTwoApps(world: World): Promise<TwoApps> {
  const owner = (await makePerson(world, "owner")).ctx;
  const mine = await makeSide(world, owner, "mineral");
  const theirs = await makeSide(world, owner, "walnut");
  const { ctx: limited } = await makePerson(world, "admin", undefined, [mine.app.id]);
  return { mine, theirs, owner, limited };
}

async function makeSide(world: World, owner: Context, name: string): Promise<Side> {
  const app = await makeApp(world, owner, { name: `${name} Sync` });
  const { hubId } = await makeAccount(world, { domain: `${name}-customer.example` });
  const { attempt } = await connect(world, owner, app, { hubId });
  const portalId = attempt.portalId ?? "";
  await addNote(owner, { portalId, text: `${name} note` });
  await setCare(owner, { portalId, ownerId: owner.actor.id ?? null, tags: [`${name}-tag`] });
  await askReconnect(owner, { portalId, reason: `${name} reason` });
  await noteLook(owner, portalId);
  const { id: noteId } = await world.db.portalNote.findFirstOrThrow({ where: { portalId } });
  const importId = await upload(owner, app, [`refresh_token,label\nna1-${name}-token,${name} row`]);
  const seen = { portalIds: [portalId], seen: 1, confirmation: "" };
  const { jobId: bulkId } = await startBulk(owner, "refresh", seen);
  const marks = [name, app.id, app.clientId, portalId, String(hubId), noteId, importId, bulkId];
  return { app, portalId, hubId, noteId, importId, attemptId: attempt.id, bulkId, marks };
}

/** As text, with everything in it. */
export const plain = (value: unknown) =>
  JSON.stringify(value, (_name, one: unknown) =>
    typeof one === "bigint" ? String(one) : one instanceof Map ? [...one] : one,
  ) ?? "";
