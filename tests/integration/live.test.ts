import { afterEach, describe, expect, it } from "vitest";
import { recordAlone } from "@/lib/audit/record";
import { sealAllLines } from "@/lib/audit/seal-lines";
import { followChanges, readCursor, type Change, type Changes } from "@/lib/live/changes";
import { endStreams, streamChanges } from "@/lib/live/stream-changes";
import { addNote } from "@/lib/portals/care/notes";
import { eventually } from "../support/eventually";
import { makePerson, makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const open: Changes[] = [];
afterEach(async () => {
  endStreams();
  for (const changes of open.splice(0)) await changes.close();
});

/** Listens and gathers what it hears of; what is not known to be a change is left out. */
function hear(url = world().databaseUrl) {
  const heard: Change[] = [];
  let unknown = 0;
  const { env, db } = world().context();
  const databaseUrl = { reveal: () => url } as typeof env.databaseUrl;
  const changes = followChanges({ db, env: { ...env, databaseUrl } });
  open.push(changes);
  const unlisten = changes.listen((change) => {
    if (change.portalId || change.appId) heard.push(change);
    else unknown += 1;
  });
  return { heard, unlisten, unknown: () => unknown };
}
const listeners = () => world().db.$queryRaw<{ pid: number }[]>`
  SELECT pid FROM pg_stat_activity WHERE application_name = 'portico live' AND datname = current_database()`;

describe("changes", () => {
  it("are heard of by every server, with what they are about", async () => {
    const [one, other] = [hear(), hear()];
    await eventually(() => expect([one.unknown(), other.unknown()]).toEqual([1, 1]));
    const { portal } = await makePortal(world());
    await sealAllLines(world().context());
    await eventually(() => {
      for (const { heard } of [one, other])
        expect(heard).toContainEqual({ portalId: portal.id, appId: portal.appId });
    });
  });

  it("are one connection per process, which ends with the last who listens", async () => {
    const first = hear();
    const second = open[0]?.listen(() => undefined);
    await eventually(async () => expect(await listeners()).toHaveLength(1));
    first.unlisten();
    expect(await listeners()).toHaveLength(1);
    second?.();
    await eventually(async () => expect(await listeners()).toHaveLength(0));
  });

  it("go on after the connection broke, and what came in between is made up for", async () => {
    const { unknown, heard } = hear();
    await eventually(async () => expect(await listeners()).toHaveLength(1));
    const before = unknown();
    await world().db.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'portico live' AND datname = current_database()`;
    await eventually(() => expect(unknown()).toBeGreaterThan(before));
    await eventually(async () => expect(await listeners()).toHaveLength(1));
    const { portal } = await makePortal(world());
    await sealAllLines(world().context());
    await eventually(() =>
      expect(heard).toContainEqual({ portalId: portal.id, appId: portal.appId }),
    );
  });

  it("are looked for where a pooler lets no notification through", async () => {
    const { unknown } = hear(`${world().databaseUrl}?pgbouncer=true`);
    await eventually(() => expect(unknown()).toBe(1));
    await makePortal(world());
    await eventually(() => expect(unknown()).toBeGreaterThan(1));
    expect(await listeners()).toHaveLength(0);
  });

  it("are not refusals and sign-ins, which a page may write when it is shown", async () => {
    const ctx = world().context();
    await sealAllLines(ctx);
    const before = await readCursor(ctx);
    await recordAlone(ctx, { action: "access.denied", outcome: "denied" });
    await recordAlone(ctx, { action: "session.started" });
    expect(await readCursor(ctx)).toBe(before);
    const { heard, unknown } = hear();
    await eventually(() => expect(unknown()).toBe(1));
    await sealAllLines(ctx);
    await recordAlone(ctx, { action: "activity.exported" });
    expect(await readCursor(ctx)).not.toBe(before);
    await sealAllLines(ctx);
    await eventually(() => expect([unknown(), heard]).toEqual([2, []]));
  });
});

describe("the stream of an open page", () => {
  async function messages(response: Response, signal: AbortSignal) {
    const told: { cursor: string; about: unknown[] }[] = [];
    const read = async () => {
      let text = "";
      for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(piece).toString();
        for (const [, data = ""] of text.matchAll(/^data: (.*)\n\n/gm)) told.push(JSON.parse(data));
        text = text.slice(text.lastIndexOf("\n\n") + 2);
      }
    };
    const reading = read().catch(() => undefined);
    signal.addEventListener("abort", () => undefined);
    return { told, reading };
  }

  it("says what changed, and what a page missed before", async () => {
    const ctx = world().context();
    const since = await readCursor(ctx);
    const missed = await makePortal(world());
    await sealAllLines(ctx);
    const gone = new AbortController();
    const { told, reading } = await messages(streamChanges(ctx, since, gone.signal), gone.signal);
    await eventually(() => expect(told[0]?.about).toEqual([null]));
    const { portal } = await makePortal(world(), { app: missed.app, owner: missed.owner });
    await sealAllLines(ctx);
    await eventually(() => expect(told.flatMap(({ about }) => about)).toContain(portal.id));
    expect(told.at(-1)?.cursor).toMatch(/^\d+\.\d+$/);
    gone.abort();
    await reading;
  });

  it("tells somebody who sees one app only of that app, and of no other", async () => {
    const [mine, theirs] = [await makePortal(world()), await makePortal(world())];
    const { ctx } = await makePerson(world(), "admin", undefined, [mine.app.id]);
    await sealAllLines(world().context());
    const gone = new AbortController();
    const since = await readCursor(ctx);
    const stream = streamChanges(ctx, since, gone.signal);
    const { told, reading } = await messages(stream, gone.signal);
    await eventually(async () => expect(await listeners()).toHaveLength(1));
    const change = async ({ owner, portal }: typeof mine) => {
      await addNote(owner.ctx, { portalId: portal.id, text: "Called." });
      await sealAllLines(world().context());
    };
    await change(theirs);
    await change(mine);
    const about = () => told.flatMap((one) => one.about);
    await eventually(() => expect(about()).toContain(mine.portal.id));
    expect(JSON.stringify(told)).not.toContain(theirs.portal.id);
    expect(JSON.stringify(told)).not.toContain(theirs.app.id);
    gone.abort();
    await reading;
  });

  it("ends when the server stops", async () => {
    const never = new AbortController().signal;
    const { reading } = await messages(streamChanges(world().context(), "", never), never);
    endStreams();
    await reading;
  });

  it("is not to be had by others less because one person has very many", async () => {
    const [greedy, other] = [
      await makePerson(world(), "support"),
      await makePerson(world(), "support"),
    ];
    const gone = new AbortController();
    const ask = ({ ctx }: typeof greedy) => streamChanges(ctx, "", gone.signal).status;
    const answers = Array.from({ length: 60 }, () => ask(greedy));
    expect(answers).toEqual([...Array(50).fill(200), ...Array(10).fill(503)]);
    expect(ask(other)).toBe(200);
    gone.abort();
    expect(ask(greedy)).toBe(200);
  });
});
